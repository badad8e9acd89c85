"""The ratios of docs/performance.md, by their numbers there."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import geometric_mean

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from bench import apple, charts, devices, reminders, stories
from bench.clinic import Seeded
from bench.clock import Timed, compare
from bench.pages import EMPTY, Reader, both
from people.models import Patient


@dataclass(frozen=True)
class Ratio:
    number: str
    what: str
    value: float
    goal: float
    detail: str

    def __str__(self) -> str:
        verdict = "reached" if self.value <= self.goal else "MISSED"
        goal = f"at most {self.goal:g}: {verdict}"
        return f"{self.number:4} {self.value:6.2f}  ({goal:19})  {self.what}; {self.detail}"


def of(number: str, what: str, goal: float, timed: Timed) -> Ratio:
    detail = f"{timed.work * 1000:.2f} ms : {timed.floor * 1000:.2f} ms"
    return Ratio(number, what, timed.ratio, goal, detail)


def all_of(large: Seeded, small: Seeded) -> Iterator[Ratio]:
    yield storyboard()
    yield worklist_by_size(large, small)
    yield worklist(large)
    for one in charts.all_of(large):
        yield of("P6", one.what, one.goal, one.timed)
    for one in stories.all_of(large):
        yield of("P12", one.what, one.goal, one.timed)
    yield search(large)
    yield check_in(large)
    people = f"{large.size.patients:,}"
    yield device_days(large)
    yield from apple_export()
    yield of("P7a", f"planning {people} reminders : bare INSERT ... SELECT", 2.0, reminders.planning(large))
    yield of("P7b", "claiming and marking them in batches : one UPDATE", 4.0, reminders.claiming())
    yield from query_counts(large)


def storyboard() -> Ratio:
    """The fullest chart there is: the demonstration clinic's, as its lead reads it."""
    patient = Patient.objects.get(family_name="Okafor", clinic__is_demonstration=True)
    reader = Reader(patient.care_team.get(is_lead=True, ended_at=None).user)
    address = reverse("chart:storyboard", args=[patient.pk])
    floor = both(reader.get(EMPTY), reader.bare_sql(address))
    return of("P1", "storyboard : its bare SQL + empty page", 2.0, compare(reader.get(address), floor))


def worklist_by_size(large: Seeded, small: Seeded) -> Ratio:
    page = reverse("followup:worklist")
    timed = compare(Reader(large.navigator).get(page), Reader(small.navigator).get(page))
    return of("P2", f"worklist at {large.size.patients:,} : at {small.size.patients:,}", 1.5, timed)


def worklist(large: Seeded) -> Ratio:
    reader = Reader(large.navigator)
    timed = compare(reader.get(reverse("followup:worklist")), reader.get(EMPTY))
    return of("P3", "worklist : empty page", 2.5, timed)


def device_days(large: Seeded) -> Ratio:
    """Read, checked, each with its source, beside what the file itself said."""
    what = f"{devices.DAYS:,} device days from an export : bare COPY"
    return of("P5a", what, 4.0, devices.importing(large))


def check_in(large: Seeded) -> Ratio:
    """A new save of the same day each time, as a phone sends it."""
    reader, today = Reader(large.somebody_at_home(7)), timezone.now().date().isoformat()
    post = reader.post(reverse("portal:api-days"), {"day": today, "mark": 2, "moved_minutes": 20})
    timed = compare(post, both(reader.get(EMPTY), lambda: bare_insert(large)))
    return of("P4", "check-in POST : bare INSERT + empty page", 1.8, timed)


def bare_insert(large: Seeded) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO outcomes_day"
            " (patient_id, clinic_id, day, mark, moved_minutes, goal_tick, is_late, mode, recorded_at)"
            " VALUES (%s, %s, current_date, 2, 20, '', false, 'phone', now())"
            " ON CONFLICT (patient_id, day) DO UPDATE SET mark = excluded.mark",
            [large.patient(8), large.clinic.pk],
        )


def search(large: Seeded) -> Ratio:
    reader = Reader(large.navigator)
    someone = Patient.objects.get(pk=large.patient(4321 % large.size.patients))
    asked = (someone.family_name, someone.family_name[1:5], someone.birth_date.isoformat())
    pages = [reader.get(f"{reverse('chart:find')}?q={words}") for words in asked]
    times = [compare(page, reader.get(EMPTY)) for page in pages]
    work, floor = geometric_mean(t.work for t in times), geometric_mean(t.floor for t in times)
    return of("P9", "search by name, part of a name, birth date : empty page", 2.5, Timed(work, floor))


def apple_export() -> Iterator[Ratio]:
    """Half the rate of the bare parse is twice its time."""
    size = apple.megabytes()
    defused, expat, memory = (timed for _, timed in apple.measure(size))
    what = f"days of an Apple export of {size:,} MB"
    yield of("P5b", f"{what} : defusedxml's bare streaming parse", 2.0, defused)
    yield of("P5c", f"{what} : expat alone", 2.0, expat)
    yield Ratio("P5d", f"peak of a process that reads {what}", memory.work, 200, "MB")


def query_counts(large: Seeded) -> Iterator[Ratio]:
    lead, navigator = Reader(large.lead_of(7)), Reader(large.navigator)
    patient = large.patient(7)
    pages = [
        ("storyboard", 12, lead, reverse("chart:storyboard", args=[patient])),
        ("worklist", 6, navigator, reverse("followup:worklist")),
        ("patients", 6, navigator, reverse("chart:patients")),
        ("today", 12, lead, reverse("chart:today")),
        ("the timeline", 14, lead, reverse("chart:timeline", args=[patient])),
        ("a series", 12, lead, reverse("chart:series", args=[patient, "day-moved"])),
        ("search", 6, navigator, reverse("chart:find") + "?q=Chen"),
    ]
    for name, goal, reader, address in pages:
        yield Ratio(
            "P11",
            f"queries of {name}",
            len(reader.queries(address)),
            goal,
            "session, user and audit included",
        )
