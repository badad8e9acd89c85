"""Landings of the staircase (S78): how long a series has kept to one level. A plateau is a fact, no
verdict.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from statistics import median

from .change_parts import Point

#: As on a chart: what lies further apart than this is not joined.
LONGEST_GAP_DAYS = 45
_FEWEST_VALUES = 3
_SHORTEST_DAYS = 21


@dataclass(frozen=True)
class Plateau:
    """The level, since when, until its last value, and how many values say so."""

    level: Decimal
    first: date
    last: date
    count: int

    @property
    def weeks(self) -> int:
        return (self.last - self.first).days // 7


def plateau(points: Sequence[Point], *, noise_percent: Decimal) -> Plateau | None:
    """The longest stretch up to the newest value in which every value keeps within the noise of the middle.

    Of at least three values over three weeks, without a gap of more than 45 days. None where there is none,
    or where the level is zero: there is no percentage of zero.
    """
    found = None
    for start in range(len(_joined(points)) - _FEWEST_VALUES, -1, -1):
        stretch = _joined(points)[start:]
        level = median(point.value for point in stretch)
        if not _keeps_to(level, stretch, noise_percent):
            break
        found = Plateau(level, stretch[0].on, stretch[-1].on, len(stretch))
    return found if found and (found.last - found.first).days >= _SHORTEST_DAYS else None


def _joined(points: Sequence[Point]) -> Sequence[Point]:
    """The values after the last gap that is too long."""
    breaks = [
        place
        for place, (before, after) in enumerate(pairwise(points), 1)
        if (after.on - before.on).days > LONGEST_GAP_DAYS
    ]
    return points[breaks[-1] :] if breaks else points


def _keeps_to(level: Decimal, stretch: Sequence[Point], noise_percent: Decimal) -> bool:
    most = level * noise_percent / 100
    return level > 0 and all(abs(point.value - level) <= most for point in stretch)
