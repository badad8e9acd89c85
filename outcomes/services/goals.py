"""Three ranked goals, in the person's words, each with a number (S16, S28)."""

from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Final, Literal

from django.db import transaction

from audit import services as audit
from core.errors import DomainError
from people.access import Actor
from people.models import Patient

from ..models import Goal, Measure
from ..rules.frequency import Frequency, check_frequency, read_frequency
from ..rules.limits import check_amount
from ..rules.words import Capacity, Direction, GoalStatus, Mode
from .guards import ensure_lived, ensure_may_write, take_turns
from .measures import record_reading, set_measure

RANKS = (1, 2, 3)


class _Keep(Enum):
    KEEP = "as it stands"


#: For a page that does not ask about a part of the goal: it stays as it stands.
KEEP: Final = _Keep.KEEP
Keep = Literal[_Keep.KEEP]


@transaction.atomic
def set_goal(
    *,
    patient: Patient,
    rank: int,
    words: str,
    target: Decimal,
    unit: str,
    by: Actor,
    at: datetime,
    activity: str | Keep = KEEP,
    frequency: str = "",
    often: Frequency | None = None,
    condition: str = "",
    baseline: Decimal | None = None,
    baseline_on: date | None = None,
    target_on: date | None | Keep = KEEP,
    measure: Measure | None = None,
) -> Goal:
    """Write the active goal of a rank, or reword the one that stands there.

    `frequency` is kept verbatim and counted where it names a count; `often` is the count itself. A baseline
    without a day was taken today, unless it is the one that stands there already.
    """
    ensure_may_write(by, patient, measure)
    take_turns(patient)
    _refuse_unfit(rank, words, target, unit, baseline, measure)
    _refuse_days(patient, baseline_on, None if target_on is KEEP else target_on, at=at)
    goal = active_goal(patient, rank) or Goal(
        clinic_id=patient.clinic_id, patient=patient, rank=rank, created_at=at
    )
    _refuse_new_unit(goal, unit.strip())
    _date_baseline(goal, baseline, baseline_on, at=at)
    _count(goal, frequency.strip(), often)
    goal.words, goal.target, goal.unit = words.strip(), target, unit.strip()
    goal.condition, goal.baseline, goal.measure = condition, baseline, measure
    if activity is not KEEP:
        goal.activity = activity.strip()
    if target_on is not KEEP:
        goal.target_on = target_on
    goal.save()
    audit.record("goal_set", by=by, subject=goal, detail=f"rank {rank}", at=at)
    return goal


def _refuse_days(patient: Patient, baseline_on: date | None, target_on: date | None, *, at: datetime) -> None:
    if target_on and target_on < patient.today(at):
        raise DomainError("past", "Choose a date that is still to come.", "target_on")
    if baseline_on:
        ensure_lived(patient, baseline_on, at=at, field="baseline_on")


def _refuse_new_unit(goal: Goal, unit: str) -> None:
    """A unit cannot change under numbers that were told in it."""
    if goal._state.adding or goal.unit == unit:
        return
    if goal.weeks.filter(erred_at=None, value__isnull=False).exists():
        raise DomainError("unit_in_use", f"Its weeks have numbers in {goal.unit}. Write a new goal.", "unit")


def _date_baseline(goal: Goal, baseline: Decimal | None, on: date | None, *, at: datetime) -> None:
    if baseline is None:
        goal.baseline_on = None
    elif on or goal._state.adding or goal.baseline != baseline:
        goal.baseline_on = on or goal.patient.today(at)


def _count(goal: Goal, said: str, often: Frequency | None) -> None:
    """The words and the count; two that contradict each other are an error."""
    read = read_frequency(said)
    if often:
        check_frequency(often)
    if often and read and often != read:
        raise DomainError("two_counts", f"“{said}” and {often.words} do not agree.", "times")
    counted = often or read
    goal.frequency = said
    goal.times, goal.per = (counted.times, counted.per) if counted else (None, "")


