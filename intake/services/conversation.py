"""The first conversation: started once per patient, saved field by field, signed and then locked."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from audit import services as audit
from core.errors import DomainError
from core.models import Erasable
from intake.models import Hypothesis, Intake, PainProblem, Provoker, TraumaNote, TreatmentTried
from intake.rules.words import IntakeStatus
from intake.selectors.closing import as_it_stands
from intake.selectors.conversation import charted
from people.access import Actor, ensure_same_clinic
from people.models import Patient

from .taking_in import take_in_latest

#: What belongs to an intake and is written field by field.
Line = PainProblem | Hypothesis | TreatmentTried | Provoker | TraumaNote

SIGNED = "This intake is signed. What was charted stays as it was."
IN_ERROR = "This row is marked entered in error. Put it back first, then change it."
NO_DRAFT = "This was written outside an intake. It stays as it was; write a new one instead."
CLOSED = "This record is closed; nothing is added to it."


def start_intake(*, patient: Patient, by: Actor, at: datetime) -> Intake:
    """The patient's open draft, or a new one with a line to write in for the problem and for the idea.

    Two people who press Start together share one.
    """
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
    author = _author(by)
    intake = Intake.objects.create(
        clinic_id=patient.clinic_id, patient=patient, started_at=at, started_by_id=author, saved_at=at
    )
    of_intake = {"clinic_id": patient.clinic_id, "patient": patient, "intake": intake}
    PainProblem.objects.create(position=1, created_at=at, **of_intake)
    Hypothesis.objects.create(is_working=False, set_at=at, set_by_id=author, **of_intake)
    audit.record("intake_started", by=by, subject=intake, at=at)
    take_in_latest(intake=intake, by=by, at=at)
    return intake


def _author(by: Actor) -> UUID:
    if by.user_id is None:
        raise DomainError("nobody", "A conversation is somebody's: PainCare itself cannot hold one.")
    return by.user_id


def ensure_open(intake: Intake) -> Intake:
    """Lock the intake so that signing and saving take turns; refuse when it is signed or the record closed.

    Call it inside the transaction of the write.
    """
    rows = Intake.objects.select_for_update(no_key=True, of=("self",)).select_related("patient")
    locked = rows.get(pk=intake.pk)
    if locked.is_signed:
        raise DomainError("signed", SIGNED)
    if not locked.patient.is_open:
        raise DomainError("record_closed", CLOSED)
    return locked


def ensure_row_open(row: Line) -> None:
    """A row of an intake changes as long as its intake may, and while it is not marked entered in error.

    An idea that a checkpoint brought belongs to no intake: it was never a draft, so it never changes.
    """
    if row.intake is None:
        raise DomainError("no_draft", NO_DRAFT)
    ensure_open(row.intake)
    # Asked only now: whoever held the lock a moment ago may have removed the row.
    if isinstance(row, Erasable) and not type(row)._default_manager.filter(pk=row.pk, erred_at=None).exists():
        raise DomainError("entered_in_error", IN_ERROR)


def touch(intake: Intake, at: datetime) -> None:
    Intake.objects.filter(pk=intake.pk).update(saved_at=at)


def touch_of_row(row: Line, at: datetime) -> None:
    if row.intake:
        touch(row.intake, at)


@transaction.atomic
def sign_intake(*, intake: Intake, by: Actor, at: datetime) -> Intake:
    """Lock the conversation as it stands. What is missing is said, and nothing is signed.

    Goals, scores, readings and medicines live on after it, so the page keeps them in words as they were.
    Its idea becomes the one that the person's plan rests on; earlier ideas stay readable.
    """
    ensure_same_clinic(by, intake)
    locked = ensure_open(intake)
    page = charted(locked)
    if not page.signing.may_sign:
        raise DomainError("not_ready", page.signing.sentence)
    locked.status, locked.signed_at, locked.signed_by_id = IntakeStatus.SIGNED, at, by.user_id
    locked.as_signed = as_it_stands(page)
    locked.save(update_fields=["status", "signed_at", "signed_by", "as_signed"])
    _rest_on_its_idea(locked)
    audit.record("intake_signed", by=by, subject=locked, at=at)
    return locked


def _rest_on_its_idea(intake: Intake) -> None:
    """The one that was marked here; else the first that was written here."""
    written = intake.hypotheses.exclude(statement="").order_by("-is_working", "set_at")
    first = written.first()
    if first is None:
        return
    Patient.objects.select_for_update(no_key=True).get(pk=intake.patient_id)
    of_patient = Hypothesis.objects.filter(patient_id=intake.patient_id)
    of_patient.filter(is_working=True).exclude(pk=first.pk).update(is_working=False)
    of_patient.filter(pk=first.pk).update(is_working=True)
