"""Deciding a checkpoint: one decision, kept with its evidence, and the branch that was written."""

from datetime import date, datetime

from django.db import transaction

from audit import services as audit
from core.errors import DomainError
from intake.services.hypotheses import add_hypothesis, challenge_hypothesis, support_hypothesis
from outcomes import services as outcomes
from people.access import Actor, ensure_same_clinic
from people.models import Patient
from people.selectors import lead_of, policy

from ..models import Checkpoint, Plan, Step
from ..rules.checkpoint import Answer, ensure_may_answer, needs_cosign
from ..rules.evidence import snapshot
from ..rules.moves import ensure_checkpoint_can_become
from ..rules.words import CheckpointState, Decision, StepStatus
from ..selectors.evidence import checkpoint_facts
from ..selectors.plans import plans_whole
from .clocks import source_of, start_clock
from .delivery import open_planned, start_step
from .guards import ensure_open_record, locked_plan
from .tasks import ask_for_cosign, ensure_a_clock, finish_tasks


@transaction.atomic
def decide_checkpoint(*, checkpoint: Checkpoint, answer: Answer, by: Actor, at: datetime) -> Checkpoint:
    """Answer the question. The app never decides; it keeps what was known and follows the written branch.

    1. Lock patient and plan: of two who decide at once, the first decides. The same answer again (a double
       click) returns the decision; another answer is refused, with who decided what.
    2. The rule says what the answer needs. The evidence is kept as it stands now.
    3. Confirmed supports the idea and starts the yes step. Challenged starts the no step if one was written,
       else it challenges the idea. Cannot tell makes a successor with a new date; its asks move with it.
    4. A plan that is left without a clock asks its lead for what comes next.
    """
    ensure_same_clinic(by, checkpoint)
    locked_plan(checkpoint.plan)
    plan = plans_whole().get(pk=checkpoint.plan_id)
    checkpoint = _of(plan, checkpoint)
    if checkpoint.is_decided:
        return _same_or_refuse(checkpoint, answer, by)
    ensure_open_record(plan.patient)
    ensure_checkpoint_can_become(CheckpointState(checkpoint.state), CheckpointState.DECIDED)
    today = plan.patient.clinic.today(at)
    most = policy(plan.patient.clinic, "checkpoint_cannot_tell_max_days", on=today)
    ensure_may_answer(answer, on=today, max_days=int(most.value))
    checkpoint.evidence = snapshot(checkpoint_facts(checkpoint, on=today))
    _keep(checkpoint, answer, by, at)
    _follow(checkpoint, answer, by, at)
    ensure_a_clock(plan, by=by, at=at)
    return checkpoint


def _of(plan: Plan, checkpoint: Checkpoint) -> Checkpoint:
    """The plan's own, freshly read row, joined to the plan that is already loaded."""
    row = next(one for one in plan.checkpoints.all() if one.pk == checkpoint.pk)
    row.plan = plan
    row.step.plan = plan
    return row


def _same_or_refuse(checkpoint: Checkpoint, answer: Answer, by: Actor) -> Checkpoint:
    if checkpoint.decision == answer.decision and checkpoint.decided_by_id == by.user_id:
        return checkpoint
    decided = Decision(checkpoint.decision).label.lower()
    raise DomainError(
        "already_decided",
        f"{checkpoint.decided_by} has already decided this: {decided}. Nothing changed.",
    )


def _keep(checkpoint: Checkpoint, answer: Answer, by: Actor, at: datetime) -> None:
    """The lead's own needs nobody else; anyone else's second “cannot tell” waits for the lead's co-sign."""
    checkpoint.state, checkpoint.decision = CheckpointState.DECIDED, answer.decision
    checkpoint.decided_at, checkpoint.decided_by_id = at, by.user_id
    checkpoint.reason = answer.reason.strip()[:400]
    checkpoint.cannot_tell_reason = answer.cannot_tell_reason or ""
    checkpoint.cosign_needed = needs_cosign(answer, _earlier(checkpoint))
    if checkpoint.cosign_needed and _is_lead(by, checkpoint.plan.patient):
        checkpoint.cosigned_at, checkpoint.cosigned_by_id = at, by.user_id
    checkpoint.save()
    outcomes.cancel_asks(source=source_of(checkpoint), by=by, at=at)
    finish_tasks(source_of(checkpoint), outcome="The checkpoint was decided.", by=by, at=at)
    if checkpoint.awaits_cosign:
        ask_for_cosign(checkpoint, by=by, at=at)
    audit.record("checkpoint_decided", by=by, subject=checkpoint, detail=answer.decision, at=at)