@transaction.atomic
def track_goal(
    *,
    goal: Goal,
    capacity: Capacity,
    label: str,
    by: Actor,
    at: datetime,
    direction: Direction = Direction.HIGHER_IS_BETTER,
    limiter: str = "",
    sensitive: bool = False,
) -> Goal:
    """Track what a goal counts, in its unit (S07). A dated baseline is its first value if it has none."""
    ensure_may_write(by, goal.patient, goal)
    take_turns(goal.patient)
    goal = Goal.objects.select_related("patient").get(pk=goal.pk)
    refuse_inactive(goal)
    measure = set_measure(
        patient=goal.patient,
        capacity=capacity,
        label=label,
        unit=goal.unit,
        direction=direction,
        limiter=limiter,
        sensitive=sensitive,
        by=by,
        at=at,
    )
    goal.measure = measure
    goal.save(update_fields=["measure"])
    audit.record("goal_tracked", by=by, subject=goal, at=at)
    _begin_with_baseline(goal, measure, by=by, at=at)
    return goal


def _begin_with_baseline(goal: Goal, measure: Measure, *, by: Actor, at: datetime) -> None:
    is_new = not measure.readings.filter(erred_at=None).exists()
    if is_new and goal.baseline is not None and goal.baseline_on is not None:
        record_reading(
            measure=measure, value=goal.baseline, true_on=goal.baseline_on, mode=Mode.STAFF, by=by, at=at
        )


@transaction.atomic
def promote_goal(*, goal: Goal, by: Actor, at: datetime) -> Goal:
    """Move a goal up one rank; the one that stood there moves down. The first stays first."""
    ensure_may_write(by, goal.patient, goal)
    take_turns(goal.patient)
    goal = Goal.objects.get(pk=goal.pk)
    refuse_inactive(goal)
    if goal.rank == RANKS[0]:
        return goal
    above = active_goal(goal.patient, goal.rank - 1)
    freed, goal.rank = goal.rank, goal.rank - 1
    if above:
        # A rank is held once: the goal above lets go of its own before the two change places.
        Goal.objects.filter(pk=above.pk).update(status=GoalStatus.LEFT)
    goal.save(update_fields=["rank"])
    if above:
        Goal.objects.filter(pk=above.pk).update(status=GoalStatus.ACTIVE, rank=freed)
    audit.record("goal_promoted", by=by, subject=goal, detail=f"rank {goal.rank}", at=at)
    return goal


@transaction.atomic
def close_goal(*, goal: Goal, status: GoalStatus, by: Actor, at: datetime) -> Goal:
    """A goal was met, or the person left it for another."""
    ensure_may_write(by, goal.patient, goal)
    if status == GoalStatus.ACTIVE:
        raise DomainError("still_active", "Say whether it was met or left.", "status")
    take_turns(goal.patient)  # Or a goal that is moving up would be made active again.
    goal = Goal.objects.get(pk=goal.pk)
    refuse_inactive(goal)
    goal.status = status
    goal.save(update_fields=["status"])
    audit.record("goal_closed", by=by, subject=goal, detail=status, at=at)
    return goal


def active_goal(patient: Patient, rank: int) -> Goal | None:
    goals = Goal.objects.filter(patient=patient, rank=rank, status=GoalStatus.ACTIVE, erred_at=None)
    return goals.first()


def refuse_inactive(goal: Goal) -> None:
    if goal.status != GoalStatus.ACTIVE or goal.is_entered_in_error:
        raise DomainError("goal_closed", "This goal is closed already.")


def _refuse_unfit(
    rank: int, words: str, target: Decimal, unit: str, baseline: Decimal | None, measure: Measure | None
) -> None:
    if rank not in RANKS:
        raise DomainError("bad_rank", "Goals are ranked 1, 2 and 3.", "rank")
    if not words.strip():
        raise DomainError("empty", "Write it in the person's own words.", "words")
    if not unit.strip():
        raise DomainError("empty", "A number needs its unit.", "unit")
    check_amount(target, unit, "target")
    if baseline is not None:
        check_amount(baseline, unit, "baseline")
    if measure and measure.unit != unit.strip():
        raise DomainError("other_unit", f"“{measure.label}” is measured in {measure.unit}.", "unit")
