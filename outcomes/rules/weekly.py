"""A daily series as means of weeks: what run rules are asked about.

Values of neighbouring days resemble each other, which run rules take for a shift; means of weeks hardly do
(docs/adr/0024). A week with fewer than four known days has no mean and is counted as missing, never filled.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .change_parts import Point
from .weeks import FEWEST_DAYS, WEEK


@dataclass(frozen=True)
class WeeklySeries:
    """Means in the order of their weeks, each dated by its last day. `days`: how many of them are known."""

    points: tuple[Point, ...]
    missing: int
    days: int


def weekly_means(values: Iterable[tuple[date, Decimal | int | None]]) -> WeeklySeries:
    """Weeks counted back from the newest known day to the oldest. Each day at most once, in any order."""
    known = {day: value for day, value in values if value is not None}
    if not known:
        return WeeklySeries((), 0, 0)
    newest, oldest = max(known), min(known)
    ends = [newest - number * WEEK for number in range((newest - oldest).days // WEEK.days, -1, -1)]
    means = [(end, _mean([known[day] for day in known if end - WEEK < day <= end])) for end in ends]
    points = tuple(Point(end, mean) for end, mean in means if mean is not None)
    return WeeklySeries(points, len(ends) - len(points), len(known))


def _mean(values: list[Decimal | int]) -> Decimal | None:
    return Decimal(sum(values)) / len(values) if len(values) >= FEWEST_DAYS else None
