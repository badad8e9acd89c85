"""Planning and claiming by the hundred thousand."""

from datetime import timedelta
from statistics import median

from django.db import connection, transaction
from django.utils import timezone

from bench.clinic import PATIENT, Seeded
from bench.clock import Timed, Work, compare, seconds
from bench.copying import copy, line
from followup import outbox
from followup.models import Reminder
from followup.rules.words import ReminderState
from followup.services import plan_reminders
from outcomes.models import Ask

ASK = 6
BARE_PLAN = """
INSERT INTO followup_reminder (id, clinic_id, patient_id, kind, ask_id, dedupe_key, message_id, state,
    cancelled_reason, due_at, use_by, created_at, attempts, sent_to, last_error)
SELECT id, clinic_id, patient_id, 'questionnaire', id, 'bare:' || id, id::text, 'scheduled',
    '', now(), now(), now(), 0, '', ''
FROM outcomes_ask WHERE state = 'open'
"""


def planning(large: Seeded) -> Timed:
    """Each trial is undone, so that each begins with nothing planned."""
    open_asks(large)
    plan = undone(lambda: plan_reminders(at=timezone.now()))
    return compare(plan, undone(lambda: execute(BARE_PLAN)), rounds=3)


def claiming() -> Timed:
    """After planning, which left its questions open. Every trial begins with the same rows, and commits."""
    pairs = [(from_scratch(claim_and_mark_all), from_scratch(mark_all)) for _ in range(3)]
    works, floors = zip(*pairs, strict=True)
    execute("TRUNCATE followup_reminder CASCADE")
    Ask.objects.filter(clinic__name="Large").delete()
    return Timed(median(works), median(floors))


def from_scratch(work: Work) -> float:
    execute("TRUNCATE followup_reminder CASCADE")
    execute(BARE_PLAN)
    execute("VACUUM ANALYZE followup_reminder")
    return seconds(work)


def claim_and_mark_all() -> None:
    while ids := outbox.claim_due(limit=500).ids:
        Reminder.objects.filter(pk__in=ids).update(state=ReminderState.SENT)


def mark_all() -> None:
    execute("UPDATE followup_reminder SET state = 'sent', leased_until = now() WHERE state = 'scheduled'")


def open_asks(large: Seeded) -> None:
    now, clinic = timezone.now(), large.clinic.pk
    window = (now - timedelta(days=1), now.date() + timedelta(days=6), now + timedelta(days=7))

    def row(i: int) -> str:
        return line(large.key(ASK, i), clinic, large.key(PATIENT, i), "peg", "1", *window, "open", now)

    columns = "id clinic_id patient_id instrument version opens_at due_on closes_at state created_at"
    copy(Ask, columns, map(row, range(large.size.patients)), large.size.patients)


def undone(work: Work) -> Work:
    def run() -> None:
        with transaction.atomic():
            work()
            transaction.set_rollback(True)

    return run


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
