"""The first conversation: started once per patient, saved field by field, signed and then locked."""

from datetime import datetime

from django.db import IntegrityError, transaction

from audit import services as audit
from core.errors import DomainError
from intake.models import Intake, PainProblem
from intake.rules.words import IntakeStatus
from people.access import Actor, ensure_same_clinic
from people.models import Patient

SIGNED = "This intake is signed. What was charted stays as it was."
IN_ERROR = "This row is marked entered in error. Put it back first, then change it."


def start_intake(*, patient: Patient, by: Actor, at: datetime) -> Intake:
    """The patient's open draft, or a new one. Two people who press Start together share one."""
    ensure_same_clinic(by, patient)
    try:
        return _draft_of(patient) or _new_draft(patient, by, at)
    except IntegrityError:  # The other one was faster: intake_one_draft_per_patient.
        return Intake.objects.get(patient=patient, status=IntakeStatus.DRAFT)


def _draft_of(patient: Patient) -> Intake | None:
    return Intake.objects.filter(patient=patient, status=IntakeStatus.DRAFT).first()


@transaction.atomic
def _new_draft(patient: Patient, by: Actor, at: datetime) -> Intake:
    if not patient.is_open:
        raise DomainError("closed", "This record is closed: no new intake can be started.")
    intake = Intake.objects.create(
        clinic_id=patient.clinic_id, patient=patient, started_at=at, started_by_id=by.user_id, saved_at=at
    )
    PainProblem.objects.create(
        clinic_id=patient.clinic_id, patient=patient, intake=intake, position=1, created_at=at
    )
    audit.record("intake_started", by=by, subject=intake, at=at)
    return intake


def ensure_open(intake: Intake) -> Intake:
    """Lock the intake so that signing and saving take turns; refuse when it is signed.

    Call it inside the transaction of the write.
    """
    locked = Intake.objects.select_for_update(no_key=True).get(pk=intake.pk)
    if locked.is_signed:
        raise DomainError("signed", SIGNED)
    return locked


def ensure_row_open(row) -> None:
    """A row of an intake changes as long as its intake may, and while it is not marked entered in error."""
    if row.intake_id:
        ensure_open(row.intake)
    if getattr(row, "erred_at", None):
        raise DomainError("entered_in_error", IN_ERROR)


def touch(intake: Intake, at: datetime) -> None:
    Intake.objects.filter(pk=intake.pk).update(saved_at=at)


def touch_of_row(row, at: datetime) -> None:
    if row.intake_id:
        touch(row.intake, at)
