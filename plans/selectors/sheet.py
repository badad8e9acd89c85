"""The patient's plan in plain words: one record for phone, print and the builder's live half."""

from datetime import date

from core.words import plain
from outcomes.models import Goal
from outcomes.rules.words import Capacity
from people.models import Patient
from people.selectors import lead_of

from ..models import Checkpoint, Plan, Step
from ..rules.asking import asked, doing
from ..rules.checkpoint import with_unit
from ..rules.sheet import NextLook, Sheet, things_to_do
from ..rules.words import CheckpointState, JudgedBy, StepStatus
from .numbers import active_goals


def patient_sheet(plan: Plan, *, on: date) -> Sheet:
    """The sheet as it reads on a day. `on` dates a draft; a signed plan carries its own date."""
    patient: Patient = plan.patient
    clinic = patient.clinic
    lead = lead_of(patient)
    return Sheet(
        name=patient.goes_by,
        who=lead.name if lead else clinic.name,
        clinic_name=clinic.name,
        clinic_phone=clinic.phone,
        emergency_number=clinic.emergency_number,
        crisis_line=clinic.crisis_line,
        written_on=clinic.today(plan.signed_at) if plan.signed_at else on,
        going_on=plan.what_is_going_on,
        want_back=tuple(_goal_words(goal) for goal in active_goals(patient)),
        do_now=things_to_do(_plain_of_now(list(plan.steps.all())), plan.movement, plan.sleep),
        flare=(plan.flare_day_1, plan.flare_day_2, plan.flare_day_3),
        next_look=_next_look(list(plan.checkpoints.all())),
    )


def _goal_words(goal: Goal) -> str:
    return f"{goal.words} ({with_unit(goal.target, goal.unit)})"


def _plain_of_now(steps: list[Step]) -> tuple[str, ...]:
    """What has started; before anything has, the first step."""
    begun = [step for step in steps if step.status != StepStatus.PLANNED]
    now = [step for step in begun if step.status == StepStatus.STARTED] if begun else steps[:1]
    return tuple(step.plain for step in now)


def _next_look(points: list[Checkpoint]) -> NextLook | None:
    """The waiting checkpoint, or the first of a draft."""
    upcoming = [point for point in points if point.state in (CheckpointState.WAITING, CheckpointState.DRAFT)]
    if not upcoming:
        return None
    point = upcoming[0]
    return NextLook(
        point.due_on, question_words(point, point.plain_question), point.plain_yes, point.plain_no
    )


def question_words(point: Checkpoint, text: str) -> str:
    """A question of this checkpoint with its blanks filled; a blank without a number stays, so it is seen."""
    return asked(text, do=do_words(point), line=line_words(point))


def do_words(point: Checkpoint) -> str:
    """“sit for 36 minutes”; empty when it is not one of the person's own measures, or has no number."""
    if point.line is None or point.measure is None:
        return ""
    measure = point.measure
    return doing(Capacity(measure.capacity), measure.label, point.line, measure.unit)


def line_words(point: Checkpoint) -> str:
    """The line with its unit, as a sentence holds it: “36 minutes”, “more than 50%”; else empty."""
    if point.line is None:
        return ""
    if point.judged_by == JudgedBy.MEASURE and point.measure:
        return with_unit(point.line, point.measure.unit)
    if point.judged_by == JudgedBy.BLOCK:
        return f"more than {plain(point.line)}%"
    return plain(point.line)
