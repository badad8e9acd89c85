"""Signing a plan starts its clocks; a signature can be taken back for ten minutes if nobody acted on it."""

from datetime import datetime, timedelta

from django.db import transaction

from audit import services as audit
from core.errors import DomainError
from outcomes import services as outcomes
from outcomes.models import Ask, Day, Response
from outcomes.rules.words import AskState
from people.access import Actor, ensure_same_clinic

from ..models import Checkpoint, Plan, Step
from ..rules.asking import unasked
from ..rules.moves import ensure_checkpoint_can_become, ensure_plan_can_become
from ..rules.words import CheckpointState, PlanStatus, StepKind, StepStatus
from ..selectors.plans import idea_of, plans_whole, signing_verdict
from ..selectors.sheet import do_words, line_words, question_words
from .clocks import source_of, start_clock, stop_clocks_of
from .guards import locked_plan
from .tasks import ensure_a_clock, finish_tasks, plan_source

UNDO_MINUTES = 10


@transaction.atomic
def sign_plan(*, plan: Plan, by: Actor, at: datetime) -> Plan:
    """Sign a draft. Signing twice is signing once.

    1. Lock the patient, then the plan: two signatures, or a signature and a new draft, take turns.
    2. Ask the rule; what is missing refuses with its first sentence. The plan rests on today's working idea.
    3. An older signed plan becomes revised and its clocks stop.
    4. The first checkpoint's clock starts; the later ones wait for their steps. Check-ins begin.
    5. A first step that needs no booking (education, self-care) begins with the signature.
    """
    ensure_same_clinic(by, plan)
    locked_plan(plan)
    plan = plans_whole().get(pk=plan.pk)
    if plan.is_signed:
        return plan
    _ensure_ready(plan, at)
    plan.replaces = _retire_older(plan, by, at)
    plan.hypothesis = idea_of(plan)
    plan.status, plan.signed_at, plan.signed_by_id = PlanStatus.SIGNED, at, by.user_id
    plan.save(update_fields=["status", "signed_at", "signed_by", "replaces", "hypothesis"])
    _start_clocks(plan, by, at)
    _begin_first_step(plan, by, at)
    outcomes.start_check_ins(
        patient=plan.patient, starts_on=plan.patient.today(at), goal=plan.goal, by=by, at=at
    )
    audit.record("plan_signed", by=by, subject=plan, detail=plan.template, at=at)
    return plan


def _ensure_ready(plan: Plan, at: datetime) -> None:
    ensure_plan_can_become(PlanStatus(plan.status), PlanStatus.SIGNED)
    if not plan.patient.is_open:
        raise DomainError("record_closed", "This record is closed, so no plan can be signed.")
    verdict = signing_verdict(plan, on=plan.patient.clinic.today(at))
    if not verdict.may_sign:
        raise DomainError(verdict.stops[0].code, verdict.stops[0].sentence)


def _retire_older(plan: Plan, by: Actor, at: datetime) -> Plan | None:
    older = Plan.objects.select_for_update().signed().filter(patient_id=plan.patient_id).first()
    if older is None:
        return None
    ensure_plan_can_become(PlanStatus(older.status), PlanStatus.REVISED)
    older.status = PlanStatus.REVISED
    older.save(update_fields=["status"])
    stop_clocks_of(older, by=by, at=at)
    finish_tasks(plan_source(older), outcome="A new plan was signed.", by=by, at=at)
    audit.record("plan_revised", by=by, subject=older, at=at)
    return older


def _start_clocks(plan: Plan, by: Actor, at: datetime) -> None:
    """The question is kept as signed: its blanks are filled now."""
    first, *later = _checkpoints(plan)
    for checkpoint in (first, *later):
        checkpoint.question = question_words(checkpoint, checkpoint.question)
        checkpoint.plain_question = question_words(checkpoint, checkpoint.plain_question)
        checkpoint.save(update_fields=["question", "plain_question"])
    for checkpoint in later:
        ensure_checkpoint_can_become(CheckpointState(checkpoint.state), CheckpointState.PLANNED)
        checkpoint.state = CheckpointState.PLANNED
        checkpoint.save(update_fields=["state"])
    if first.due_on:
        start_clock(first, due_on=first.due_on, by=by, at=at)


def _begins_by_itself(step: Step) -> bool:
    return step.position == 1 and step.kind in (StepKind.EDUCATION, StepKind.SELF_CARE)


