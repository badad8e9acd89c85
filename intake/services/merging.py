"""What a person decides about one line that a packet brought, and taking that decision back (S14)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from audit import services as audit
from core.errors import DomainError
from people.access import Actor, ensure_same_clinic
from people.models import Patient

from ..models import Medication, MedicineMerge
from ..rules.merging import MergeChoice
from ..selectors.medicines import medicine_list
from .medicines import lock_list


@transaction.atomic
def decide_merge(*, medication: Medication, choice: MergeChoice, by: Actor, at: datetime) -> MedicineMerge:
    """Keep what was here, take the packet's line over, leave both, or end it. Nothing is deleted.

    Refuses a line that does not wait for a decision (any more).
    """
    patient = medication.patient
    lock_list(patient, by, medication)
    if by.user_id is None:
        raise DomainError("nobody", "A decision is somebody's.")
    now = medicine_list(patient.pk)
    waiting = {one.line.key: one for one in now.brought}
    one = waiting.get(str(medication.pk))
    if one is None or choice not in dict(one.choices):
        raise DomainError("not_waiting", "This line waits for no such decision any more.")
    other = None
    if one.here and not one.is_in_place:
        other = Medication.objects.get(pk=one.here.key)
    was = now.was.get(str(medication.pk), {})
    before = _carry_out(choice, medication, other, was if one.is_in_place else {})
    made = MedicineMerge.objects.create(
        clinic_id=patient.clinic_id,
        patient=patient,
        medication=medication,
        other=other,
        choice=choice,
        decided_at=at,
        decided_by_id=by.user_id,
        before=before,
    )
    audit.record("medicine_merged", by=by, subject=made, detail=choice, at=at)
    return made


def _carry_out(
    choice: MergeChoice, row: Medication, other: Medication | None, was: dict[str, Any]
) -> dict[str, dict[str, Any]]:
    """Does it; returns what the changed rows said before, by their key. `was` is what a sender changed."""
    match choice:
        case MergeChoice.KEEP if was:
            return _set(row, was)
        case MergeChoice.KEEP:
            return _end(row)
        case MergeChoice.TAKE_OVER if other:
            return _end(other)
        case MergeChoice.ENDED:
            return _end(row) | (_end(other) if other else {})
    return {}


def _end(row: Medication) -> dict[str, dict[str, Any]]:
    """Not taken any more, since nobody said when."""
    if not row.is_current:
        return {}
    return _set(row, {"status": "stopped", "ended_on": None, "ended_precision": "unknown"})


def _set(row: Medication, facts: dict[str, Any]) -> dict[str, dict[str, Any]]:
    before = {name: getattr(row, name) for name in facts}
    Medication.objects.filter(pk=row.pk).update(**facts)
    return {str(row.pk): {name: _kept(value) for name, value in before.items()}}


def _kept(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


@transaction.atomic
def undo_merge(*, merge: MedicineMerge, by: Actor, at: datetime) -> None:
    """Put back what the decision changed. A second press changes nothing."""
    ensure_same_clinic(by, merge)
    Patient.objects.select_for_update(no_key=True).get(pk=merge.patient_id)
    if not MedicineMerge.objects.filter(pk=merge.pk, undone_at=None).update(
        undone_at=at, undone_by_id=by.user_id
    ):
        return
    for key, facts in merge.before.items():
        Medication.objects.filter(pk=key).update(**facts)
    audit.record("medicine_merge_undone", by=by, subject=merge, at=at)
