"""How many days were logged, out of how many."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max, Q

from people.models import Patient

from ..models import Day
from ..rules.words import DayMark


@dataclass(frozen=True)
class DayCounts:
    """A stretch of days, both ends included. A day without a mark is a day without a word, not a good one."""

    first: date
    last: date
    logged: int
    good: int
    okay: int
    hard: int
    late: int
    last_logged: date | None

    @property
    def possible(self) -> int:
        return (self.last - self.first).days + 1


def day_counts(patient: Patient, *, last: date, days: int) -> DayCounts:
    """The `days` days up to and including `last`; one query."""
    first = last - timedelta(days=days - 1)
    marked = Day.objects.filter(patient=patient, day__range=(first, last), mark__isnull=False)
    counts = {mark.name.lower(): Count("day", filter=Q(mark=mark)) for mark in DayMark}
    found = marked.aggregate(
        logged=Count("day"), late=Count("day", filter=Q(is_late=True)), last_logged=Max("day"), **counts
    )
    return DayCounts(first, last, **found)
