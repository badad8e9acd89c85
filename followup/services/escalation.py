"""Urgent tasks that nobody took: the lead is told, then on-call, until somebody does (decisions)."""

import logging
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.db import transaction

from people.access import Actor
from people.models import Task, User
from people.policies import PolicyValue
from people.rules.states import Priority, TaskStatus
from people.selectors import lead_of, policies
from people.services import escalate_task

from ..models import Reminder
from ..rules.escalation import Rung, Told, rung_due
from ..rules.words import CancelReason, ReminderKind, ReminderState

log = logging.getLogger(__name__)


def escalate_tasks(*, at: datetime) -> int:
    """Climb the ladder of each urgent task that is open and not acknowledged; how many rungs were new."""
    waiting = Task.objects.filter(status=TaskStatus.OPEN, priority=Priority.STAT, acknowledged_at=None)
    return sum(_climb_or_log(task, at=at) for task in waiting.select_related("clinic", "patient"))


def _climb_or_log(task: Task, *, at: datetime) -> bool:
    """One that fails keeps no other person's alarm waiting; the next sweep tries it again."""
    try:
        return _climb(task, at=at)
    except Exception:
        log.exception("Task %s could not be escalated; trying again with the next sweep", task.pk)
        return False


@transaction.atomic
def _climb(task: Task, *, at: datetime) -> bool:
    rung = _rung(task, policies(task.clinic, on=task.clinic.today(at)), at)
    if rung is None:
        return False
    lead = lead_of(task.patient) if rung.told == Told.LEAD else None
    is_new = _add_message(task, rung, to=lead.email if lead else task.clinic.on_call_email, at=at)
    if is_new:
        _hand_on(task, lead, at)
    return is_new


def _rung(task: Task, numbers: dict[str, PolicyValue], at: datetime) -> Rung | None:
    return rung_due(
        task.created_at,
        now=at,
        patience=_minutes(numbers["self_harm_acknowledge_minutes"]),
        every=_minutes(numbers["self_harm_escalate_minutes"]),
    )


def _add_message(task: Task, rung: Rung, *, to: str, at: datetime) -> bool:
    """A row like every other message; nobody to tell is a row too, and shown."""
    state = ReminderState.SCHEDULED if to else ReminderState.CANCELLED
    _, is_new = Reminder.objects.get_or_create(
        dedupe_key=f"task:{task.pk}:{rung.number}",
        defaults={
            "clinic_id": task.clinic_id,
            "patient": task.patient,
            "kind": ReminderKind.ESCALATION,
            "task": task,
            "message_id": f"<{uuid4()}@{urlsplit(settings.SITE_URL).hostname}>",
            "state": state,
            "cancelled_reason": "" if to else CancelReason.NOBODY_TO_TELL,
            "due_at": at,
            "use_by": rung.use_by,
            "sent_to": to,
            "created_at": at,
        },
    )
    return is_new


def _hand_on(task: Task, lead: User | None, at: datetime) -> None:
    escalate_task(task=task, to=lead, by=Actor.system(task.clinic_id), at=at)


def _minutes(number: PolicyValue) -> timedelta:
    return timedelta(minutes=int(number.value))
