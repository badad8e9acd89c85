"""What changed between two points of one series, in words that do not claim more than the numbers hold.

Instruments are judged by two lines (clinical.md 9): the change that matters (MCID), in points and percent,
and the change that exceeds the noise of measuring (MDC). Measures without such lines (sitting minutes, steps)
only ever show a *clear shift*; how a long series of them is judged stands in `shift`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from . import immpact
from .change_parts import Change, ChangeVerdict, Line, Noise, Point
from .change_words import Judged, from_to, instrument_sentence, line_words, sentence
from .instrument import ChangeFigure, Instrument
from .words import Direction

__all__ = [
    "Change",
    "ChangeVerdict",
    "Noise",
    "Point",
    "compared",
    "instrument_change",
    "measure_change",
]

#: Scores are kept to four decimals. Judged to a hundredth, two kept thirds fall on the same side of every
#: line as the exact fractions do (20/3 to 14/3 is 30 percent, not 29.9999).
_JUDGED = Decimal("0.01")


@dataclass(frozen=True)
class _Gain:
    """A change turned so that more is better. `percent` is None below the instrument's floor."""

    points: Decimal
    percent: Decimal | None


def compared(points: Sequence[Point]) -> tuple[Point | None, Point | None]:
    """Baseline and latest of a series in the order of its days.

    The baseline is the first value of the latest one's version. Where that is the latest itself, an older
    version's first value stands in, so that the verdict says why the two are not compared.
    """
    if not points:
        return None, None
    latest = points[-1]
    first = next(point for point in points if point.version == latest.version)
    return (first if first.on < latest.on else points[0]), latest


def instrument_change(instrument: Instrument, baseline: Point | None, latest: Point | None) -> ChangeVerdict:
    """Better: every important line and the detectable one. Probably better: some important line. Worse: any
    important line the other way, because a warning does not wait for a second one. Where the lines disagree,
    the sentence says so. Without a published noise of measuring, better stays probable.
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
    judged = Judged(code, baseline, latest, points, percent, gain.percent, important, detectable)
    words = instrument_sentence(instrument, judged)
    return ChangeVerdict(code, words, latest, baseline, points, percent, instrument.direction, source)


def measure_change(
    baseline: Point | None, latest: Point | None, *, direction: Direction, unit: str, noise: Noise
) -> ChangeVerdict:
    """A clear shift beyond the measure's own noise, or no clear change. Nothing is a percentage of zero."""
    refusal = _why_not(baseline, latest)
    if not refusal and noise.points is None and baseline is not None and baseline.value <= 0:
        refusal = f"There is no percentage of zero: {from_to(baseline, latest, unit)}."
    if refusal or baseline is None or latest is None:
        return _cannot_tell(refusal, baseline, latest, direction, noise.source)
    points = latest.value - baseline.value
    percent = _percent(points, baseline.value, floor=Decimal(0))
    code = _shift(_gain(points, percent, direction), noise)
    words = sentence(code, baseline, latest, percent, unit)
    return ChangeVerdict(code, words, latest, baseline, points, percent, direction, noise.source)


def _source(instrument: Instrument) -> str:
    if instrument.important is None:
        return "No change figure is published for it."
    noise = instrument.detectable.source if instrument.detectable else "not published"
    words = f"; words for a fall: {immpact.SOURCE}" if instrument.key in immpact.INSTRUMENTS else ""
    return f"{instrument.important.source}; noise: {noise}{words}"


def _why_no_line(instrument: Instrument, baseline: Point | None, latest: Point | None) -> str:
    if instrument.important or baseline is None:
        return ""
    words = from_to(baseline, latest, instrument.unit)
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


def _lines(figure: ChangeFigure | None, gain: _Gain, unit: str) -> tuple[Line, ...]:
    """The figure's lines that can be judged; a percent line falls away below the floor."""
    lines: list[Line] = []
    if figure is None:
        return ()
    if figure.points is not None:
        words = line_words(figure.points, unit)
        lines.append(Line(words, gain.points >= figure.points, -gain.points >= figure.points))
    if figure.percent is not None and gain.percent is not None:
        words = line_words(figure.percent, "of the start")
        lines.append(Line(words, gain.percent >= figure.percent, -gain.percent >= figure.percent))
    return tuple(lines)


def _code(important: Sequence[Line], detectable: Sequence[Line]) -> Change:
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
