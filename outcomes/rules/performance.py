"""Performance tests as data (S64): a protocol in our words, a unit, a side, and what change says.

Values are compared only within one test, one version of its protocol and one side. A number without a
published change figure is shown and not judged.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from core.errors import DomainError
from core.words import plain

from .change import Change, ChangeVerdict, Noise, Point, compared, measure_change
from .instrument_parts import Confidence
from .shift import series_change, taken_alike
from .words import Capacity, Direction, Side


class PerformanceTestError(ValueError):
    """A definition is wrong; the message names the test and the fault."""


class LineKind(StrEnum):
    """IMPORTANT: the change that matters to people. DETECTABLE: the change beyond the noise of measuring."""

    IMPORTANT = "important"
    DETECTABLE = "detectable"


@dataclass(frozen=True)
class ChangeLine:
    """One published figure in the test's own unit; `about` says for whom it was found."""

    kind: LineKind
    size: Decimal
    about: str
    source: str
    confidence: Confidence


@dataclass(frozen=True)
class PerformanceTest:
    """`protocol` is read aloud or followed step by step. `noise_percent` stands in where only noise is known.

    `zero_if` names what makes the result 0 whatever was counted. A timed test takes up to three trials.
    """

    key: str
    version: str
    title: str
    capacity: Capacity
    protocol: tuple[str, ...]
    unit: str
    direction: Direction
    least: Decimal
    most: Decimal
    source: str
    lines: tuple[ChangeLine, ...] = ()
    noise_percent: bool = False
    has_side: bool = False
    is_whole: bool = False
    is_timed: bool = False
    zero_if: str = ""

    def __post_init__(self) -> None:
        for fault in _faults(self):
            raise PerformanceTestError(f"{self.key or 'a test without a key'}: {fault}")

    @property
    def has_own_figures(self) -> bool:
        """Judged by what is published about it, or not at all; never by a noise that stands in."""
        return not self.noise_percent

    @property
    def sides(self) -> tuple[Side, ...]:
        return tuple(Side) if self.has_side else ()

    def label(self, side: str) -> str:
        """“Knee bend, left”; a later version of the protocol names itself, because it is another series."""
        parts = [self.title, "both sides" if side == Side.BOTH else side]
        parts += [f"protocol {self.version}"] if self.version != "1" else []
        return ", ".join(filter(None, parts))


def _faults(test: PerformanceTest) -> Iterator[str]:
    for name in ("key", "version", "title", "protocol", "unit", "source"):
        if not getattr(test, name):
            yield f"it has no {name}"
    if test.least >= test.most:
        yield "its least value is not below its most"
    for line in test.lines:
        if line.size <= 0 or not line.source or not line.about:
            yield "a change figure needs a size above 0, a source and for whom it was found"
    if test.lines and test.noise_percent:
        yield "it is judged by figures or by noise, not by both"
    if any(line.kind == LineKind.DETECTABLE for line in test.lines) and not _important(test):
        yield "it has a detectable change but none that matters"


def _important(test: PerformanceTest) -> list[ChangeLine]:
    return [line for line in test.lines if line.kind == LineKind.IMPORTANT]


def check_result(test: PerformanceTest, value: Decimal, side: str) -> None:
    """Refuse a result that the test cannot have, and a side where it has none."""
    if (side not in test.sides) if test.has_side else bool(side):
        words = "Say which side was measured." if test.has_side else f"“{test.title}” has no side."
        raise DomainError("side", words, "side")
    if not value.is_finite() or not test.least <= value <= test.most:
        raise DomainError(
            "out_of_range", f"Give {plain(test.least)} to {plain(test.most)} {test.unit}.", "value"
        )
    if test.is_whole and value != int(value):
        raise DomainError("not_whole", "Give a whole number.", "value")


def change_of_series(
    points: Sequence[Point], *, direction: Direction, unit: str, noise: Noise, test: PerformanceTest | None
) -> ChangeVerdict:
    """What changed in a measure, its values in the order of their days: by the figures of its test, if it is
    one that has its own, else by `series_change`.
    """
    if test and test.has_own_figures:
        return performance_change(test, *compared(taken_alike(points)))
    return series_change(points, direction=direction, unit=unit, noise=noise)


def change_between(
    baseline: Point | None,
    latest: Point | None,
    *,
    direction: Direction,
    unit: str,
    noise: Noise,
    test: PerformanceTest | None,
) -> ChangeVerdict:
    """The same of two values."""
    if test and test.has_own_figures:
        return performance_change(test, baseline, latest)
    return measure_change(baseline, latest, direction=direction, unit=unit, noise=noise)


