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

#: A day and its value: ten years of them go through here for one chart.
Day = tuple[date, Decimal]
#: A stretch of days longer than this breaks the line.
LONGEST_GAP_OF_DAYS = 3


def weekly(days: Sequence[Day], *, last: date) -> tuple[Point, ...]:
    """Means of weeks counted back from `last`, oldest first. `days` in their order, each at most once."""
    return tuple(_weeks(days, last))


def _weeks(days: Iterable[Day], last: date) -> Iterator[Point]:
    before: Sequence[date] = ()
    newest = last.toordinal()
    for weeks_ago, found in groupby(days, key=lambda day: (newest - day[0].toordinal()) // WEEK.days):
        dates, values = zip(*found, strict=True)
        if len(dates) < FEWEST_DAYS:
            continue
        yield _mean(values, last - weeks_ago * WEEK, is_apart=_has_gap([*before, *dates]))
        before = dates


def _mean(values: Sequence[Decimal], on: date, *, is_apart: bool) -> Point:
    mean = Decimal(sum(values)) / len(values)
    return Point(on, mean, len(values), min(values), max(values), is_apart)


def _has_gap(dates: Sequence[date]) -> bool:
    return any((later - earlier).days > LONGEST_GAP_OF_DAYS for earlier, later in pairwise(dates))
