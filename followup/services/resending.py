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
    if reminder.ask is None or reminder.ask.closes_at <= at:
        raise DomainError("too_late", "Its link has closed. Call instead.")
    if not outbox.schedule_again(reminder, due_at=at, use_by=reminder.ask.closes_at):
        raise DomainError("not_uncertain", "Somebody has dealt with this message already.")
    audit.record("reminder_sent_again", by=by, subject=reminder, at=at)
