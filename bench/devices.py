"""A hundred thousand device days, from the bytes of an export to rows, beside the bare COPY of those rows."""

from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO
from statistics import median

from django.db import connection
from django.utils import timezone

from bench.clinic import Seeded
from bench.clock import Timed, seconds
from bench.copying import line
from outcomes.models import Day
from outcomes.services import import_device_export
from outcomes.services.device_days import FITBIT
from people.access import Actor
from people.models import PatientIdentifier

DAYS_EACH = 365
WEARERS = 274
DAYS = WEARERS * DAYS_EACH
FIRST = date(2025, 1, 1)
ROUNDS = 5
_COLUMNS = "patient_id, clinic_id, day, device_steps, goal_tick, is_late, mode, recorded_at"


def importing(large: Seeded) -> Timed:
    """Each round writes days of people who had none, so that both sides insert."""
    works, floors = [], []
    for number in range(ROUNDS + 1):
        file, rows = _export(large, 2 * number), _rows(large, 2 * number + 1)
        works.append(seconds(lambda file=file, number=number: _import(large, f"{number}.csv", file)))
        floors.append(seconds(lambda rows=rows: _copy(rows)))
    return Timed(median(works[1:]), median(floors[1:]))


def _wearers(large: Seeded, group: int) -> range:
    """From the end of the clinic, where nobody has days yet."""
    last = large.size.patients - group * WEARERS
    return range(last - WEARERS, last)


def _days(people: range) -> Iterator[tuple[int, date, int]]:
    for i in people:
        for n in range(DAYS_EACH):
            yield i, FIRST + timedelta(days=n), 3000 + (i * 7 + n * 131) % 9000


def _export(large: Seeded, group: int) -> bytes:
    """As Fitbit writes it; its wearers get their ids here."""
    people = _wearers(large, group)
    PatientIdentifier.objects.bulk_create(
        PatientIdentifier(clinic=large.clinic, patient_id=large.patient(i), system=FITBIT, value=f"{i}")
        for i in people
    )
    lines = (f"{i},{day:%-m/%-d/%Y},{steps}\n" for i, day, steps in _days(people))
    return ("Id,ActivityDate,TotalSteps\n" + "".join(lines)).encode()


def _import(large: Seeded, filename: str, content: bytes) -> None:
    by = Actor.system(large.clinic.pk)
    found = import_device_export(
        clinic=large.clinic, filename=filename, content=content, by=by, at=timezone.now()
    )
    if found.added != DAYS:
        raise RuntimeError(f"{found.added} days of {DAYS} were taken.")


def _rows(large: Seeded, group: int) -> str:
    rest = ("", "f", "device", timezone.now().isoformat())
    return "".join(
        line(large.patient(i), large.clinic.pk, day, steps, *rest) + "\n"
        for i, day, steps in _days(_wearers(large, group))
    )


def _copy(rows: str) -> None:
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {Day._meta.db_table} ({_COLUMNS}) FROM STDIN", StringIO(rows))
