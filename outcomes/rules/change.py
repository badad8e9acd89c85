"""What changed between two points of one series, in words that do not claim more than the numbers hold.

Instruments are judged by two lines (clinical.md 9): the change that matters (MCID), in points and percent,
and the change that exceeds the noise of measuring (MDC). Measures without such lines (sitting minutes, steps)
only ever show a *clear shift*.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from core.words import plain

from .instrument import ChangeFigure, Instrument
from .scoring import shown
from .words import Direction

#: Scores are kept to four decimals. Judged to a hundredth, two kept thirds fall on the same side of every
#: line as the exact fractions do (20/3 to 14/3 is 30 percent, not 29.9999).
_JUDGED = Decimal("0.01")


class Change(StrEnum):
    BETTER = "better"
    PROBABLY_BETTER = "probably_better"
    CLEAR_SHIFT_BETTER = "clear_shift_better"
    NO_CLEAR_CHANGE = "no_clear_change"
    CLEAR_SHIFT_WORSE = "clear_shift_worse"
    WORSE = "worse"
    CANNOT_TELL = "cannot_tell"

    @property
    def label(self) -> str:
        return {
            Change.CLEAR_SHIFT_BETTER: "Clear shift, better",
            Change.CLEAR_SHIFT_WORSE: "Clear shift, worse",
        }.get(self, self.replace("_", " ").capitalize())

    @property
    def tone(self) -> str:
        """The class of a badge: better, worse or steady."""
        if self.endswith("better"):
            return "better"
        return "worse" if self.endswith("worse") else "steady"

    @property
    def glyph(self) -> str:
        return {"better": "▲", "worse": "▼"}.get(self.tone, "–" if self == Change.CANNOT_TELL else "=")


@dataclass(frozen=True)
class Point:
    """One value on one day. `version` names the instrument's version that gave it."""

    on: date
    value: Decimal
    version: str = ""


@dataclass(frozen=True)
class Noise:
    """How far a measure without published figures moves by itself: `percent` of the baseline, or `points`."""

    source: str
    percent: Decimal | None = None
    points: Decimal | None = None


@dataclass(frozen=True)
class ChangeVerdict:
    """The label, the sentence that explains it, and the numbers used; `points` and `percent` are signed."""

    code: Change
    sentence: str
    latest: Point | None
    baseline: Point | None
    points: Decimal | None
    percent: Decimal | None
    direction: Direction
    source: str


@dataclass(frozen=True)
class _Gain:
    """A change turned so that more is better. `percent` is None below the instrument's floor."""

    points: Decimal
    percent: Decimal | None


@dataclass(frozen=True)
class _Line:
    """One threshold, and whether the gain reaches it in either direction."""

    words: str
    is_for_better: bool
    is_for_worse: bool


def instrument_change(instrument: Instrument, baseline: Point | None, latest: Point | None) -> ChangeVerdict:
    """Better: every important line and the detectable one. Probably better: some important line. Worse: any
    important line the other way, because a warning does not wait for a second one. Where the important lines
    disagree, the sentence says so. Without a published noise of measuring, better stays probable.
    """
    source = _source(instrument)
    refusal = _why_not(baseline, latest) or _why_no_line(instrument, baseline, latest)
    if refusal or baseline is None or latest is None:
        return _cannot_tell(refusal, baseline, latest, instrument.direction, source)
    points = latest.value - baseline.value
    percent = _percent(points, baseline.value, floor=instrument.percent_floor)
    gain = _gain(points, percent, instrument.direction)
    important = _lines(instrument.important, gain, instrument.unit)
    detectable = _lines(instrument.detectable, gain, instrument.unit)
    code = _code(important, detectable)
    sentence = _sentence(code, baseline, latest, percent, instrument.unit, important)
    return ChangeVerdict(code, sentence, latest, baseline, points, percent, instrument.direction, source)


def measure_change(
    baseline: Point | None, latest: Point | None, *, direction: Direction, unit: str, noise: Noise
) -> ChangeVerdict:
    """A clear shift beyond the measure's own noise, or no clear change. Nothing is a percentage of zero."""
    refusal = _why_not(baseline, latest)
    if not refusal and noise.points is None and baseline is not None and baseline.value <= 0:
        refusal = f"There is no percentage of zero: {_from_to(baseline, latest, unit)}."
    if refusal or baseline is None or latest is None:
        return _cannot_tell(refusal, baseline, latest, direction, noise.source)
    points = latest.value - baseline.value
    percent = _percent(points, baseline.value, floor=Decimal(0))
    code = _shift(_gain(points, percent, direction), noise)
    sentence = _sentence(code, baseline, latest, percent, unit, [])
    return ChangeVerdict(code, sentence, latest, baseline, points, percent, direction, noise.source)


