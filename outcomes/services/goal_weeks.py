"""How a goal went this week: yes, part or no, and its number where the person gives one (S28)."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from audit import services as audit
from core.errors import DomainError
from people.access import Actor

from ..models import Goal, GoalWeek, Reading
from ..rules.goal_weeks import check_week, last_day_lived
from ..rules.limits import check_amount
from ..rules.words import GoalTick, Mode
from .errors import enter_in_error
from .goals import refuse_inactive
from .guards import ensure_may_write, take_turns
from .measures import record_reading

CORRECTED = "corrected in the weekly look"


@transaction.atomic
def save_goal_week(
    *,
    goal: Goal,
    operation_id: UUID,
    week_on: date,
    tick: GoalTick | str,
    mode: Mode,
    by: Actor,
    at: datetime,
    value: Decimal | None = None,
) -> GoalWeek:
    """Keep what was said of a week. The newest of a week counts, and the earlier ones stay readable.

    1. An operation that is known already changes nothing; with other words it is refused.
    2. A number is a reading of the goal's measure too, so that every line of it shows it.
    3. A correction takes back the reading that the words before it had made.
    """
    patient = goal.patient
    ensure_may_write(by, patient, goal)
    take_turns(patient)
    goal = Goal.objects.select_related("measure").get(pk=goal.pk)
    said = (goal.pk, week_on, str(tick), value)
    if known := GoalWeek.objects.filter(patient=patient, operation_id=operation_id).first():
        if (known.goal_id, known.week_on, known.tick, known.value) != said:
            raise DomainError("key_reused", "This was saved already, with other answers.")
        return known
    refuse_inactive(goal)
    if tick not in set(GoalTick):
        raise DomainError("tick_needed", "Choose yes, part or no.", "tick")
    today = patient.today(at)
    check_week(week_on, today=today, born=patient.birth_date, is_phone=mode == Mode.PHONE)
    if value is not None:
        check_amount(value, goal.unit, "value")
    _take_back_reading(current_week(goal, week_on), by=by, at=at)
    true_on = last_day_lived(week_on, today=today)
    week = GoalWeek.objects.create(
        clinic_id=goal.clinic_id,
        patient_id=goal.patient_id,
        goal=goal,
        week_on=week_on,
        tick=tick,
        value=value,
        reading=_reading(goal, value, true_on, mode=mode, by=by, at=at),
        operation_id=operation_id,
        mode=mode,
        recorded_at=at,
        recorded_by_id=by.user_id,
    )
    audit.record("goal_week_saved", by=by, subject=week, detail=f"{week_on} {mode}", at=at)
    return week


def current_week(goal: Goal, week_on: date) -> GoalWeek | None:
    """What counts for a week: the newest that is not in error."""
    weeks = GoalWeek.objects.filter(goal=goal, week_on=week_on, erred_at=None).select_related("reading")
    return weeks.order_by("-recorded_at", "-id").first()


def _take_back_reading(week: GoalWeek | None, *, by: Actor, at: datetime) -> None:
    if week and week.reading and not week.reading.is_entered_in_error:
        enter_in_error(row=week.reading, reason=CORRECTED, by=by, at=at)


def _reading(
    goal: Goal, value: Decimal | None, true_on: date, *, mode: Mode, by: Actor, at: datetime
) -> Reading | None:
    """What is told is a value of the person's own measure; it is no result of a test."""
    measure = goal.measure
    if value is None or measure is None or measure.test or measure.is_entered_in_error:
        return None
    return record_reading(measure=measure, value=value, true_on=true_on, mode=mode, by=by, at=at)
