"""Taking in a file of device days, for one person or for many, beside what the people say themselves."""

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

from ..models import DayImport
from ..rules.device_files import (
    DeviceDay,
    DeviceDays,
    Progress,
    RefusedLine,
    as_they_come,
    read_device_days,
)
from .device_upsert import upsert_device_days
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


@dataclass(frozen=True)
class _File:
    """A file after reading. `digest` is what a second import of it is known by."""

    clinic: Clinic
    name: str
    digest: str
    found: DeviceDays


@transaction.atomic
def import_device_days(
    *,
    patient: Patient,
    filename: str,
    content: bytes,
    by: Actor,
    at: datetime,
    progress: Progress = as_they_come,
) -> DeviceImport:
    """Keep the days of one person's table, as `import_device_export` does for many people."""
    ensure_may_write(by, patient)
    found = read_device_days(content, progress=progress)
    if found.names_people:
        raise DomainError("names_people", "This file names people by id; it is not one person's table.")
    # The same table may be two people's; whose it is belongs to what is remembered of it.
    file = _File(patient.clinic, filename, sha256(patient.pk.bytes + content).hexdigest(), found)
    return _import(file, {"": _person(patient, at)}, by=by, at=at)


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
    file = _File(clinic, filename, sha256(content).hexdigest(), found)
    return _import(file, _people(clinic, {day.person for day in found.days}, at), by=by, at=at)


def _import(file: _File, people: dict[str, _Person], *, by: Actor, at: datetime) -> DeviceImport:
    known = DayImport.objects.select_for_update().filter(clinic=file.clinic, sha256=file.digest).first()
    taken, refused, unknown = _sort(file.found, people)
    only = set(known.report["unknown_people"]) if known else None
    fresh = [day for day in taken if only is None or day.person in only]
    rows = [(people[day.person].patient_id, day.day, *day.values) for day in fresh]
    added, changed = upsert_device_days(file.clinic, rows, at=at)
    report = DeviceImport(
        filename=file.name,
        kind=file.found.kind,
        people=len({day.person for day in taken}),
        added=added,
        changed=changed,
        unchanged=len(taken) - added - changed,
        duplicates=file.found.duplicates,
        not_worn=file.found.not_worn,
        unknown_people=unknown,
        refused=tuple(sorted([*file.found.refused, *refused], key=lambda one: one.line)),
        was_known=known is not None,
    )
    _keep_report(file, report, at=at)
    _audit(fresh, people, file.name, by=by, at=at)
    return report


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
