"""What was really done: a step is started, delivered, or not delivered, and a block is answered."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction

from audit import services as audit
from core.errors import DomainError
from people.access import Actor, ensure_same_clinic

from ..models import BlockResponse, Checkpoint, Step
from ..rules.moves import ensure_step_can_become
from ..rules.words import CheckpointState, NotDeliveredReason, StepKind, StepStatus
from .clocks import set_dates, start_clock
from .guards import ensure_open_record, locked_plan, person_of
from .tasks import ask_to_book_pair, ask_to_fix_delivery, settle_step

_MOST_HOURS = Decimal(999)
_BOOKING_DAYS = 14


@transaction.atomic
def start_step(*, step: Step, on: date, by: Actor, at: datetime) -> Step:
    """Begin a step: the checkpoint that waits for it gets its dates. Starting twice is starting once.

    A procedure whose rehab has not begun asks the navigator to book it within seven days (S33).
    """
    step = _locked_step(step, by)
    if step.status == StepStatus.STARTED:
        return step
    _refuse_future(on, step, at)
    ensure_step_can_become(StepStatus(step.status), StepStatus.STARTED)
    step.status, step.started_on, step.not_delivered_reason = StepStatus.STARTED, on, ""
    step.save(update_fields=["status", "started_on", "not_delivered_reason"])
    settle_step(step, by=by, at=at)
    open_planned(step, on, by, at)
    _want_pair(step, by, at)
    audit.record("step_started", by=by, subject=step, at=at)
    return step


def _want_pair(step: Step, by: Actor, at: datetime) -> None:
    pair = step.pairs_with
    if step.kind == StepKind.PROCEDURE and pair and pair.status == StepStatus.PLANNED:
        ask_to_book_pair(step, pair, by=by, at=at)


@transaction.atomic
def deliver_step(*, step: Step, on: date, by: Actor, at: datetime) -> Step:
    """Record that a step took place. A procedure's response is asked for from this day on (S30)."""
    step = _locked_step(step, by)
    if step.status == StepStatus.DELIVERED:
        return step
    _refuse_future(on, step, at)
    if step.started_on and on < step.started_on:
        raise DomainError("before_start", f"It started on {step.started_on}.", "on")
    ensure_step_can_become(StepStatus(step.status), StepStatus.DELIVERED)
    if step.status == StepStatus.PLANNED:
        _want_pair(step, by, at)
    step.status, step.delivered_on, step.not_delivered_reason = StepStatus.DELIVERED, on, ""
    step.started_on = step.started_on or on
    step.save(update_fields=["status", "started_on", "delivered_on", "not_delivered_reason"])
    settle_step(step, by=by, at=at)
    open_planned(step, on, by, at)
    _count_from_procedure(step, on, by, at)
    audit.record("step_delivered", by=by, subject=step, at=at)
    return step


@transaction.atomic
def mark_not_delivered(*, step: Step, reason: NotDeliveredReason, by: Actor, at: datetime) -> Step:
    """It did not take place, and why. No answer to the plan's question: somebody fixes the delivery."""
    step = _locked_step(step, by)
    if step.status == StepStatus.NOT_DELIVERED and step.not_delivered_reason == reason:
        return step
    if step.status != StepStatus.NOT_DELIVERED:
        ensure_step_can_become(StepStatus(step.status), StepStatus.NOT_DELIVERED)
    step.status, step.not_delivered_reason = StepStatus.NOT_DELIVERED, NotDeliveredReason(reason)
    step.save(update_fields=["status", "not_delivered_reason"])
    ask_to_fix_delivery(step, by=by, at=at)
    audit.record("step_not_delivered", by=by, subject=step, detail=reason, at=at)
    return step


