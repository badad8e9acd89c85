"""Taking back what an undone import did to a person's record."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from audit import services as audit

from ..access import Actor, ensure_same_clinic
from ..models import Patient, PatientIdentifier
from ..rules.states import ClosedReason
from .care_team import lead_task_source
from .tasks import cancel_tasks_of


@transaction.atomic
def withdraw_record(*, patient: Patient, by: Actor, at: datetime) -> Patient:
    """Close a record that should never have been opened. It stays readable; no number leads to it."""
    ensure_same_clinic(by, patient)
    patient.closed_at, patient.closed_reason = at, ClosedReason.ENTERED_IN_ERROR
    patient.save(update_fields=["closed_at", "closed_reason"])
    PatientIdentifier.objects.filter(patient=patient).delete()
    cancel_tasks_of(source=lead_task_source(patient.pk), reason="The record was withdrawn.", by=by, at=at)
    audit.record("record_withdrawn", by=by, subject=patient, at=at)
    return patient


@transaction.atomic
def reopen_record(*, patient: Patient, by: Actor, at: datetime) -> Patient:
    """Take back a closing, and the death that came with it. What was cancelled meanwhile stays cancelled."""
    ensure_same_clinic(by, patient)
    patient.closed_at, patient.closed_reason, patient.died_on = None, "", None
    patient.save(update_fields=["closed_at", "closed_reason", "died_on"])
    audit.record("record_reopened", by=by, subject=patient, at=at)
    return patient


@transaction.atomic
def unlink_identifiers(*, patient: Patient, ids: Iterable[UUID | str], by: Actor, at: datetime) -> int:
    """Forget record numbers that led to the wrong person. Returns how many."""
    ensure_same_clinic(by, patient)
    count, _ = PatientIdentifier.objects.filter(patient=patient, pk__in=list(ids)).delete()
    if count:
        audit.record("identifiers_unlinked", by=by, subject=patient, detail=str(count), at=at)
    return count
