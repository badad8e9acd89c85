"""Planning and claiming by the hundred thousand; each trial is undone, so that each begins alike."""

from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from bench.clinic import PATIENT, Seeded
from bench.clock import Timed, Work, compare
from bench.copying import copy, line
from followup import outbox
from followup.models import Reminder
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
    open_asks(large)
    plan = undone(lambda: plan_reminders(at=timezone.now()))
    return compare(plan, undone(lambda: execute(BARE_PLAN)), rounds=3)


def claiming() -> Timed:
    """After planning, which left its questions open."""
    execute(BARE_PLAN)
    bare = "UPDATE followup_reminder SET state = 'claimed', leased_until = now() WHERE state = 'scheduled'"
    timed = compare(undone(claim_all), undone(lambda: execute(bare)), rounds=3)
    Reminder.objects.all().delete()
    Ask.objects.filter(clinic__name="Large").delete()
    return timed


def claim_all() -> None:
    while outbox.claim_due(limit=500).ids:
        pass


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
