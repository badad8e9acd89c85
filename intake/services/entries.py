"""Entries by hand: added with a date as said, marked entered in error with a reason, put back that day."""

from datetime import datetime
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from audit import services as audit
from core.errors import DomainError
from intake.models import (
    Allergy,
    Barrier,
    BodyMap,
    ClockPattern,
    HealthFact,
    ImagingFinding,
    Medication,
    MedicineStatement,
    PainProblem,
    Provoker,
    TimelineEntry,
    TreatmentTried,
)
from intake.rules.fuzzy import FuzzyDate
from intake.rules.words import EntryKind, Teller
from people.access import Actor, ensure_same_clinic
from people.models import Patient

from .when import ensure_date_is_possible, read_fields

Entry = (
    TimelineEntry
    | Medication
    | MedicineStatement
    | Allergy
    | PainProblem
    | Provoker
    | TreatmentTried
    | BodyMap
    | ClockPattern
    | Barrier
    | ImagingFinding
    | HealthFact
)

#: What can be marked entered in error here, by the word in its address.
KINDS: dict[str, type[Entry]] = {
    "timeline": TimelineEntry,
    "medication": Medication,
    "allergy": Allergy,
    "problem": PainProblem,
    "tried": TreatmentTried,
    "body-map": BodyMap,
    "clock": ClockPattern,
    "provoker": Provoker,
    "statement": MedicineStatement,
    "barrier": Barrier,
    "scan": ImagingFinding,
}


@transaction.atomic
def add_timeline_entry(
    *,
    patient: Patient,
    kind: EntryKind,
    title: str,
    when: FuzzyDate,
    detail: str,
    by: Actor,
    at: datetime,
    until: str = "",
    told_by: Teller = Teller.STAFF,
    problem: PainProblem | None = None,
    key: UUID | None = None,
) -> TimelineEntry:
    """An entry with its date as said; `when` that is words only is read here, anchors and ends included.

    `key` names the entry before it is written, so that the same form twice makes one. Other words under the
    same key (its answer was lost, and the line corrected) are an entry of their own.
    """
    if key and (known := TimelineEntry.objects.filter(pk=key).first()):
        if known.patient_id != patient.pk:
            raise DomainError("other_person", "This line belongs to another page. Load this one again.")
        if (known.title, known.detail) == (title, detail):
            return known
        key = uuid5(key, f"{title}\n{detail}")
        if again := TimelineEntry.objects.filter(pk=key).first():
            return again
    entry = TimelineEntry.objects.create(
        **({"pk": key} if key else {}),
        kind=kind,
        title=title,
        detail=detail,
        told_by=told_by,
        problem=problem,
        **_written(patient, by, at),
        **read_fields(patient, when, until, at),
    )
    audit.record("timeline_entry_added", by=by, subject=entry, detail=kind, at=at)
    return entry


@transaction.atomic
def add_medication(
    *, patient: Patient, title: str, dose: str, is_taken: bool, since: FuzzyDate, by: Actor, at: datetime
) -> Medication:
    """A medicine as the person states it; no dose is “dose not stated”."""
    ensure_date_is_possible(patient, since.starts_on, at, field="since")
    medicine = Medication.objects.create(
        title=title,
        dose=dose,
        status="active" if is_taken else "stopped",
        started_on=since.starts_on,
        started_precision=since.precision,
        **_written(patient, by, at),
    )
    audit.record("medication_added", by=by, subject=medicine, at=at)
    return medicine


@transaction.atomic
def stop_medication(*, medicine: Medication, when: FuzzyDate, by: Actor, at: datetime) -> None:
    """The medicine is no longer taken, since a day as exact as it is known, or since nobody knows when."""
    ensure_same_clinic(by, medicine)
    if not medicine.patient.is_open:
        raise DomainError("record_closed", "This record is closed; nothing is added to it.")
    locked = Medication.objects.select_for_update(of=("self",), no_key=True).get(pk=medicine.pk)
    if not locked.is_current:
        raise DomainError("not_taken", "This medicine is not taken any more.")
    ensure_date_is_possible(medicine.patient, when.starts_on, at)
    if when.starts_on and locked.started_on and when.starts_on < locked.started_on:
        raise DomainError("before_start", "That is before it was started.", "when")
    locked.status, locked.ended_on, locked.ended_precision = "stopped", when.starts_on, when.precision
    locked.save(update_fields=["status", "ended_on", "ended_precision"])
    audit.record("medication_stopped", by=by, subject=locked, at=at)


@transaction.atomic
def add_allergy(*, patient: Patient, title: str, reaction: str, by: Actor, at: datetime) -> Allergy:
    allergy = Allergy.objects.create(
        title=title, reaction=reaction, recorded_on=patient.today(at), **_written(patient, by, at)
    )
    audit.record("allergy_added", by=by, subject=allergy, at=at)
    return allergy


def _written(patient: Patient, by: Actor, at: datetime) -> dict[str, object]:
    ensure_same_clinic(by, patient)
    if not patient.is_open:
        raise DomainError("record_closed", "This record is closed; nothing is added to it.")
    return {"clinic_id": patient.clinic_id, "patient": patient, "author_id": by.user_id, "created_at": at}


@transaction.atomic
def mark_in_error(*, row: Entry, reason: str, by: Actor, at: datetime) -> None:
    """The row leaves the lists but stays readable on the record, with who, when and why."""
    ensure_same_clinic(by, row)
    if not reason.strip():
        raise DomainError("no_reason", "Say in a few words what is wrong with it.", "reason")
    locked = _lock(row)
    if locked.is_entered_in_error:
        return
    locked.erred_at, locked.erred_by_id, locked.erred_reason = at, by.user_id, reason.strip()[:300]
    locked.save(update_fields=["erred_at", "erred_by", "erred_reason"])
    audit.record("entered_in_error", by=by, subject=locked, at=at)


@transaction.atomic
def put_back(*, row: Entry, by: Actor, at: datetime) -> None:
    """Undo `mark_in_error` on the clinic's same day; later, a correct entry is added instead."""
    ensure_same_clinic(by, row)
    locked = _lock(row)
    if not locked.is_entered_in_error:
        return
    if not may_put_back(locked, locked.clinic.time_zone, at):
        raise DomainError("too_late", "This was marked on an earlier day. Add a correct entry instead.")
    locked.erred_at, locked.erred_by, locked.erred_reason = None, None, ""
    try:
        with transaction.atomic():
            locked.save(update_fields=["erred_at", "erred_by", "erred_reason"])
    except IntegrityError:  # A map of the same layer, a clock of the same problem.
        raise DomainError("replaced", "Another one stands in its place now. Mark that one first.") from None
    audit.record("put_back", by=by, subject=locked, at=at)


def may_put_back(row: Entry, zone: str, at: datetime) -> bool:
    """Whether `row` was marked entered in error on this day of the clinic."""
    here = ZoneInfo(zone)
    return row.erred_at is not None and row.erred_at.astimezone(here).date() == at.astimezone(here).date()


def _lock(row: Entry) -> Entry:
    return type(row)._default_manager.select_for_update(of=("self",), no_key=True).get(pk=row.pk)
