"""The sentence of a verdict on change: from where to where, by how much, and which lines say so."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from core.words import plain

from . import immpact
from .change_parts import Change, Line, Point
from .instrument import Instrument
from .scoring import band_of, shown


def line_words(amount: Decimal, unit: str) -> str:
    """`10 percentage points`, `1 point`, `30 percent of the start`: one threshold as it is said."""
    if unit == "of the start":
        return f"{plain(amount)} percent of the start"
    return _points(amount, unit)


def sentence(code: Change, baseline: Point, latest: Point, percent: Decimal | None, unit: str) -> str:
    """Of a measure: its unit is in the numbers, so that only the share is added."""
    share = "" if percent is None else f", {_share(percent)}"
    return f"{code.label}: {from_to(baseline, latest, unit)}{share}."


@dataclass(frozen=True)
class Judged:
    """What one instrument's two scores came to. `fall` is the percentage by which it became better."""

    code: Change
    baseline: Point
    latest: Point
    points: Decimal
    percent: Decimal | None
    fall: Decimal | None
    important: tuple[Line, ...]
    detectable: tuple[Line, ...]


def instrument_sentence(instrument: Instrument, judged: Judged) -> str:
    """Points and percent, and where the published lines disagree."""
    span = from_to(judged.baseline, judged.latest, instrument.unit)
    parts = (
        f"{judged.code.label}: {span}, {_size(judged.points, judged.percent, instrument.unit)}.",
        _disagreement(judged.code, judged.important),
        _about_noise(judged.code, judged.important, judged.detectable),
        _fall(instrument, judged.fall),
        _bands(judged.code, instrument, judged.baseline, judged.latest),
    )
    return " ".join(filter(None, parts))


def from_to(baseline: Point, latest: Point | None, unit: str) -> str:
    to = "nothing" if latest is None else _number(latest.value)
    return f"from {_number(baseline.value)} to {to} {unit}".rstrip()


def _size(points: Decimal, percent: Decimal | None, unit: str) -> str:
    """`12 percentage points or 25.0 percent less`; no change at all is `the same`."""
    if not points:
        return "the same"
    amount = _points(abs(points).quantize(Decimal("0.1"), ROUND_HALF_UP), unit)
    if percent is None:
        return f"{amount} {'more' if points > 0 else 'less'}"
    return f"{amount} or {_share(percent)}"


def _share(percent: Decimal) -> str:
    return f"{shown(abs(percent))} percent {'more' if percent > 0 else 'less'}"


def _points(amount: Decimal, unit: str) -> str:
    words = f"{plain(amount)} {'percentage ' if unit == '%' else ''}point"
    return words if amount == 1 else f"{words}s"


def _disagreement(code: Change, important: Sequence[Line]) -> str:
    passed = [line.words for line in important if line.is_reached(code)]
    failed = [line.words for line in important if not line.is_reached(code)]
    if not (passed and failed):
        return ""
    return f"The lines disagree: it reaches {' and '.join(passed)}, not {' and '.join(failed)}."


def _about_noise(code: Change, important: Sequence[Line], detectable: Sequence[Line]) -> str:
    """Where what matters and what can be measured do not say the same."""
    noise = " and ".join(line.words for line in detectable)
    if code == Change.NO_CLEAR_CHANGE:
        needed = " and ".join(line.words for line in important)
        is_beyond = any(line.is_for_better or line.is_for_worse for line in detectable)
        return f"It is beyond the noise of measuring ({noise}), but not {needed}." if is_beyond else ""
    if not detectable:
        return "How much of it is the noise of measuring is not published."
    is_beyond = all(line.is_reached(code) for line in detectable)
    return "" if is_beyond else f"It is within the noise of measuring ({noise})."


def _fall(instrument: Instrument, fall: Decimal | None) -> str:
    words = immpact.fall_words(fall) if instrument.key in immpact.INSTRUMENTS else ""
    return f"As a fall of pain it is {words}." if words else ""


def _bands(code: Change, instrument: Instrument, baseline: Point, latest: Point) -> str:
    """Reliable and across a cut is what Jacobson and Truax 1991 call clinically significant."""
    before, after = band_of(instrument, baseline.value), band_of(instrument, latest.value)
    if code not in (Change.BETTER, Change.WORSE) or not (before and after) or before == after:
        return ""
    return f"In words: from {before.words} to {after.words}."


def _number(value: Decimal) -> str:
    return plain(value.quantize(Decimal("0.1"), ROUND_HALF_UP))
