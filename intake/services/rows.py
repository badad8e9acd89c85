"""Rows of an open intake: pain problems, treatments tried, the idea."""

from datetime import datetime
from typing import Literal

from django.db import transaction

from audit import services as audit
from core.models import Draft
from intake.models import Hypothesis, Intake, PainProblem, TreatmentTried
from people.access import Actor, ensure_same_clinic

from . import conversation
from .entries import mark_in_error

REMOVED = "removed during the intake"


@transaction.atomic
def add_row(*, intake: Intake, kind: Literal["problem", "tried"], by: Actor, at: datetime) -> Draft:
    """An empty row to write in; it saves itself from there.

    One that is still empty is used again, so that a double press makes one row.
    """
    ensure_same_clinic(by, intake)
    conversation.ensure_open(intake)
    rows = intake.treatments_tried if kind == "tried" else intake.problems
    if empty := next(filter(_is_blank, rows.filter(erred_at=None)), None):
        return empty
    row = _new(kind, intake, at)
    conversation.touch(intake, at)
    audit.record(f"{kind}_added", by=by, subject=row, at=at)
    return row


def _new(kind: str, intake: Intake, at: datetime) -> Draft:
    of_intake = {"clinic_id": intake.clinic_id, "patient_id": intake.patient_id, "intake": intake}
    if kind == "tried":
        return TreatmentTried.objects.create(created_at=at, **of_intake)
    position = intake.problems.count() + 1
    return PainProblem.objects.create(position=position, created_at=at, **of_intake)


@transaction.atomic
def remove_row(*, row: PainProblem | TreatmentTried, by: Actor, at: datetime) -> bool:
    """A row that nobody wrote in is deleted, any other is marked entered in error.

    Says whether it can be put back. The row is read again under the intake's lock, which every save of a line
    takes too: words that somebody saved a moment ago are not deleted.
    """
    conversation.ensure_row_open(row)
    row.refresh_from_db()
    if _is_blank(row):
        audit.record("empty_row_removed", by=by, subject=row, at=at)
        row.delete()
        return False
    mark_in_error(row=row, reason=REMOVED, by=by, at=at)
    return True


def _is_blank(row: Draft) -> bool:
    return not any(getattr(row, field) for field in row.draft_fields)


def idea_saved(idea: Hypothesis, at: datetime) -> None:
    """An idea with words is the one that the plan rests on, unless the person has one already."""
    conversation.touch_of_row(idea, at)
    others = Hypothesis.objects.filter(patient_id=idea.patient_id, is_working=True).exclude(pk=idea.pk)
    is_working = bool(idea.statement) and not others.exists()
    if is_working != idea.is_working:
        Hypothesis.objects.filter(pk=idea.pk).update(is_working=is_working)
