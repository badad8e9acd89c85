"""“Pain the same, life wider”, its reverse, and both (S79): function and pain of one period, side by side.

A rule over verdicts. It never speaks where pain cannot be told, where a verdict is only probable, or where
two verdicts of one side contradict each other.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.words import full_day, tenths

from .change_parts import Change, ChangeVerdict, Point

_SURE = frozenset({Change.BETTER, Change.CLEAR_SHIFT_BETTER})


class Pattern(StrEnum):
    LIFE_WIDER = "life_wider"
    PAIN_ONLY = "pain_only"
    BOTH = "both"

    @property
    def label(self) -> str:
        return {
            Pattern.LIFE_WIDER: "Pain the same, life wider",
            Pattern.PAIN_ONLY: "Pain better, function the same",
            Pattern.BOTH: "Function and pain both better",
        }[self]


@dataclass(frozen=True)
class Series:
    """Values under the name and unit that a page gives them, and how they are judged. `key` is the
    instrument's, or the id of the measure.
    """

    key: str
    title: str
    unit: str
    points: tuple[Point, ...]
    judge: Callable[[Sequence[Point]], ChangeVerdict]


@dataclass(frozen=True)
class Told:
    """One series' verdict in the period."""

    key: str
    title: str
    unit: str
    verdict: ChangeVerdict

    @property
    def words(self) -> str:
        """`Sits from 8 to 55 minutes (clear shift, better)`."""
        first, last = self.verdict.baseline, self.verdict.latest
        span = f"from {tenths(first.value)} to {tenths(last.value)} {self.unit}" if first and last else ""
        return f"{self.title} {span} ({self.verdict.code.label.lower()})"


@dataclass(frozen=True)
class Period:
    """Both days included."""

    first: date
    last: date


@dataclass(frozen=True)
class PatternVerdict:
    """What was found, in which period, and every verdict that it rests on."""

    code: Pattern
    period: Period
    function: tuple[Told, ...]
    pain: tuple[Told, ...]

    @property
    def sentence(self) -> str:
        return f"{self.code.label}, {self.details}"

    @property
    def details(self) -> str:
        """The sentence after its label: the days, then every number."""
        function = "; ".join(told.words for told in self.function)
        return f"{self._days}: {function}. {self._pain_words}."

    @property
    def brief(self) -> str:
        """Where the numbers of function are drawn beside it: only how many of them are better."""
        better = sum(told.verdict.code.tone == "better" for told in self.function)
        counted = f"{better} of {len(self.function)} in function better"
        return f"{self.code.label}, {self._days}: {counted}; {self._pain_words}."

    @property
    def _days(self) -> str:
        return f"{full_day(self.period.first)} to {full_day(self.period.last)}"

    @property
    def _pain_words(self) -> str:
        return "; ".join(told.words for told in self.pain)

    @property
    def source(self) -> str:
        """Where the lines of its verdicts stand, each once."""
        return "; ".join(dict.fromkeys(told.verdict.source for told in (*self.function, *self.pain)))


def find_pattern(
    function: Sequence[Series], intensity: Sequence[Series], stand_in: Series | None, *, apart: timedelta
) -> PatternVerdict | None:
    """`intensity` are ratings of pain alone. `stand_in` (PEG) is asked only where none of them can be told;
    a worse one forbids every pattern. Values at most `apart` from the ends of the period belong to it.
    """
    pains = [*intensity, *([stand_in] if stand_in else [])]
    period = common_period(function, pains)
    if period is None:
        return None
    told = [_told(one, period, apart) for one in function]
    ratings = [_told(one, period, apart) for one in intensity]
    mixed = [_told(stand_in, period, apart)] if stand_in else []
    if any(one.verdict.code.tone == "worse" for one in mixed):
        return None
    return pattern_of(told, ratings if any(map(_is_told, ratings)) else mixed, period)


def pattern_of(function: Sequence[Told], pain: Sequence[Told], period: Period) -> PatternVerdict | None:
    """What cannot be told counts for neither side; a side of which nothing can be told ends the matter."""
    can_do, hurts = tuple(filter(_is_told, function)), tuple(filter(_is_told, pain))
    if not (can_do and hurts):
        return None
    code = _CODES.get((_side(can_do), _side(hurts)))
    return PatternVerdict(code, period, can_do, hurts) if code else None


class _Side(StrEnum):
    SAME = "same"
    BETTER = "better"
    UNCLEAR = "unclear"


_CODES = {
    (_Side.BETTER, _Side.SAME): Pattern.LIFE_WIDER,
    (_Side.SAME, _Side.BETTER): Pattern.PAIN_ONLY,
    (_Side.BETTER, _Side.BETTER): Pattern.BOTH,
}


def _side(told: Sequence[Told]) -> _Side:
    codes = [one.verdict.code for one in told]
    if all(code == Change.NO_CLEAR_CHANGE for code in codes):
        return _Side.SAME
    if any(code.tone == "worse" for code in codes) or not _SURE.intersection(codes):
        return _Side.UNCLEAR
    return _Side.BETTER


def _is_told(one: Told) -> bool:
    return one.verdict.code != Change.CANNOT_TELL


def common_period(function: Sequence[Series], pain: Sequence[Series]) -> Period | None:
    """From the day from which both sides have a value to the last on which both still do; None if there is
    none.
    """
    sides = [[one.points for one in side if one.points] for side in (function, pain)]
    if not all(sides):
        return None
    first = max(min(points[0].on for points in side) for side in sides)
    last = min(max(points[-1].on for points in side) for side in sides)
    return Period(first, last) if first < last else None


def within(points: Sequence[Point], period: Period, *, apart: timedelta) -> list[Point]:
    """The values from the one that stands for the period's first day to the one for its last.

    It is the last value up to that day, else the first one after it; for the end the other way round. None
    at all where either lies further than `apart` from its day.
    """
    before = [point for point in points if point.on <= period.first]
    start = before[-1].on if before else min((point.on for point in points), default=date.max)
    after = [point for point in points if point.on >= period.last]
    end = after[0].on if after else max((point.on for point in points), default=date.min)
    is_near = abs(start - period.first) <= apart and abs(end - period.last) <= apart
    return [point for point in points if start <= point.on <= end] if is_near else []


def _told(one: Series, period: Period, apart: timedelta) -> Told:
    return Told(one.key, one.title, one.unit, one.judge(within(one.points, period, apart=apart)))