def _earlier(checkpoint: Checkpoint) -> list[Decision]:
    """What the same question was answered before, along the chain of its new dates."""
    found: list[Decision] = []
    previous = checkpoint.previous
    while previous:
        found.append(Decision(previous.decision))
        previous = previous.previous
    return found


def _is_lead(by: Actor, patient: Patient) -> bool:
    lead = lead_of(patient)
    return lead is not None and lead.pk == by.user_id


def _follow(checkpoint: Checkpoint, answer: Answer, by: Actor, at: datetime) -> None:
    match answer.decision:
        case Decision.CONFIRMED:
            _confirmed(checkpoint, answer, by, at)
        case Decision.CHALLENGED:
            _challenged(checkpoint, answer, by, at)
        case Decision.CANNOT_TELL:
            if answer.new_date:
                _ask_again(checkpoint, answer.new_date, by, at)


def _confirmed(checkpoint: Checkpoint, answer: Answer, by: Actor, at: datetime) -> None:
    idea = checkpoint.plan.hypothesis
    if idea:
        reason = answer.reason.strip() or checkpoint.evidence["finding"]["sentence"]
        support_hypothesis(hypothesis=idea, reason=reason, by=by, at=at)
    _go_to(checkpoint.yes_step, by, at)


def _challenged(checkpoint: Checkpoint, answer: Answer, by: Actor, at: datetime) -> None:
    """A no that was written to lead to another test of the same idea leaves it open; any other challenges it.

    Without a step to go to, the lead is asked for a new plan, and this one stays in force until then.
    """
    plan = checkpoint.plan
    tests_on = checkpoint.no_step is not None and not answer.new_idea.strip()
    if plan.hypothesis and not tests_on:
        challenge_hypothesis(hypothesis=plan.hypothesis, reason=answer.reason, by=by, at=at)
    if answer.new_idea.strip():
        add_hypothesis(patient=plan.patient, statement=answer.new_idea, after=plan.hypothesis, by=by, at=at)
    _go_to(checkpoint.no_step, by, at)


def _go_to(step: Step | None, by: Actor, at: datetime) -> None:
    """Start the branch's step today; if it runs already, start the clock of its own question."""
    if step is None:
        return
    today = step.plan.patient.clinic.today(at)
    if step.status in (StepStatus.PLANNED, StepStatus.NOT_DELIVERED):
        start_step(step=step, on=today, by=by, at=at)
    else:
        open_planned(step, today, by, at)


def _ask_again(checkpoint: Checkpoint, new_date: date, by: Actor, at: datetime) -> Checkpoint:
    """The same question with a new date. What it asks, its line and its branches stay as signed."""
    again = Checkpoint.objects.create(
        clinic_id=checkpoint.clinic_id,
        patient_id=checkpoint.patient_id,
        plan=checkpoint.plan,
        previous=checkpoint,
        state=CheckpointState.PLANNED,
        after_days=checkpoint.after_days,
        **{name: getattr(checkpoint, name) for name in _AS_SIGNED},
    )
    return start_clock(again, due_on=new_date, by=by, at=at)


_AS_SIGNED = (
    "step",
    "question",
    "judged_by",
    "measure",
    "instrument",
    "comparison",
    "line",
    "yes_branch",
    "yes_step",
    "no_branch",
    "no_step",
    "not_delivered_branch",
    "plain_question",
    "plain_yes",
    "plain_no",
)


@transaction.atomic
def cosign_checkpoint(*, checkpoint: Checkpoint, by: Actor, at: datetime) -> Checkpoint:
    """The care team's lead agrees that it cannot be told yet. Only the lead may; twice is once."""
    ensure_same_clinic(by, checkpoint)
    checkpoint = (
        Checkpoint.objects.select_for_update(of=("self",)).select_related("patient").get(pk=checkpoint.pk)
    )
    if not checkpoint.cosign_needed:
        raise DomainError("no_cosign", "This decision needs no co-sign.")
    if not _is_lead(by, checkpoint.patient):
        raise DomainError("not_lead", "Only the care team's lead co-signs.")
    if checkpoint.cosigned_at is None:
        checkpoint.cosigned_at, checkpoint.cosigned_by_id = at, by.user_id
        checkpoint.save(update_fields=["cosigned_at", "cosigned_by"])
        finish_tasks(source_of(checkpoint), outcome="Co-signed.", by=by, at=at)
        audit.record("checkpoint_cosigned", by=by, subject=checkpoint, at=at)
    return checkpoint