def _source(instrument: Instrument) -> str:
    if instrument.important is None:
        return "No change figure is published for it."
    noise = instrument.detectable.source if instrument.detectable else "not published"
    return f"{instrument.important.source}; noise: {noise}"


def _why_no_line(instrument: Instrument, baseline: Point | None, latest: Point | None) -> str:
    if instrument.important or baseline is None:
        return ""
    words = _from_to(baseline, latest, instrument.unit)
    return f"No figure is published for how much change matters: {words}."


def _why_not(baseline: Point | None, latest: Point | None) -> str:
    """Why the two cannot be compared; empty when they can."""
    if baseline is None or latest is None:
        return "There is no value yet." if latest is None else "There is no earlier value to compare with."
    if baseline.on >= latest.on:
        return "There is only one value so far."
    if baseline.version != latest.version:
        return f"Version {baseline.version} and version {latest.version} are not compared."
    return ""


def _cannot_tell(
    why: str, baseline: Point | None, latest: Point | None, direction: Direction, source: str
) -> ChangeVerdict:
    return ChangeVerdict(Change.CANNOT_TELL, why, latest, baseline, None, None, direction, source)


def _percent(points: Decimal, baseline: Decimal, *, floor: Decimal) -> Decimal | None:
    """Percent of the baseline; None below the floor, where a small step looks like a large share."""
    return None if baseline <= 0 or baseline < floor else 100 * points / baseline


def _gain(points: Decimal, percent: Decimal | None, direction: Direction) -> _Gain:
    sign = 1 if direction == Direction.HIGHER_IS_BETTER else -1
    return _Gain(_judged(sign * points), None if percent is None else _judged(sign * percent))


def _judged(value: Decimal) -> Decimal:
    return value.quantize(_JUDGED, ROUND_HALF_UP)


def _lines(figure: ChangeFigure | None, gain: _Gain, unit: str) -> list[_Line]:
    """The figure's lines that can be judged; a percent line falls away below the floor."""
    lines: list[_Line] = []
    if figure is None:
        return lines
    if figure.points is not None:
        words = f"{plain(figure.points)} {'points' if unit != '%' else 'percentage points'}"
        lines.append(_Line(words, gain.points >= figure.points, -gain.points >= figure.points))
    if figure.percent is not None and gain.percent is not None:
        words = f"{plain(figure.percent)} percent of the start"
        lines.append(_Line(words, gain.percent >= figure.percent, -gain.percent >= figure.percent))
    return lines


def _code(important: list[_Line], detectable: list[_Line]) -> Change:
    if any(line.is_for_worse for line in important):
        return Change.WORSE
    if not any(line.is_for_better for line in important):
        return Change.NO_CLEAR_CHANGE
    is_sure = bool(detectable) and all(line.is_for_better for line in [*important, *detectable])
    return Change.BETTER if is_sure else Change.PROBABLY_BETTER


def _shift(gain: _Gain, noise: Noise) -> Change:
    """Twenty percent exactly is still noise; a thousand steps exactly are a shift (clinical.md 8)."""
    if noise.points is not None:
        is_shift, size = abs(gain.points) >= noise.points, gain.points
    else:
        size = gain.percent or Decimal(0)
        is_shift = noise.percent is not None and abs(size) > noise.percent
    if not is_shift:
        return Change.NO_CLEAR_CHANGE
    return Change.CLEAR_SHIFT_BETTER if size > 0 else Change.CLEAR_SHIFT_WORSE


def _sentence(
    code: Change, baseline: Point, latest: Point, percent: Decimal | None, unit: str, important: list[_Line]
) -> str:
    share = "" if percent is None else f", {shown(abs(percent))} percent {'more' if percent > 0 else 'less'}"
    return f"{code.label}: {_from_to(baseline, latest, unit)}{share}.{_disagreement(code, important)}"


def _from_to(baseline: Point, latest: Point | None, unit: str) -> str:
    to = "nothing" if latest is None else _number(latest.value)
    return f"from {_number(baseline.value)} to {to} {unit}".rstrip()


def _disagreement(code: Change, important: list[_Line]) -> str:
    def reached(line: _Line) -> bool:
        return line.is_for_worse if code == Change.WORSE else line.is_for_better

    passed = [line.words for line in important if reached(line)]
    failed = [line.words for line in important if not reached(line)]
    if not (passed and failed):
        return ""
    return f" The lines disagree: it reaches {' and '.join(passed)}, not {' and '.join(failed)}."


def _number(value: Decimal) -> str:
    return plain(value.quantize(Decimal("0.1"), ROUND_HALF_UP))
