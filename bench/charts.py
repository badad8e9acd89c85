"""Charts beside what they are made of: a year out of all days, and a page after one year and after ten (P6).

BENCH_DAYS=3500000 adds so many rows of days of others, so that the two patients are looked for in a large
table; the target is 36 million, which takes half an hour to fill.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from bench.clinic import PATIENT, Seeded, vacuum
from bench.clock import Timed, compare
from bench.copying import copy, line
from bench.pages import Reader
from outcomes.models import Day, Score

YEAR = 365
#: People of the large clinic who have no days of their own: one with a year of them, one with ten.
ONE_YEAR, TEN_YEARS = -1, -2
EVERY_COLUMN = "moved_minutes slept_minutes device_steps device_slept_minutes"


@dataclass(frozen=True)
class Compared:
    """Two things timed in turns, with the row of performance.md that they are for."""

    what: str
    goal: float
    timed: Timed


def all_of(large: Seeded) -> Iterator[Compared]:
    _more_days(large, int(os.environ.get("BENCH_DAYS", "0")))
    for who, years in ((ONE_YEAR, 1), (TEN_YEARS, 10)):
        _days(large, large.size.patients + who, years)
    vacuum()
    yield Compared("a patient's year : bare query", 1.5, _year(large))
    for name, goal, query in (("half a year", 1.15, ""), ("all there is", 2.0, "?range=all")):
        yield Compared(f"a series over {name}, after 10 years : after 1", goal, _series(large, query))
    yield Compared("the page of measures, after 10 years : after 1", 1.15, _page(large, "outcomes:measures"))


def _more_days(large: Seeded, total: int) -> None:
    """Older days of everybody who has days, in the order in which they would have arrived."""
    if not total:
        return
    people = large.size.with_days
    first = timezone.now().date() - timedelta(days=large.size.days_each)

    def rows() -> Iterator[str]:
        for n in range(total):
            ago, i = divmod(n, people)
            yield _line(large, i, first - timedelta(days=ago + 1))

    copy(Day, f"patient_id clinic_id day mark mode recorded_at {EVERY_COLUMN}", rows(), total)


def _days(large: Seeded, i: int, years: int) -> None:
    today = timezone.now().date()
    rows = (_line(large, i, today - timedelta(days=ago)) for ago in range(years * YEAR))
    copy(Day, f"patient_id clinic_id day mark mode recorded_at {EVERY_COLUMN}", rows, years * YEAR)
    scores = (
        line(large.key(100, n * 1000 + years), large.clinic.pk, large.key(PATIENT, i), "odi", "2.1a", n % 90)
        + line("", today - timedelta(days=30 * n), timezone.now(), "paper")
        for n in range(12 * years)
    )
    columns = "id clinic_id patient_id instrument version value true_on computed_at mode"
    copy(Score, columns, scores, 12 * years)


def _line(large: Seeded, i: int, on: object) -> str:
    return line(large.key(PATIENT, i), large.clinic.pk, on, 2, "phone", timezone.now(), 25, 410, 5200, 400)


def _year(large: Seeded) -> Timed:
    """365 days as a line needs them, against the bare indexed query."""
    patient, since = large.patient(7), timezone.now().date() - timedelta(days=YEAR)
    wanted = ("day", "mark", "moved_minutes", "slept_minutes")
    rows = Day.objects.filter(patient_id=patient, day__gt=since).order_by("day").values_list(*wanted)

    def bare() -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT day, mark, moved_minutes, slept_minutes FROM outcomes_day "
                "WHERE patient_id = %s AND day > %s ORDER BY day",
                [patient, since],
            )
            cursor.fetchall()

    return compare(lambda: list(rows.all()), bare, rounds=200)


def _series(large: Seeded, query: str) -> Timed:
    def address(i: int) -> str:
        return reverse("chart:series", args=[large.patient(i), "day-moved"]) + query

    return _both(large, address)


def _page(large: Seeded, route: str) -> Timed:
    return _both(large, lambda i: reverse(route, args=[large.patient(i)]))


def _both(large: Seeded, address) -> Timed:
    """As the lead of each reads it."""
    young, old = large.size.patients + ONE_YEAR, large.size.patients + TEN_YEARS
    readers = {i: Reader(large.lead_of(i)) for i in (young, old)}
    return compare(readers[old].get(address(old)), readers[young].get(address(young)))
