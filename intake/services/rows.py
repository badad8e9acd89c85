"""Rows of an open intake: pain problems, what moves them, treatments tried, the idea."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from django.db import transaction
from django.db.models import ProtectedError

from audit import services as audit
from core.models import Draft
from intake.models import Hypothesis, Intake, PainProblem, Provoker, TreatmentTried
from people.access import Actor, ensure_same_clinic
from people.models import Patient

from . import conversation
from .entries import mark_in_error

REMOVED = "removed during the intake"


@transaction.atomic
def add_row(
    *,
    intake: Intake,
    kind: Literal["problem", "tried", "provoker"],
    problem: PainProblem | None = None,
    by: Actor,
    at: datetime,
) -> Draft:
    """An empty row to write in; it saves itself from there. A provoker may be of one `problem`.

    One that is still empty is used again, so that a double press makes one row.
    """
    ensure_same_clinic(by, intake)
    conversation.ensure_open(intake)
    if empty := next((row for row in _rows(intake, kind, problem) if row.is_blank), None):
        return empty
    row = _new(kind, intake, problem, at)
    conversation.touch(intake, at)
    audit.record(f"{kind}_added", by=by, subject=row, at=at)
    return row


def _rows(intake: Intake, kind: str, problem: PainProblem | None) -> Iterable[Draft]:
    if kind == "provoker":
        return intake.provokers.filter(erred_at=None, problem=problem)
    rows = intake.treatments_tried if kind == "tried" else intake.problems
    return rows.filter(erred_at=None)


def _new(kind: str, intake: Intake, problem: PainProblem | None, at: datetime) -> Draft:
    of_intake = {"clinic_id": intake.clinic_id, "patient_id": intake.patient_id, "intake": intake}
    if kind == "provoker":
        return Provoker.objects.create(problem=problem, created_at=at, **of_intake)
    if kind == "tried":
        return TreatmentTried.objects.create(created_at=at, **of_intake)
    position = intake.problems.count() + 1
    return PainProblem.objects.create(position=position, created_at=at, **of_intake)


@transaction.atomic
def remove_row(*, row: PainProblem | TreatmentTried | Provoker, by: Actor, at: datetime) -> bool:
    """A row that nobody wrote in is deleted, any other is marked entered in error.

    Says whether it can be put back. The row is read again under the intake's lock, which every save of a line
    takes too: words that somebody saved a moment ago are not deleted.
    """
    conversation.ensure_row_open(row)
    row.refresh_from_db()
    if row.is_blank and _deleted(row, by, at):
        return False
    mark_in_error(row=row, reason=REMOVED, by=by, at=at)
    return True


@transaction.atomic
def set_problem(*, provoker: Provoker, problem: PainProblem | None, by: Actor, at: datetime) -> None:
    """Of which pain problem a provoker or easer is; None is “not said of which”."""
    conversation.ensure_row_open(provoker)
    if provoker.problem == problem:
        return
    provoker.problem = problem
    provoker.save(update_fields=["problem"])
    conversation.touch_of_row(provoker, at)
    audit.record("provoker_problem_set", by=by, subject=provoker, at=at)


def _deleted(row: PainProblem | TreatmentTried | Provoker, by: Actor, at: datetime) -> bool:
    """Whether it could go: a problem without words may have a clock, or areas of the body map."""
    try:
        with transaction.atomic():
            audit.record("empty_row_removed", by=by, subject=row, at=at)
            row.delete()
    except ProtectedError:
        return False
    return True


def idea_saved(idea: Hypothesis, at: datetime) -> None:
    """An idea with words is the one that the plan rests on, unless the person has one already."""
    conversation.touch_of_row(idea, at)
    Patient.objects.select_for_update(no_key=True).get(pk=idea.patient_id)  # A checkpoint may write one too.
    others = Hypothesis.objects.filter(patient_id=idea.patient_id, is_working=True).exclude(pk=idea.pk)
    is_working = bool(idea.statement) and not others.exists()
    if is_working != idea.is_working:
        Hypothesis.objects.filter(pk=idea.pk).update(is_working=is_working)
