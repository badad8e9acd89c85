"""What plans ask of people, as tasks: a cosign, a booking, a delivery to fix, a next plan to write."""

from datetime import datetime, timedelta

from people import services as people
from people.access import Actor
from people.models import Task
from people.permissions import Role
from people.rules.states import TaskStatus
from people.selectors import lead_of

from ..models import Checkpoint, Plan, Step
from ..rules.words import Decision, NotDeliveredReason
from .clocks import source_of

#: Rehab is booked in the week of the procedure (S33).
PAIR_DAYS = 7
_COSIGN_DAYS = 3
_FIX_DAYS = 3
_NEXT_PLAN_DAYS = 7


def plan_source(plan: Plan) -> tuple[str, str]:
    return ("plans.plan", str(plan.pk))


def step_source(step: Step) -> tuple[str, str]:
    return ("plans.step", str(step.pk))


def ask_for_cosign(checkpoint: Checkpoint, *, by: Actor, at: datetime) -> Task | None:
    return people.open_task(
        patient=checkpoint.plan.patient,
        reason_code="checkpoint_cosign",
        sentence="“Cannot tell yet” for the second time: co-sign it, or take it to a conference.",
        owner_role=Role.PHYSICIAN,
        owner=lead_of(checkpoint.plan.patient),
        due_at=at + timedelta(days=_COSIGN_DAYS),
        source=source_of(checkpoint),
        by=by,
        at=at,
    )


def ask_to_book_pair(step: Step, pair: Step, *, by: Actor, at: datetime) -> Task | None:
    return people.open_task(
        patient=step.plan.patient,
        reason_code="pair_unbooked",
        sentence=f"Book “{pair.title}” within {PAIR_DAYS} days of “{step.title}”.",
        owner_role=Role.NAVIGATOR,
        due_at=at + timedelta(days=PAIR_DAYS),
        source=step_source(pair),
        by=by,
        at=at,
    )


def ask_to_fix_delivery(step: Step, *, by: Actor, at: datetime) -> Task | None:
    reason = NotDeliveredReason(step.not_delivered_reason).label
    return people.open_task(
        patient=step.plan.patient,
        reason_code="step_not_delivered",
        sentence=f"“{step.title}” was not delivered. {reason}. Fix the delivery.",
        owner_role=Role.NAVIGATOR,
        due_at=at + timedelta(days=_FIX_DAYS),
        source=step_source(step),
        by=by,
        at=at,
    )


def settle_step(step: Step, *, by: Actor, at: datetime) -> None:
    """It goes on now: what was asked of people about this step is done."""
    finish_tasks(step_source(step), outcome="The step goes on.", by=by, at=at)


def finish_tasks(source: tuple[str, str], *, outcome: str, by: Actor, at: datetime) -> None:
    """What was asked for has been done by doing it: the open tasks of this source say how they ended."""
    kind, key = source
    for task in Task.objects.filter(source_kind=kind, source_id=key, status=TaskStatus.OPEN):
        people.close_task(task=task, outcome=outcome, by=by, at=at)


def ensure_a_clock(plan: Plan, *, by: Actor, at: datetime) -> Task | None:
    """A signed plan without a waiting checkpoint would be forgotten: the lead is asked what comes next."""
    if not plan.is_signed or Checkpoint.objects.waiting().filter(plan=plan).exists():
        return None
    last = Checkpoint.objects.filter(plan=plan, decided_at__isnull=False).order_by("-decided_at").first()
    challenged = last is not None and last.decision == Decision.CHALLENGED
    what = "The idea was challenged: write the next plan." if challenged else "No checkpoint is left"
    return people.open_task(
        patient=plan.patient,
        reason_code="plan_next",
        sentence=what if challenged else f"{what}: close the plan, or write the next.",
        owner_role=Role.PHYSICIAN,
        owner=lead_of(plan.patient),
        due_at=at + timedelta(days=_NEXT_PLAN_DAYS),
        source=plan_source(plan),
        by=by,
        at=at,
    )
