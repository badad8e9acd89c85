"""Taking in an export of many people's device days, beside what the people say themselves.

One person's file comes through `services.wearables`.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit import services as audit
from core.errors import DomainError
from people.access import Actor
from people.models import Clinic, Patient, PatientIdentifier

from ..models import DayImport, WearableFile
from ..rules.device_files import (
    DeviceDay,
    DeviceDays,
    Progress,
    RefusedLine,
    as_they_come,
    read_device_days,
)
from ..rules.words import WearableState
from .device_sources import NamedSources, number_sources
from .device_upsert import Row, Upserted, upsert_device_days
from .guards import take_turns_all
from .wearables.receipt import ENDED

#: The identifier system of the ids in Fitbit's exports.
FITBIT = "fitbit"
_DEVICE = "Fitbit"


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


@dataclass(frozen=True)
class _File:
    """A file after reading. `digest` is what a second import of it is known by."""

    clinic: Clinic
    name: str
    size: int
    digest: str
    found: DeviceDays


@transaction.atomic
def import_device_export(
    *,
    clinic: Clinic,
    filename: str,
    content: bytes,
    by: Actor,
    at: datetime,
    progress: Progress = as_they_come,
) -> DeviceImport:
    """Keep the days of many people in the device's own columns. What they said of a day is never touched.

    1. The file names people by id: each is found by its identifier (system “fitbit”) in this clinic. Lines of
       unknown people and closed records, and impossible days, are refused.
    2. Rows go by COPY to a temporary table and from there into the days in one guarded upsert, so that equal
       values write nothing.
    3. The same file again changes nothing, even when a later file corrected a day, except for people who
       were unknown the first time.
    """
    if by.clinic_id != clinic.pk:
        raise PermissionDenied("This belongs to another clinic.")
    found = read_device_days(content, progress=progress)
    if not found.names_people:
        raise DomainError("whose", "This table names nobody. Say whose days these are.")
    file = _File(clinic, filename, len(content), sha256(content).hexdigest(), found)
    return _import(file, _people(clinic, {day.person for day in found.days}, at), by=by, at=at)


def _import(file: _File, people: dict[str, _Person], *, by: Actor, at: datetime) -> DeviceImport:
    known = DayImport.objects.select_for_update().filter(clinic=file.clinic, sha256=file.digest).first()
    taken, refused, unknown = _sort(file.found, people)
    fresh = _not_here_yet(file, known, taken, people)
    written = _write(file, fresh, people, by=by, at=at)
    report = DeviceImport(
        filename=file.name,
        kind=file.found.kind,
        people=len({day.person for day in taken}),
        added=written.added,
        changed=written.changed,
        unchanged=len(taken) - written.added - written.changed,
        duplicates=file.found.duplicates,
        not_worn=file.found.not_worn,
        unknown_people=unknown,
        refused=tuple(sorted([*file.found.refused, *refused], key=lambda one: one.line)),
        was_known=known is not None,
    )
    _keep_report(file, report, at=at)
    _audit(fresh, people, file.name, by=by, at=at)
    return report


def _not_here_yet(
    file: _File, known: DayImport | None, taken: list[DeviceDay], people: dict[str, _Person]
) -> list[DeviceDay]:
    """All of a new file; of a known one only for people who were unknown then, or whose import was undone.
    Nobody's to whose record this very file came by itself.
    """
    rows = WearableFile.objects.filter(clinic=file.clinic, sha256=file.digest)
    states = rows.values_list("patient_id", "state")
    here = {patient for patient, state in states if state not in ENDED}
    undone = {patient for patient, _ in states} - here
    wanted = {day.person for day in taken} if known is None else set(known.report["unknown_people"])
    return [
        day
        for day in taken
        if (person := people[day.person].patient_id) not in here
        and (day.person in wanted or person in undone)
    ]


def _write(
    file: _File, days: Sequence[DeviceDay], people: dict[str, _Person], *, by: Actor, at: datetime
) -> Upserted:
    """Each person gets the file as an import of their own, which can be undone without the others'."""
    theirs: dict[UUID, dict[date, DeviceDay]] = defaultdict(dict)
    for day in days:
        theirs[people[day.person].patient_id].setdefault(day.day, day)
    take_turns_all(theirs)
    rows = [_row(file, patient_id, sorted(told), by=by, at=at) for patient_id, told in theirs.items()]
    WearableFile.objects.bulk_create(rows)
    numbers = number_sources([NamedSources(row, max(theirs[row.patient_id]), [_DEVICE]) for row in rows])
    told = [
        _upsert_row(day, row.patient_id, numbers[row.pk][_DEVICE])
        for row in rows
        for day in theirs[row.patient_id].values()
    ]
    return upsert_device_days(file.clinic, told, files=rows, at=at)


def _row(file: _File, patient_id: UUID, days: Sequence[date], *, by: Actor, at: datetime) -> WearableFile:
    return WearableFile(
        clinic=file.clinic,
        patient_id=patient_id,
        filename=file.name[:200],
        size=file.size,
        sha256=file.digest,
        kind=file.found.kind,
        state=WearableState.DONE,
        progress=100,
        received_at=at,
        received_by_id=by.user_id,
        finished_at=at,
        report={"days": len(days), "first": days[0].isoformat(), "last": days[-1].isoformat()},
    )


def _upsert_row(day: DeviceDay, patient_id: UUID, source: int) -> Row:
    steps, slept, in_bed = day.values
    has_sleep = slept is not None or in_bed is not None
    return (
        patient_id,
        day.day,
        steps,
        slept,
        in_bed,
        None if steps is None else source,
        source if has_sleep else None,
    )


def _person(patient: Patient, at: datetime) -> _Person:
    return _Person(patient.pk, patient.birth_date, patient.today(at))


def _people(clinic: Clinic, ids: set[str], at: datetime) -> dict[str, _Person]:
    """Whom each id means here; ids of closed records are left out like unknown ones."""
    identifiers = PatientIdentifier.objects.filter(clinic=clinic, system=FITBIT, value__in=ids)
    with_open_records = identifiers.filter(patient__closed_at=None).select_related("patient")
    return {one.value: _person(one.patient, at) for one in with_open_records}


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


def _keep_report(file: _File, report: DeviceImport, *, at: datetime) -> None:
    DayImport.objects.update_or_create(
        clinic=file.clinic,
        sha256=file.digest,
        defaults={
            "filename": file.name[:200],
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
