"""Three ranked goals, in the person's words, each with a number (S16, S28)."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from audit import services as audit
from core.errors import DomainError
from people.access import Actor
from people.models import Patient

from ..models import Goal, Measure
from ..rules.limits import check_amount
from ..rules.words import GoalStatus
from .guards import ensure_may_write, take_turns

RANKS = (1, 2, 3)


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
    frequency: str = "",
    condition: str = "",
    baseline: Decimal | None = None,
    target_on: date | None = None,
    measure: Measure | None = None,
) -> Goal:
    """Write the active goal of a rank, or reword the one that stands there."""
    ensure_may_write(by, patient, measure)
    take_turns(patient)
    _refuse_unfit(rank, words, target, unit, baseline, measure)
    if target_on and target_on < patient.today(at):
        raise DomainError("past", "Choose a date that is still to come.", "target_on")
    goal = _active(patient, rank) or Goal(
        clinic_id=patient.clinic_id, patient=patient, rank=rank, created_at=at
    )
    goal.words, goal.target, goal.unit = words.strip(), target, unit.strip()
    goal.frequency, goal.condition, goal.baseline = frequency, condition, baseline
    goal.target_on, goal.measure = target_on, measure
    goal.save()
    audit.record("goal_set", by=by, subject=goal, detail=f"rank {rank}", at=at)
    return goal


@transaction.atomic
def promote_goal(*, goal: Goal, by: Actor, at: datetime) -> Goal:
    """Move a goal up one rank; the one that stood there moves down. The first stays first."""
    ensure_may_write(by, goal.patient, goal)
    take_turns(goal.patient)
    goal = Goal.objects.get(pk=goal.pk)
    _refuse_inactive(goal)
    if goal.rank == RANKS[0]:
        return goal
    above = _active(goal.patient, goal.rank - 1)
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
    goal = Goal.objects.get(pk=goal.pk)
    _refuse_inactive(goal)
    goal.status = status
    goal.save(update_fields=["status"])
    audit.record("goal_closed", by=by, subject=goal, detail=status, at=at)
    return goal


def _active(patient: Patient, rank: int) -> Goal | None:
    goals = Goal.objects.filter(patient=patient, rank=rank, status=GoalStatus.ACTIVE, erred_at=None)
    return goals.first()


def _refuse_inactive(goal: Goal) -> None:
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
