"""Taking in a file of device days, for one person or for many, beside what the people say themselves."""

import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction

from audit import services as audit
from core.errors import DomainError
from people.access import Actor, ensure_same_clinic
from people.models import Clinic, Patient, PatientIdentifier

from ..models import Day, DayImport, Pulse
from ..rules.device_files import DeviceDay, DeviceDays, RefusedLine, read_device_days
from ..rules.words import Mode
from .guards import ensure_may_write

#: The identifier system of the ids in Fitbit's exports.
FITBIT = "fitbit"


@dataclass(frozen=True)
class DeviceImport:
    """What a file brought. `changed` days were here with other device values."""

    filename: str
    kind: str
    people: int
    added: int
    changed: int
    unchanged: int
    duplicates: int
    not_worn: int
    unknown_people: tuple[str, ...]
    refused: tuple[RefusedLine, ...]
    was_known: bool

    @property
    def lines(self) -> int:
        """All lines of the file but the header, each counted once; unknown people's are refused ones."""
        taken = self.added + self.changed + self.unchanged
        return taken + self.duplicates + self.not_worn + len(self.refused)


@dataclass(frozen=True)
class _Person:
    """What the lines of one id need to know."""

    patient_id: UUID
    born: date
    today: date


@transaction.atomic
def import_device_days(
    *,
    clinic: Clinic,
    filename: str,
    content: bytes,
    by: Actor,
    at: datetime,
    patient: Patient | None = None,
    progress: Callable[[Iterable], Iterable] = lambda lines: lines,
) -> DeviceImport:
    """Keep the days of a file in the device's own columns. What a person said of a day is never touched.

    1. A Fitbit file names people by id: each is found by its identifier (system “fitbit”) in this clinic; a
       plain table is one `patient`'s. Lines of unknown people and closed records, and impossible days, are
       refused.
    2. Rows go by COPY to a temporary table and from there into the days in one guarded upsert, so that equal
       values write nothing.
    3. The same file again changes nothing, even when a later file corrected a day, except for people who
       were unknown the first time.
    """
    if by.clinic_id != clinic.pk:
        raise DomainError("other_clinic", "This belongs to another clinic.")
    digest = hashlib.sha256(content).hexdigest()
    found = read_device_days(content, progress=progress)
    known = DayImport.objects.select_for_update().filter(clinic=clinic, sha256=digest).first()
    only = set(known.report["unknown_people"]) if known else None
    people = _people(clinic, found, patient, by=by, at=at)
    taken, refused, unknown = _sort(found, people)
    fresh = [day for day in taken if only is None or day.person in only]
    added, changed = _upsert(clinic, fresh, people, at=at)
    report = DeviceImport(
        filename=filename,
        kind=found.kind,
        people=len({day.person for day in taken}),
        added=added,
        changed=changed,
        unchanged=len(taken) - added - changed,
        duplicates=found.duplicates,
        not_worn=found.not_worn,
        unknown_people=unknown,
        refused=tuple(sorted([*found.refused, *refused], key=lambda one: one.line)),
        was_known=known is not None,
    )
    _keep_report(clinic, digest, report, at=at)
    _audit(fresh, people, filename, by=by, at=at)
    return report


def _people(
    clinic: Clinic, found: DeviceDays, patient: Patient | None, *, by: Actor, at: datetime
) -> dict[str, _Person]:
    """Whom each id in the file means; ids of closed records are left out like unknown ones."""
    ids = {day.person for day in found.days}
    if ids <= {""}:
        if patient is None:
            raise DomainError("whose", "Say whose days these are: the table names nobody.")
        ensure_may_write(by, patient)
        ensure_same_clinic(by, patient)
        return {"": _Person(patient.pk, patient.birth_date, patient.today(at))}
    identifiers = PatientIdentifier.objects.filter(clinic=clinic, system=FITBIT, value__in=ids)
    return {
        one.value: _Person(one.patient_id, one.patient.birth_date, one.patient.today(at))
        for one in identifiers.filter(patient__closed_at=None).select_related("patient")
    }


def _sort(
    found: DeviceDays, people: dict[str, _Person]
) -> tuple[list[DeviceDay], list[RefusedLine], tuple[str, ...]]:
    taken, refused = [], []
    for day in found.days:
        why = _why_not(day, people.get(day.person))
        if why:
            refused.append(RefusedLine(day.line, why))
        else:
            taken.append(day)
    unknown = {day.person for day in found.days if day.person not in people}
    return taken, refused, tuple(sorted(unknown))


