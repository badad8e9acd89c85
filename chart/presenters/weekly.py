"""Days put together by the week, for windows where a day would be less than a pixel.

A mean says of how many days it is, and of fewer than four there is none (clinical.md 8). What is missing
stays a gap: a week is joined to the one before only when no stretch without a day lies in either or between.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby, pairwise

from chart.presenters.tracks import Point
from outcomes.rules.weeks import FEWEST_DAYS, WEEK

#: A stretch of days longer than this breaks the line.
LONGEST_GAP_OF_DAYS = 3


def weekly(points: Sequence[Point], *, last: date) -> tuple[Point, ...]:
    """Means of weeks counted back from `last`, oldest first. `points` are days in order."""
    return tuple(_weeks(points, last))


def _weeks(points: Iterable[Point], last: date) -> Iterator[Point]:
    before: list[date] = []
    for weeks_ago, found in groupby(points, key=lambda point: (last - point.on).days // WEEK.days):
        days = list(found)
        if len(days) < FEWEST_DAYS:
            continue
        dates = [point.on for point in days]
        yield _mean(days, last - weeks_ago * WEEK, is_apart=_has_gap([*before, *dates]))
        before = dates


def _mean(days: Sequence[Point], on: date, *, is_apart: bool) -> Point:
    values = [point.value for point in days]
    mean = Decimal(sum(values)) / len(values)
    return Point(on, mean, len(days), min(values), max(values), is_apart)


def _has_gap(dates: Sequence[date]) -> bool:
    return any((later - earlier).days > LONGEST_GAP_OF_DAYS for earlier, later in pairwise(dates))
