"""One message, from claimed to its end: decide, commit *sending*, and afterwards what became of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.mail import EmailMessage
from django.db import transaction

from audit import services as audit
from intake.models import PreVisit
from intake.services.previsit import issue_story_token
from outcomes.models import Ask
from outcomes.rules.words import AskState
from outcomes.services import issue_token
from people.access import Actor
from people.models import Task
from people.permissions import Role
from people.rules.states import TaskStatus
from people.selectors import policies
from people.services import open_task

from .. import letters, outbox
from ..channels.mail import Receipt
from ..models import Reminder
from ..rules.quiet_hours import next_allowed
from ..rules.sending import Asked, Handover, SendFacts, why_not
from ..rules.words import CancelReason, ReminderKind
from .planning import quiet_hours, wall_zone

NEW_ADDRESS_WITHIN = timedelta(days=1)

_ASKED = {
    AskState.DONE: Asked.ANSWERED,
    AskState.EXPIRED: Asked.TAKEN_BACK,
    AskState.CANCELLED: Asked.TAKEN_BACK,
}


@dataclass(frozen=True)
class Letter:
    """A message that is committed as *sending* and may be handed over now."""

    reminder: Reminder
    message: EmailMessage


@transaction.atomic
def prepare(pk: UUID, *, lease: UUID, now: datetime) -> Letter | None:
    """Look again: the patient may have answered, opted out or died meanwhile. `now` is the database's.

    None when the message is not ours any more, must not go out, or must wait for the morning.
    """
    reminder = outbox.hold_for_sending(pk, lease=lease)
    if reminder is None:
        return None
    forbidden = _forbidden(reminder, now)
    if forbidden:
        outbox.cancel(reminder, reason=forbidden)
        _note(reminder, "reminder_cancelled", forbidden)
        return None
    allowed = _allowed_at(reminder, now)
    if allowed > now:
        outbox.give_back(reminder, due_at=allowed)
        return None
    return Letter(reminder, _write(reminder))


@transaction.atomic
def settle(reminder: Reminder, receipt: Receipt, *, now: datetime) -> None:
    """Keep what the mail server said."""
    match receipt.handover:
        case Handover.TAKEN:
            if outbox.finish(reminder):
                _note(reminder, "reminder_sent")
        case Handover.NOT_NOW:
            outbox.put_off(reminder, error=receipt.error)
        case Handover.REFUSED:
            _refuse(reminder, receipt.error, now)
        case Handover.UNKNOWN:
            outbox.call_uncertain(reminder, error=receipt.error)


def _forbidden(reminder: Reminder, now: datetime) -> CancelReason | None:
    if reminder.task:
        late = CancelReason.TOO_LATE if reminder.use_by <= now else None
        return late if _is_waiting(reminder.task) else CancelReason.TAKEN
    patient = reminder.patient
    asked, use_by = _asked(reminder, now)
    facts = SendFacts(
        record_open=patient.is_open,
        has_email=bool(patient.email),
        may_email=patient.may_email,
        asked=asked,
        use_by=use_by,
    )
    return why_not(facts, now=now)


def _asked(reminder: Reminder, now: datetime) -> tuple[Asked, datetime]:
    """Where the thing stands that the message is about, and until when the message is of use."""
    if story := reminder.previsit:
        return _story_stands(story, now), story.visit.starts_at
    ask = _ask_of(reminder)
    return _ASKED.get(AskState(ask.state), Asked.WAITING), min(reminder.use_by, ask.closes_at)


def _story_stands(story: PreVisit, now: datetime) -> Asked:
    if story.is_sent:
        return Asked.ANSWERED
    return Asked.WAITING if story.is_wanted(now) else Asked.TAKEN_BACK


def _is_waiting(task: Task) -> bool:
    return task.status == TaskStatus.OPEN and task.acknowledged_at is None


def _ask_of(reminder: Reminder) -> Ask:
    """What a reminder without a task is about; the database insists that it is there."""
    if reminder.ask is None:
        raise TypeError(f"reminder {reminder.pk} is about nothing")
    return reminder.ask


def _allowed_at(reminder: Reminder, now: datetime) -> datetime:
    """Staff on call are told at any hour; patients are left to sleep."""
    if reminder.kind == ReminderKind.ESCALATION:
        return now
    clinic = reminder.patient.clinic
    quiet = quiet_hours(policies(clinic, on=clinic.today(now)))
    return next_allowed(now, zone=wall_zone(reminder.patient.time_zone, clinic), quiet=quiet)


def _write(reminder: Reminder) -> EmailMessage:
    if reminder.kind == ReminderKind.ESCALATION:
        outbox.begin_sending(reminder, to=reminder.sent_to)
        return letters.escalation(reminder)
    outbox.begin_sending(reminder, to=reminder.patient.email)
    if story := reminder.previsit:
        return letters.previsit(reminder, token=issue_story_token(story))
    return letters.questionnaire(reminder, token=issue_token(_ask_of(reminder)))


def _refuse(reminder: Reminder, error: str, now: datetime) -> None:
    """The address is wrong for good: somebody has to ask for a new one."""
    outbox.refuse(reminder, error=error)
    _note(reminder, "reminder_cancelled", CancelReason.ADDRESS_REFUSED)
    if reminder.kind != ReminderKind.ESCALATION:
        open_task(
            patient=reminder.patient,
            reason_code="address_refused",
            sentence="The mail server refused the e-mail address: ask for the right one.",
            owner_role=Role.FRONT_DESK,
            due_at=now + NEW_ADDRESS_WITHIN,
            source=("reminder", str(reminder.pk)),
            by=Actor.system(reminder.clinic_id),
            at=now,
        )


def _note(reminder: Reminder, action: str, detail: str = "") -> None:
    audit.record(action, by=Actor.system(reminder.clinic_id), subject=reminder, detail=detail)