@transaction.atomic
def record_block_response(
    *, step: Step, percent: int, hours: Decimal, on: date, by: Actor, at: datetime
) -> BlockResponse:
    """How much of the index pain a block took away, and for how many hours (S24).

    The same answer of the same day again (a double click) is one answer.
    """
    step = _locked_step(step, by)
    _refuse_response(step, percent, hours, on, at)
    response, is_new = BlockResponse.objects.get_or_create(
        step=step,
        percent_relief=percent,
        hours=hours,
        true_on=on,
        erred_at=None,
        defaults={
            "clinic_id": step.clinic_id,
            "patient_id": step.patient_id,
            "recorded_at": at,
            "recorded_by_id": person_of(by),
        },
    )
    if is_new:
        audit.record("block_response_recorded", by=by, subject=response, at=at)
    return response


def _refuse_response(step: Step, percent: int, hours: Decimal, on: date, at: datetime) -> None:
    if not step.is_block:
        raise DomainError("not_a_block", "Only a diagnostic block has a response.")
    if step.status != StepStatus.DELIVERED:
        raise DomainError("not_delivered", "Record the block as delivered first.")
    if not 0 <= percent <= 100:
        raise DomainError("out_of_range", "Relief is 0 to 100 percent.", "percent")
    if not 0 <= hours <= _MOST_HOURS:
        raise DomainError("out_of_range", "Hours are 0 to 999.", "hours")
    _refuse_future(on, step, at)
    if step.delivered_on and on < step.delivered_on:
        raise DomainError("before_block", "That is before the block.", "on")


@transaction.atomic
def err_block_response(*, response: BlockResponse, reason: str, by: Actor, at: datetime) -> BlockResponse:
    """Mark a response as entered in error; it stays readable and counts no more."""
    ensure_same_clinic(by, response)
    if not reason.strip():
        raise DomainError("reason_needed", "Say what was wrong.", "reason")
    response = BlockResponse.objects.select_for_update().get(pk=response.pk)
    if not response.is_entered_in_error:
        response.erred_at, response.erred_by_id, response.erred_reason = at, by.user_id, reason.strip()
        response.save(update_fields=["erred_at", "erred_by", "erred_reason"])
        audit.record("entered_in_error", by=by, subject=response, at=at)
    return response


def _locked_step(step: Step, by: Actor) -> Step:
    """The step of a signed plan, locked after its plan, so that deciding and delivering take turns."""
    ensure_same_clinic(by, step)
    plan = locked_plan(step.plan)
    if not plan.is_signed:
        raise DomainError("not_signed", "Steps begin when the plan is signed, and end with it.")
    ensure_open_record(plan.patient)
    rows = Step.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("pairs_with", "plan__patient__clinic").get(pk=step.pk)


def _refuse_future(on: date, step: Step, at: datetime) -> None:
    if on > step.plan.patient.clinic.today(at):
        raise DomainError("future", "That day has not come yet.", "on")


def open_planned(step: Step, on: date, by: Actor, at: datetime) -> None:
    """The step's checkpoint was planned: its clock starts with the step.

    A procedure that is only booked has two weeks to take place; once it did, its own day counts.
    """
    is_booked = step.kind == StepKind.PROCEDURE and step.status != StepStatus.DELIVERED
    from_on = on + timedelta(days=_BOOKING_DAYS if is_booked else 0)
    for checkpoint in _own(step, CheckpointState.PLANNED):
        start_clock(checkpoint, due_on=from_on + timedelta(days=checkpoint.after_days), by=by, at=at)


def _count_from_procedure(step: Step, on: date, by: Actor, at: datetime) -> None:
    """A booked procedure may come late: its response is due so many days after it took place.

    The plan's first checkpoint keeps the date that was signed.
    """
    first = Checkpoint.objects.filter(plan=step.plan).order_by("step__position", "pk").first()
    if step.kind != StepKind.PROCEDURE:
        return
    for checkpoint in _own(step, CheckpointState.WAITING):
        due_on = on + timedelta(days=checkpoint.after_days)
        if first and checkpoint.pk != first.pk and checkpoint.due_on != due_on:
            set_dates(checkpoint, due_on=due_on, by=by, at=at)


def _own(step: Step, state: CheckpointState) -> list[Checkpoint]:
    rows = Checkpoint.objects.select_for_update(no_key=True).filter(step=step, state=state)
    found = list(rows)
    for checkpoint in found:
        checkpoint.plan = step.plan
    return found
