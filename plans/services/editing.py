"""Tailoring a draft: steps, pairs, goal, what a checkpoint asks. Texts are saved field by field elsewhere."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from audit import services as audit
from core.errors import DomainError
from outcomes.models import Goal, Measure
from people.access import Actor, ensure_same_clinic
from people.models import PatientRow

from ..models import Checkpoint, Plan, Step
from ..rules.words import Comparison, JudgedBy, StepKind

_NEW_FIRST_DAYS = 28


@transaction.atomic
def set_plan_goal(*, plan: Plan, goal: Goal | None, by: Actor, at: datetime) -> Plan:
    plan = _locked_draft(plan, by, *([goal] if goal else []))
    plan.goal = goal
    plan.save(update_fields=["goal"])
    audit.record("plan_goal_set", by=by, subject=plan, at=at)
    return plan


@transaction.atomic
def add_step(*, plan: Plan, kind: StepKind, title: str, by: Actor, at: datetime) -> Step:
    """Add a step at the end; it is moved to its place afterwards."""
    plan = _locked_draft(plan, by)
    if not title.strip():
        raise DomainError("title_needed", "Name the step.", "title")
    step = Step.objects.create(
        clinic_id=plan.clinic_id,
        patient_id=plan.patient_id,
        plan=plan,
        position=plan.steps.count() + 1,
        kind=kind,
        title=title.strip(),
    )
    audit.record("step_added", by=by, subject=step, detail=kind, at=at)
    return step


@transaction.atomic
def remove_step(*, step: Step, by: Actor, at: datetime) -> None:
    """Take a step out of a draft, with its checkpoint. Nothing was signed, so nothing is kept."""
    plan = _locked_draft(step.plan, by, step)
    audit.record("step_removed", by=by, subject=step, at=at)
    step.checkpoints.all().delete()
    step.delete()
    _renumber(list(plan.steps.order_by("position")))


@transaction.atomic
def move_step(*, step: Step, places: int, by: Actor, at: datetime) -> None:
    """Move a step up (−1) or down (+1) one place; at the end of the list nothing happens."""
    plan = _locked_draft(step.plan, by, step)
    steps = list(plan.steps.order_by("position"))
    here = next(index for index, one in enumerate(steps) if one.pk == step.pk)
    there = here + places
    if not 0 <= there < len(steps):
        return
    steps[here], steps[there] = steps[there], steps[here]
    _renumber(steps)
    audit.record("step_moved", by=by, subject=step, at=at)


def _renumber(steps: Sequence[Step]) -> None:
    """Places 1 to n. The constraint waits for the end of the transaction, so that two may swap."""
    for position, step in enumerate(steps, start=1):
        step.position = position
    Step.objects.bulk_update(steps, ["position"])


@transaction.atomic
def pair_step(*, step: Step, pair: Step | None, by: Actor, at: datetime) -> Step:
    """Join a procedure to the rehab that uses its window (S33)."""
    _locked_draft(step.plan, by, step, *([pair] if pair else []))
    if pair and (pair.plan_id != step.plan_id or pair.pk == step.pk):
        raise DomainError("not_a_pair", "Pair it with another step of the same plan.", "pair")
    step.pairs_with = pair
    step.save(update_fields=["pairs_with"])
    audit.record("step_paired", by=by, subject=step, at=at)
    return step


@transaction.atomic
def add_checkpoint(*, step: Step, by: Actor, at: datetime) -> Checkpoint:
    """A question for this step; a step has one. The first of a plan gets a date four weeks ahead."""
    plan = _locked_draft(step.plan, by, step)
    existing = step.checkpoints.first()
    if existing:
        return existing
    measure = plan.goal.measure if plan.goal else None
    point = Checkpoint.objects.create(
        clinic_id=plan.clinic_id,
        patient_id=plan.patient_id,
        plan=plan,
        step=step,
        judged_by=JudgedBy.BLOCK if step.is_block else JudgedBy.MEASURE,
        comparison=_comparison(JudgedBy.BLOCK if step.is_block else JudgedBy.MEASURE, Comparison.AT_LEAST),
        measure=None if step.is_block else measure,
    )
    _date_the_first(plan, at)
    audit.record("checkpoint_added", by=by, subject=point, at=at)
    point.refresh_from_db()
    return point


def _date_the_first(plan: Plan, at: datetime) -> None:
    first = plan.checkpoints.order_by("step__position").first()
    if first and first.due_on is None:
        first.due_on = plan.patient.clinic.today(at) + timedelta(days=_NEW_FIRST_DAYS)
        first.save(update_fields=["due_on"])


@transaction.atomic
def remove_checkpoint(*, checkpoint: Checkpoint, by: Actor, at: datetime) -> None:
    plan = _locked_draft(checkpoint.plan, by, checkpoint)
    audit.record("checkpoint_removed", by=by, subject=checkpoint, at=at)
    checkpoint.delete()
    _date_the_first(plan, at)


@transaction.atomic
def shape_checkpoint(
    *,
    checkpoint: Checkpoint,
    judged_by: JudgedBy,
    comparison: Comparison,
    by: Actor,
    at: datetime,
    measure: Measure | None = None,
    instrument: str = "peg",
    yes_step: Step | None = None,
    no_step: Step | None = None,
) -> Checkpoint:
    """Which number answers the checkpoint, and which step each answer leads to."""
    steps = [step for step in (yes_step, no_step) if step]
    _locked_draft(checkpoint.plan, by, checkpoint, *steps, *([measure] if measure else []))
    _ensure_it_can_be_judged(checkpoint, judged_by, measure)
    if any(step.plan_id != checkpoint.plan_id for step in steps):
        raise DomainError("other_plan", "A branch leads to a step of the same plan.")
    checkpoint.judged_by, checkpoint.comparison = judged_by, _comparison(judged_by, comparison)
    checkpoint.measure = measure if judged_by == JudgedBy.MEASURE else None
    checkpoint.instrument = instrument
    checkpoint.yes_step, checkpoint.no_step = yes_step, no_step
    checkpoint.save(update_fields=["judged_by", "comparison", "measure", "instrument", "yes_step", "no_step"])
    audit.record("checkpoint_shaped", by=by, subject=checkpoint, detail=judged_by, at=at)
    return checkpoint


def _comparison(judged_by: JudgedBy, chosen: Comparison) -> Comparison:
    """A block counts by more than its line (S44): the rule of blocks knows nothing else."""
    return Comparison.MORE_THAN if judged_by == JudgedBy.BLOCK else chosen


def _ensure_it_can_be_judged(checkpoint: Checkpoint, judged_by: JudgedBy, measure: Measure | None) -> None:
    if judged_by == JudgedBy.MEASURE and measure is None:
        raise DomainError("measure_needed", "Choose what is measured.", "judged_by")
    if measure and measure.patient_id != checkpoint.patient_id:
        raise DomainError("other_patient", "That is measured in somebody else.", "judged_by")
    if judged_by == JudgedBy.BLOCK and not (checkpoint.step and checkpoint.step.is_block):
        raise DomainError("not_a_block", "This step is not a block.", "judged_by")


def _locked_draft(plan: Plan, by: Actor, *rows: PatientRow) -> Plan:
    ensure_same_clinic(by, plan, *rows)
    return ensure_draft(plan)


def ensure_draft(plan: Plan) -> Plan:
    """The draft, locked, so that an edit and a signature take turns. A signed plan does not change."""
    locked = Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    if not locked.is_draft:
        raise DomainError("signed", "This plan is signed. Write a new one to change it.")
    return locked


def ensure_row_of_draft(row: Step | Checkpoint) -> None:
    ensure_draft(row.plan)
