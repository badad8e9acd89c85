"""What beat wakes. Each is a sweep over due rows: safe to run twice, at once, or late (docs/adr/0002)."""

from time import monotonic

from celery import shared_task

from outcomes.services import expire_asks, open_due_asks
from people.clock import now

from . import delivery, outbox, services

BATCH = 500
LONGEST_ROUND_SECONDS = 20


@shared_task
def plan_reminders() -> int:
    """Windows open and close; what opened is planned, once each."""
    at = now()
    open_due_asks(at=at)
    expire_asks(at=at)
    return services.plan_reminders(at=at) + services.plan_stories(at=at)


@shared_task
def send_due_reminders() -> None:
    """Batch after batch, but not for ever: the worker has other work, and beat wakes us again."""
    stop_at = monotonic() + LONGEST_ROUND_SECONDS
    while monotonic() < stop_at and (batch := outbox.claim_due(limit=BATCH)).ids:
        delivery.deliver(batch)


@shared_task
def recover_lapsed_reminders() -> dict[str, int]:
    return outbox.recover_lapsed()


@shared_task
def escalate_tasks() -> int:
    return services.escalate_tasks(at=now())
