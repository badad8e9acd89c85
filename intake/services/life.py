"""Barriers: noted by one click, written field by field, and valid until somebody ends them."""

from datetime import date, datetime

from django.db import transaction

from audit import services as audit
from core.errors import DomainError
from intake.models import Barrier
from intake.rules.life import BarrierKind
from intake.rules.words import Teller
from people.access import Actor, ensure_same_clinic
from people.models import Patient

from .conversation import CLOSED, IN_ERROR

ENDED = "This has ended. If it is back, note it anew."


@transaction.atomic
def add_barrier(
    *,
    patient: Patient,
    kind: BarrierKind,
    by: Actor,
    at: datetime,
    told_by: Teller = Teller.STAFF,
    words: str = "",
) -> Barrier:
    """A line to write in. One of this kind that is still empty is used again: a double press makes one."""
    ensure_same_clinic(by, patient)
    lock_record(patient)
    standing = patient.barriers.filter(kind=kind, erred_at=None, ended_on=None)
    same = next((row for row in standing if row.words == words and (words or row.is_blank)), None)
    if same:
        return same
    row = Barrier.objects.create(
        clinic_id=patient.clinic_id,
        patient=patient,
        kind=kind,
        words=words[:200],
        told_by=told_by,
        noted_at=at,
        noted_by_id=by.user_id,
    )
    audit.record("barrier_noted", by=by, subject=row, detail=kind, at=at)
    return row


def ensure_open(row: Barrier) -> None:
    """A barrier is written as long as it stands and its record is open, whatever became of the intake."""
    lock_record(row.patient)
    row = Barrier.objects.get(pk=row.pk)
    if row.erred_at:
        raise DomainError("entered_in_error", IN_ERROR)
    if row.ended_on:
        raise DomainError("ended", ENDED)


@transaction.atomic
def end_barrier(*, barrier: Barrier, on: date | None, by: Actor, at: datetime) -> bool:
    """It no longer stands in the way, since `on` (today when not said). A line nobody wrote in is taken away.

    Says whether a row is left. Ending it twice changes nothing.
    """
    ensure_same_clinic(by, barrier)
    lock_record(barrier.patient)
    row = Barrier.objects.get(pk=barrier.pk)
    today = row.patient.today(at)
    if row.is_blank:
        audit.record("empty_row_removed", by=by, subject=row, at=at)
        row.delete()
        return False
    if on and on > today:
        raise DomainError("future", "This day is still to come.", "on")
    if row.ended_on is None:
        row.ended_on, row.ended_by_id = on or today, by.user_id
        row.save(update_fields=["ended_on", "ended_by"])
        audit.record("barrier_ended", by=by, subject=row, detail=str(row.ended_on), at=at)
    return True


def lock_record(patient: Patient) -> None:
    """Changes to what stands around one person take turns; a closed record takes none."""
    locked = Patient.objects.select_for_update(no_key=True, of=("self",)).get(pk=patient.pk)
    if not locked.is_open:
        raise DomainError("record_closed", CLOSED)