def _begin_first_step(plan: Plan, by: Actor, at: datetime) -> None:
    for step in filter(_begins_by_itself, plan.steps.all()):
        step.status, step.started_on = StepStatus.STARTED, plan.patient.clinic.today(at)
        step.save(update_fields=["status", "started_on"])
        audit.record("step_started", by=by, subject=step, at=at)


def _checkpoints(plan: Plan) -> list[Checkpoint]:
    """In the order of their steps; each knows the plan whose patient and clinic are already loaded."""
    checkpoints = list(plan.checkpoints.all())
    for checkpoint in checkpoints:
        checkpoint.plan = plan
    return checkpoints


@transaction.atomic
def undo_signing(*, plan: Plan, by: Actor, at: datetime) -> Plan:
    """Take a signature back: the plan is a draft again, and an older plan is in force again."""
    ensure_same_clinic(by, plan)
    locked_plan(plan)
    plan = plans_whole().get(pk=plan.pk)
    if plan.signed_at is None:
        return plan
    _ensure_may_undo(plan, at)
    for checkpoint in _checkpoints(plan):
        _back_to_draft(checkpoint, by, at)
    plan.steps.update(status=StepStatus.PLANNED, started_on=None)
    outcomes.take_back_check_ins(patient=plan.patient, begun_at=plan.signed_at, by=by, at=at)
    older, plan.replaces = plan.replaces, None
    plan.status, plan.signed_at, plan.signed_by = PlanStatus.DRAFT, None, None
    plan.save(update_fields=["status", "signed_at", "signed_by", "replaces"])
    if older:
        _bring_back(older, by, at)
    audit.record("plan_signature_undone", by=by, subject=plan, at=at)
    return plan


def may_undo(plan: Plan, *, at: datetime) -> bool:
    try:
        _ensure_may_undo(plan, at)
    except DomainError:
        return False
    return True


def _ensure_may_undo(plan: Plan, at: datetime) -> None:
    ensure_plan_can_become(PlanStatus(plan.status), PlanStatus.DRAFT)
    if plan.signed_at is None or at - plan.signed_at > timedelta(minutes=UNDO_MINUTES):
        raise DomainError(
            "too_late", f"A signature can be undone for {UNDO_MINUTES} minutes. Write a new plan instead."
        )
    if _acted_on(plan):
        raise DomainError(
            "acted_on", "Somebody has already acted on this plan. Write a new one to change it."
        )


def _acted_on(plan: Plan) -> bool:
    if any(step.status != _as_signed(step) for step in plan.steps.all()):
        return True
    sources = [str(point.pk) for point in plan.checkpoints.all()]
    asks = Ask.objects.filter(source_kind="plans.checkpoint", source_id__in=sources)
    answered = asks.filter(state=AskState.DONE) | asks.filter(
        pk__in=Response.objects.filter(patient_id=plan.patient_id).values("ask")
    )
    logged = Day.objects.filter(patient_id=plan.patient_id, recorded_at__gte=plan.signed_at)
    return answered.exists() or logged.exists()


def _as_signed(step: Step) -> StepStatus:
    return StepStatus.STARTED if _begins_by_itself(step) else StepStatus.PLANNED


def _back_to_draft(checkpoint: Checkpoint, by: Actor, at: datetime) -> None:
    """Its number may change again, so the question gets its blank back."""
    ensure_checkpoint_can_become(CheckpointState(checkpoint.state), CheckpointState.DRAFT)
    words = {"do": do_words(checkpoint), "line": line_words(checkpoint)}
    checkpoint.state = CheckpointState.DRAFT
    checkpoint.question = unasked(checkpoint.question, **words)
    checkpoint.plain_question = unasked(checkpoint.plain_question, **words)
    checkpoint.save(update_fields=["state", "question", "plain_question"])
    outcomes.cancel_asks(source=source_of(checkpoint), by=by, at=at)


def _bring_back(older: Plan, by: Actor, at: datetime) -> None:
    """Only retiring cancels a waiting checkpoint, so all that are cancelled there wait again."""
    ensure_plan_can_become(PlanStatus(older.status), PlanStatus.SIGNED)
    older.status = PlanStatus.SIGNED
    older.save(update_fields=["status"])
    stopped = Checkpoint.objects.filter(plan=older, state=CheckpointState.CANCELLED)
    for checkpoint in stopped.select_related("plan__patient__clinic"):
        if checkpoint.due_on:
            start_clock(checkpoint, due_on=checkpoint.due_on, by=by, at=at)
    ensure_a_clock(older, by=by, at=at)
    audit.record("plan_back_in_force", by=by, subject=older, at=at)