def _why_not(day: DeviceDay, person: _Person | None) -> str:
    if person is None:
        return f"We know nobody with the id {day.person}."
    if day.day > person.today:
        return f"{day.day} has not come yet."
    return f"{day.day} is before the birth date." if day.day < person.born else ""


_COLUMNS = ("patient_id", "day", "device_steps", "device_slept_minutes", "device_in_bed_minutes")

#: A file of steps says nothing about sleep: only the columns that it fills are compared and written.
_UPSERT = """
    WITH written AS (
        INSERT INTO {days} AS d (clinic_id, mode, recorded_at, goal_tick, is_late, {columns})
        SELECT %(clinic)s, %(mode)s, %(at)s, '', false, {columns} FROM device_days_in
        ON CONFLICT (patient_id, day) DO UPDATE SET
            device_steps = coalesce(excluded.device_steps, d.device_steps),
            device_slept_minutes = coalesce(excluded.device_slept_minutes, d.device_slept_minutes),
            device_in_bed_minutes = coalesce(excluded.device_in_bed_minutes, d.device_in_bed_minutes)
        WHERE (d.device_steps, d.device_slept_minutes, d.device_in_bed_minutes) IS DISTINCT FROM (
            coalesce(excluded.device_steps, d.device_steps),
            coalesce(excluded.device_slept_minutes, d.device_slept_minutes),
            coalesce(excluded.device_in_bed_minutes, d.device_in_bed_minutes))
        RETURNING xmax = 0 AS is_new
    )
    SELECT count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE NOT is_new) FROM written
"""

_PULSE = """
    INSERT INTO {pulses} AS p (patient_id, clinic_id, last_device_day, updated_at)
    SELECT patient_id, %(clinic)s, max(day), %(at)s FROM device_days_in GROUP BY patient_id
    ON CONFLICT (patient_id) DO UPDATE SET
        last_device_day = excluded.last_device_day, updated_at = excluded.updated_at
    WHERE p.last_device_day IS NULL OR p.last_device_day < excluded.last_device_day
"""


def _upsert(
    clinic: Clinic, days: Sequence[DeviceDay], people: dict[str, _Person], *, at: datetime
) -> tuple[int, int]:
    """How many days are new and how many changed."""
    if not days:
        return 0, 0
    names: dict[str, UUID | str | datetime] = {"clinic": clinic.pk, "mode": Mode.DEVICE.value, "at": at}
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE device_days_in (patient_id uuid, day date, device_steps int,"
            " device_slept_minutes int, device_in_bed_minutes int) ON COMMIT DROP"
        )
        cursor.copy_expert("COPY device_days_in FROM STDIN", io.StringIO("".join(_copy_lines(days, people))))
        cursor.execute(_sql(_UPSERT), names)
        added, changed = cursor.fetchone()
        cursor.execute(_sql(_PULSE), names)
        cursor.execute("DROP TABLE device_days_in")
    return added, changed


def _sql(template: str) -> str:
    """Names of our own tables and columns; values travel as parameters."""
    tables = {"days": Day._meta.db_table, "pulses": Pulse._meta.db_table}
    return template.format(columns=", ".join(_COLUMNS), **tables)


def _copy_lines(days: Sequence[DeviceDay], people: dict[str, _Person]) -> Iterator[str]:
    for day in days:
        cells = (people[day.person].patient_id, day.day, *day.values)
        yield "\t".join(r"\N" if cell is None else str(cell) for cell in cells) + "\n"


def _keep_report(clinic: Clinic, digest: str, report: DeviceImport, *, at: datetime) -> None:
    DayImport.objects.update_or_create(
        clinic=clinic,
        sha256=digest,
        defaults={
            "filename": report.filename[:200],
            "kind": report.kind,
            "imported_at": at,
            "report": asdict(report),
        },
    )


def _audit(
    days: Sequence[DeviceDay], people: dict[str, _Person], filename: str, *, by: Actor, at: datetime
) -> None:
    for person in sorted({day.person for day in days}):
        audit.record(
            "device_days_imported", by=by, patient_id=people[person].patient_id, detail=filename, at=at
        )
