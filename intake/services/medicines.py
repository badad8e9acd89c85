"""Medicines as they are really taken: stated, added in one line, reconciled (S14)."""

from datetime import datetime, timedelta

from django.db import transaction

from audit import services as audit
from core.errors import DomainError
from people.access import Actor, ensure_same_clinic
from people.models import Patient

from ..models import Intake, MedicationReview, MedicineStatement
from ..models.entries import Medication
from ..rules.fuzzy import FuzzyDate
from ..rules.ingredients import split_line
from ..rules.medicines import Said, snapshot
from ..rules.words import Precision, Taking, Teller
from ..selectors.medicines import MedicineList, medicine_list, statements_about
from . import entries

#: What one person says of one medicine within this time is one statement, still being written.
SITTING = timedelta(minutes=30)
_CLOSED = "This record is closed; nothing is added to it."


@transaction.atomic
def state_medicine(
    *,
    patient: Patient,
    said: Said,
    by: Actor,
    at: datetime,
    medication: Medication | None = None,
    title: str = "",
    told_by: Teller = Teller.STAFF,
) -> MedicineStatement:
    """Say how a medicine is taken: one on the list (`medication`), or one that nobody prescribed (`title`).

    1. The same again changes nothing.
    2. Further words of the same author in the same sitting complete the statement that is being written.
    3. Anything else is a new statement; the earlier ones stay readable.
    """
    lock_list(patient, by, *([medication] if medication else []))
    name = medication.title if medication else " ".join(title.split())
    if not name:
        raise DomainError("no_name", "Say which medicine it is.", "line")
    newest = statements_about(patient.pk, medication=medication, title=name).first()
    facts = {"taking": said.taking, "how": said.how, "last_taken": said.last_taken, "reason": said.reason}
    if newest and newest.told_by == told_by and _says(newest) == said:
        return newest
    if newest and _is_being_written(newest, told_by, by, at):
        MedicineStatement.objects.filter(pk=newest.pk).update(**facts)
        newest.refresh_from_db()
        audit.record("medicine_statement_completed", by=by, subject=newest, at=at)
        return newest
    made = MedicineStatement.objects.create(
        clinic_id=patient.clinic_id,
        patient=patient,
        medication=medication,
        title=name[:300],
        told_by=told_by,
        stated_at=at,
        author_id=by.user_id,
        **facts,
    )
    audit.record("medicine_stated", by=by, subject=made, detail=said.taking, at=at)
    return made


def lock_list(patient: Patient, by: Actor, *rows: Medication | Intake) -> None:
    """The acts on one list take turns, so that a double press sees what the first one did."""
    ensure_same_clinic(by, patient, *rows)
    if not Patient.objects.select_for_update(no_key=True).get(pk=patient.pk).is_open:
        raise DomainError("record_closed", _CLOSED)


def _says(row: MedicineStatement) -> Said:
    return Said(Taking(row.taking), row.how, row.last_taken, row.reason)


def _is_being_written(row: MedicineStatement, told_by: Teller, by: Actor, at: datetime) -> bool:
    is_mine = row.told_by == told_by and row.author_id == by.user_id
    return is_mine and timedelta(0) <= at - row.stated_at < SITTING


@transaction.atomic
def add_line(*, patient: Patient, line: str, is_prescribed: bool, by: Actor, at: datetime) -> str:
    """One typed line onto the list: “Metformin 1000 mg twice a day”. Returns the name that it got.

    What nobody prescribed stands there as a statement that it is taken. The same line again adds nothing.
    """
    lock_list(patient, by)
    title, dose = split_line(line)
    if not title:
        raise DomainError("no_name", "Type the medicine, with its dose if it is known.", "line")
    if len(title) > 200 or len(dose) > 200:
        raise DomainError("too_long", "This is too long for one line. Shorten it.", "line")
    if not is_prescribed:
        state_medicine(patient=patient, title=title, said=Said(Taking.AS_PRESCRIBED, how=dose), by=by, at=at)
    elif not patient.medications.filter(title=title, dose=dose, status="active", erred_at=None).exists():
        entries.add_medication(
            patient=patient,
            title=title,
            dose=dose,
            is_taken=True,
            since=FuzzyDate(None, Precision.UNKNOWN, ""),
            by=by,
            at=at,
        )
    return title


@transaction.atomic
def record_review(
    *, patient: Patient, by: Actor, at: datetime, intake: Intake | None = None
) -> MedicationReview:
    """The list was gone through with the person. Every line must have a statement; what is open is said.

    A second press on the same list on the same day makes no second review.
    """
    lock_list(patient, by, *([intake] if intake else []))
    if by.user_id is None:
        raise DomainError("nobody", "A review is somebody's.")
    now = medicine_list(patient.pk)
    if now.open_lines:
        names = ", ".join(line.listed.title for line in now.open_lines)
        raise DomainError("open_lines", f"Ask first how these are taken: {names}.")
    if now.review and not now.changes and _is_same_act(now, patient, by, at):
        return now.review
    review = MedicationReview.objects.create(
        clinic_id=patient.clinic_id,
        patient=patient,
        intake=intake,
        reviewed_at=at,
        reviewed_by_id=by.user_id,
        lines=snapshot(now.listed),
        discrepancies=[[one.kind.value, one.sentence] for one in now.discrepancies],
    )
    audit.record("medicines_reviewed", by=by, subject=review, detail=f"lines={len(review.lines)}", at=at)
    return review


def _is_same_act(now: MedicineList, patient: Patient, by: Actor, at: datetime) -> bool:
    review = now.review
    if review is None or review.reviewed_by_id != by.user_id:
        return False
    return patient.today(review.reviewed_at) == patient.today(at)
