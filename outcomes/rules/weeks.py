"""A device's days, week by week. A mean says of how many days it is, and of too few there is none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

#: Four valid days of seven (clinical.md 8).
FEWEST_DAYS = 4
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class DeviceDayFact:
    """What a device counted on one day; None where it counted nothing."""

    day: date
    steps: int | None
    slept_minutes: int | None


@dataclass(frozen=True)
class Mean:
    """The mean of the days that have a value, and how many they were."""

    value: Decimal | None
    days: int


@dataclass(frozen=True)
class Week:
    """Seven days up to and including `last`."""

    last: date
    steps: Mean
    slept_minutes: Mean

    @property
    def slept_hours(self) -> Decimal | None:
        return None if self.slept_minutes.value is None else self.slept_minutes.value / 60


def weeks(days: Sequence[DeviceDayFact], *, most: int) -> list[Week]:
    """Newest first, counted back from the newest day; at most `most`. Weeks without any day are left out."""
    if not days:
        return []
    newest = max(day.day for day in days)
    ends = [newest - number * WEEK for number in range(most)]
    found = [(end, [day for day in days if end - WEEK < day.day <= end]) for end in ends]
    return [
        Week(end, _mean([day.steps for day in of_week]), _mean([day.slept_minutes for day in of_week]))
        for end, of_week in found
        if of_week
    ]


def _mean(values: Sequence[int | None]) -> Mean:
    known = [value for value in values if value is not None]
    return Mean(Decimal(sum(known)) / len(known) if len(known) >= FEWEST_DAYS else None, len(known))
