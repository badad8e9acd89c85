"""A long series of one measure: a clear shift by run rules, or none (clinical.md 9; experience B7).

The centre is the median of all values. A median frozen over a first stretch is not used: it has an error of
its own, against which every later value is held: false alarms reach 8 to 17 percent (docs/adr/0024). Which
way a shift went is told by the middles of the first and the last third. Where they lie on the same side of
the centre, the series moved and came back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from statistics import median

from core.words import rounded

from .change import Change, ChangeVerdict, Noise, Point, compared, measure_change
from .runs import Runs, runs_about
from .weekly import WeeklySeries
from .words import Direction

#: Below this many useful values the rules find too little to be asked.
FEWEST = 12
#: A weekly appointment that came a day early still counts as a week.
_APART_DAYS = 6
SOURCE = "run rules (Anhøj & Olesen 2014, PLoS ONE)"


@dataclass(frozen=True)
class _Middles:
    """The median of the first third, of the last third, and of all."""

    first: Decimal
    last: Decimal
    centre: Decimal

    @property
    def has_moved(self) -> bool:
        """They lie on different sides of the centre, or one of them on it."""
        return (self.first - self.centre) * (self.last - self.centre) <= 0 and self.first != self.last


def last_of_day(points: Iterable[Point]) -> list[Point]:
    """Of several values of one day, in the order in which they were taken, the last one that came about as
    the newest of all did, else the last one: a told value never hides the timed one of its day.
    """
    taken = list(points)
    kept: dict[date, Point] = {}
    for point in taken:
        is_alike = point.version == taken[-1].version
        if is_alike or point.on not in kept or kept[point.on].version != taken[-1].version:
            kept[point.on] = point
    return list(kept.values())


def series_change(points: Sequence[Point], *, direction: Direction, unit: str, noise: Noise) -> ChangeVerdict:
    """Values that somebody took, in the order of their days: run rules where enough of them lie a week
    apart, else the first against the newest and the measure's own noise.
    """
    points = taken_alike(points)
    apart = _a_week_apart(points)
    if _runs(apart).useful >= FEWEST:
        thinned = f"{len(apart)} of {len(points)} values, a week apart"
        counted = f"{len(points)} values" if len(apart) == len(points) else thinned
        return _by_runs(apart, direction=direction, unit=unit, counted=counted)
    baseline, latest = compared(points)
    verdict = measure_change(baseline, latest, direction=direction, unit=unit, noise=noise)
    counted = f" First and newest of {len(points)} values." if len(points) > 2 else ""
    return replace(verdict, sentence=f"{verdict.sentence}{counted}")


def taken_alike(points: Sequence[Point]) -> list[Point]:
    """Those that came about as the newest did: a told value and a timed one are not compared (S64)."""
    return [point for point in points if point.version == points[-1].version]


def _a_week_apart(points: Sequence[Point]) -> list[Point]:
    """Counted back from the newest: values of neighbouring days resemble each other, and runs of them say
    little.
    """
    kept: list[Point] = []
    for point in reversed(points):
        if not kept or (kept[-1].on - point.on).days >= _APART_DAYS:
            kept.append(point)
    return kept[::-1]


def weekly_change(series: WeeklySeries, *, direction: Direction, unit: str) -> ChangeVerdict:
    """Means of weeks: run rules, or “too soon to say”. Most on the middle: nothing has moved."""
    points, useful = series.points, _runs(series.points).useful
    counted = f"{len(points)} of {len(points) + series.missing} weeks have a mean"
    if useful < FEWEST <= len(points) and 2 * useful < len(points):
        level = rounded(_middles(points).centre)
        why = f"No clear change: most weeks are at {level} {unit}. {counted}, {useful} off it."
        return ChangeVerdict(
            Change.NO_CLEAR_CHANGE, why, points[-1], points[0], None, None, direction, SOURCE
        )
    if useful < FEWEST:
        why = f"Too soon to say: {counted}, {useful} off the middle; {FEWEST} are needed."
        latest = points[-1] if points else None
        return ChangeVerdict(Change.CANNOT_TELL, why, latest, None, None, None, direction, SOURCE)
    return _by_runs(points, direction=direction, unit=unit, counted=counted)


def _by_runs(points: Sequence[Point], *, direction: Direction, unit: str, counted: str) -> ChangeVerdict:
    runs, middles = _runs(points), _middles(points)
    size = middles.last - middles.first
    is_better = (size > 0) == (direction == Direction.HIGHER_IS_BETTER)
    code = _code(runs, middles, is_better=is_better)
    words = f"{code.label}: {_moved(code, runs, middles, unit)} {counted}; {_evidence(runs)}."
    percent = 100 * size / middles.first if middles.first > 0 else None
    return ChangeVerdict(code, words, points[-1], points[0], size, percent, direction, SOURCE)


def _runs(points: Sequence[Point]) -> Runs:
    values = [point.value for point in points]
    return runs_about(median(values), values) if values else Runs(0, 0, 0)


def _middles(points: Sequence[Point]) -> _Middles:
    values = [point.value for point in points]
    third = len(values) // 3
    return _Middles(median(values[:third]), median(values[-third:]), median(values))


def _code(runs: Runs, middles: _Middles, *, is_better: bool) -> Change:
    """What moved and came back is no change now."""
    if not (runs.has_signal and middles.has_moved):
        return Change.NO_CLEAR_CHANGE
    return Change.CLEAR_SHIFT_BETTER if is_better else Change.CLEAR_SHIFT_WORSE


def _moved(code: Change, runs: Runs, middles: _Middles, unit: str) -> str:
    if code != Change.NO_CLEAR_CHANGE:
        first, last = rounded(middles.first), rounded(middles.last)
        return f"the middle went from {first} to {last} {unit} (first and last third)."
    came_back = "moved and came back to" if runs.has_signal else "wanders about"
    return f"it {came_back} {rounded(middles.centre)} {unit}."


def _evidence(runs: Runs) -> str:
    return (
        f"longest run {runs.longest} (chance explains {runs.longest_allowed}), "
        f"crossings of the middle {runs.crossings} (chance makes at least {runs.fewest_crossings})"
    )