def performance_change(test: PerformanceTest, baseline: Point | None, latest: Point | None) -> ChangeVerdict:
    """Better: every line is reached. Probably better: one that matters is. Worse: one that matters is lost.

    Where lines disagree (one figure for neck and back, another for the leg) the sentence says which.
    """
    source = "; ".join(dict.fromkeys(line.source for line in test.lines)) or test.source
    refusal = _why_not(test, baseline, latest)
    if refusal or baseline is None or latest is None:
        return ChangeVerdict(
            Change.CANNOT_TELL, refusal, latest, baseline, None, None, test.direction, source
        )
    points = latest.value - baseline.value
    percent = 100 * points / baseline.value if baseline.value > 0 else None
    gain = points if test.direction == Direction.HIGHER_IS_BETTER else -points
    code = _code(test, gain)
    share = "" if percent is None else f", {_tenth(abs(percent))} percent {'more' if percent > 0 else 'less'}"
    sentence = f"{code.label}: {_from_to(test, baseline, latest)}{share}. {_lines_in_words(test, gain)}"
    return ChangeVerdict(code, sentence.strip(), latest, baseline, points, percent, test.direction, source)


def _why_not(test: PerformanceTest, baseline: Point | None, latest: Point | None) -> str:
    if latest is None or baseline is None:
        return "There is no value yet." if latest is None else "There is no earlier value to compare with."
    if baseline.on >= latest.on:
        return "There is only one value so far."
    if baseline.version != latest.version:
        return f"Protocol {baseline.version} and protocol {latest.version} are not compared."
    if not test.lines:
        words = _from_to(test, baseline, latest)
        return f"No figure is published here for how much change matters: {words}."
    return ""


def _code(test: PerformanceTest, gain: Decimal) -> Change:
    important = _important(test)
    if any(-gain >= line.size for line in important):
        return Change.WORSE
    if not any(gain >= line.size for line in important):
        return Change.NO_CLEAR_CHANGE
    has_noise = len(important) < len(test.lines)
    is_sure = has_noise and all(gain >= line.size for line in test.lines)
    return Change.BETTER if is_sure else Change.PROBABLY_BETTER


def _lines_in_words(test: PerformanceTest, gain: Decimal) -> str:
    """“It reaches 62 m (neck or back), not 75 m (leg).”"""
    size = abs(gain)
    said = [(size >= line.size, f"{plain(line.size)} {test.unit} ({line.about})") for line in test.lines]
    reached = [words for is_reached, words in said if is_reached]
    short = [words for is_reached, words in said if not is_reached]
    if not reached:
        return f"It does not reach {' or '.join(short)}."
    return f"It reaches {' and '.join(reached)}{', not ' + ' or '.join(short) if short else ''}."


def _from_to(test: PerformanceTest, baseline: Point, latest: Point) -> str:
    return f"from {_tenth(baseline.value)} to {_tenth(latest.value)} {test.unit}"


def _tenth(value: Decimal) -> str:
    return plain(value.quantize(Decimal("0.1"), ROUND_HALF_UP))


@dataclass(frozen=True)
class NormRow:
    """Below `below_men` or `below_women` is below average from age `first` to `last`, both included."""

    first: int
    last: int
    below_men: int
    below_women: int


@dataclass(frozen=True)
class Norms:
    """Figures by age and sex as published, with where and when they were read."""

    rows: Sequence[NormRow]
    source: str
    read_on: date

    def row_of(self, age: int) -> NormRow | None:
        return next((row for row in self.rows if row.first <= age <= row.last), None)


_SEXES: Mapping[str, tuple[str, str]] = {"male": ("below_men", "men"), "female": ("below_women", "women")}


def against_norm(norms: Norms, value: Decimal, *, age: int, sex: str) -> str:
    """One sentence where there is a norm for this person; why there is none otherwise."""
    row = norms.row_of(age)
    if row is None:
        return f"There is no norm at {age} years: look at their own line."
    if sex not in _SEXES:
        return "The norms are by sex: look at their own line."
    field, people = _SEXES[sex]
    line: int = getattr(row, field)
    group = f"{people} of {row.first} to {row.last}"
    if value < line:
        return f"Below average for {group}: fewer than {line} ({norms.source})."
    return f"Not below average for {group}, where that is fewer than {line} ({norms.source})."
