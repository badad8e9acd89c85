"""Planning and claiming by the hundred thousand."""

from datetime import timedelta
from statistics import median

from django.db import connection
from django.utils import timezone

from bench.clinic import PATIENT, Seeded
from bench.clock import Timed, Work, seconds
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
    """Each trial begins with nothing planned, and commits."""
    open_asks(large)
    return turns(lambda: plan_reminders(at=timezone.now()), lambda: execute(BARE_PLAN), begin=empty)


def claiming() -> Timed:
    """After planning, which left its questions open. Every trial begins with the same rows, and commits."""
    timed = turns(claim_and_mark_all, mark_all, begin=planned)
    empty()
    Ask.objects.filter(clinic__name="Large").delete()
    return timed


def turns(work: Work, floor: Work, *, begin: Work) -> Timed:
    """Few and long, each from the same beginning, which is not timed."""
    pairs = [(from_scratch(begin, work), from_scratch(begin, floor)) for _ in range(3)]
    works, floors = zip(*pairs, strict=True)
    return Timed(median(works), median(floors))


def from_scratch(begin: Work, work: Work) -> float:
    begin()
    return seconds(work)


def empty() -> None:
    execute("TRUNCATE followup_reminder CASCADE")


def planned() -> None:
    empty()
    execute(BARE_PLAN)
    execute("VACUUM ANALYZE followup_reminder")


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


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
