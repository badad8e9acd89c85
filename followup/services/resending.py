"""A person decides that an uncertain message goes out again."""

from datetime import datetime

from django.db import transaction

from audit import services as audit
from core.errors import DomainError
from people.access import Actor, ensure_same_clinic

from .. import outbox
from ..models import Reminder


@transaction.atomic
def send_again(*, reminder: Reminder, by: Actor, at: datetime) -> None:
    """The same row with the same Message-ID, so that a receiver who has it already can tell."""
    ensure_same_clinic(by, reminder)
    closes_at = _closes_at(reminder)
    if closes_at is None or closes_at <= at:
        raise DomainError("too_late", "Its link has closed. Call instead.")
    if not outbox.schedule_again(reminder, due_at=at, use_by=closes_at):
        raise DomainError("not_uncertain", "Somebody has dealt with this message already.")
    audit.record("reminder_sent_again", by=by, subject=reminder, at=at)


def _closes_at(reminder: Reminder) -> datetime | None:
    """When the link in this message stops being of use; None for a message without one."""
    if story := reminder.previsit:
        return story.visit.starts_at
    return reminder.ask.closes_at if reminder.ask else None
