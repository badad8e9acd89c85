"""Planning: a question whose window has opened becomes one row, whoever sweeps and how often."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet

from outcomes.models import Ask
from outcomes.rules.words import AskState
from people.models import Clinic
from people.policies import PolicyValue
from people.selectors import policies

from .. import outbox
from ..models import Reminder
from ..rules.quiet_hours import QuietHours, next_allowed
from ..rules.words import CancelReason, ReminderKind, ReminderState

#: Any number that nobody else takes: one planner at a time, so that two beats do not wait for each other.
_PLANNING_LOCK = 7_302_026

#: A question that is still put to the patient.
LIVE = [AskState.SCHEDULED.value, AskState.OPEN.value]

_PLAN = """
INSERT INTO followup_reminder (
    id, clinic_id, patient_id, kind, ask_id, dedupe_key, message_id, state, cancelled_reason,
    due_at, use_by, created_at, attempts, sent_to, last_error
)
SELECT made.id, ask.clinic_id, ask.patient_id, %(kind)s, ask.id, 'ask:' || ask.id,
       '<' || made.id || '@' || %(domain)s || '>',
       CASE made.why WHEN '' THEN %(scheduled)s ELSE %(cancelled)s END, made.why,
       wall.due_at, LEAST(ask.closes_at, wall.use_by), %(at)s, 0, '', ''
FROM outcomes_ask ask
JOIN people_patient patient ON patient.id = ask.patient_id
JOIN unnest(%(clinics)s::uuid[], %(zones)s::text[], %(due)s::timestamptz[], %(use_by)s::timestamptz[])
    AS wall(clinic_id, zone, due_at, use_by)
    ON wall.clinic_id = ask.clinic_id AND wall.zone = patient.time_zone
CROSS JOIN LATERAL (
    SELECT gen_random_uuid() AS id,
           CASE WHEN patient.email = '' THEN %(no_email)s WHEN NOT patient.may_email THEN %(no_consent)s
                ELSE '' END AS why
) made
WHERE ask.state = ANY(%(live)s) AND ask.opens_at <= %(at)s AND ask.closes_at > %(at)s
  AND patient.closed_at IS NULL
  AND NOT EXISTS (SELECT FROM followup_reminder known WHERE known.ask_id = ask.id)
ORDER BY ask.id
ON CONFLICT (dedupe_key) DO NOTHING
"""


@transaction.atomic
def plan_reminders(*, at: datetime) -> int:
    """One row for each question that opened and has none yet; returns how many rows were made.

    A patient without address or consent gets a row that says so, and one whose address or consent came
    since then is scheduled after all. Closed records get none. A second planner at once does nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_PLANNING_LOCK])
        if not cursor.fetchone()[0]:
            return 0
        outbox.heal(at=at)
        walls = _walls(at)
        if not walls:
            return 0
        cursor.execute(_PLAN, _arguments(walls, at))
        return cursor.rowcount


def quiet_hours(numbers: dict[str, PolicyValue]) -> QuietHours:
    return QuietHours(int(numbers["quiet_from_hour"].value), int(numbers["quiet_until_hour"].value))


def wall_zone(name: str, clinic: Clinic) -> str:
    """The patient's zone, or the clinic's when the name is none: a typo must not stop everybody's mail."""
    try:
        return ZoneInfo(name).key
    except (KeyError, ValueError, OSError):
        return clinic.time_zone


def _waiting(at: datetime) -> QuerySet[Ask]:
    known = Reminder.objects.filter(ask=OuterRef("pk"))
    opened = Ask.objects.filter(state__in=LIVE, opens_at__lte=at, closes_at__gt=at, patient__closed_at=None)
    return opened.filter(~Exists(known))


def _walls(at: datetime) -> list[tuple[UUID, str, datetime, datetime]]:
    """Clinic, zone, first allowed moment and use-by, for every wall clock that somebody waits on."""
    zones = sorted(_waiting(at).order_by().values_list("clinic_id", "patient__time_zone").distinct())
    return [wall for clinic in _clinics(zones) for wall in _walls_of(clinic, zones, at)]


def _clinics(zones: Iterable[tuple[UUID, str]]) -> QuerySet[Clinic]:
    return Clinic.objects.filter(pk__in={clinic_id for clinic_id, _ in zones})


def _walls_of(clinic: Clinic, zones: Iterable[tuple[UUID, str]], at: datetime) -> list[tuple]:
    numbers = policies(clinic, on=clinic.today(at))
    quiet, use_by = quiet_hours(numbers), timedelta(days=int(numbers["reminder_use_by_days"].value))
    moments = {
        zone: next_allowed(at, zone=wall_zone(zone, clinic), quiet=quiet)
        for clinic_id, zone in zones
        if clinic_id == clinic.pk
    }
    return [(clinic.pk, zone, due_at, due_at + use_by) for zone, due_at in moments.items()]


def _arguments(walls: list[tuple[UUID, str, datetime, datetime]], at: datetime) -> dict:
    clinics, zones, due, use_by = zip(*walls, strict=True)
    return {
        "clinics": [str(clinic) for clinic in clinics],
        "zones": list(zones),
        "due": list(due),
        "use_by": list(use_by),
        "at": at,
        "domain": urlsplit(settings.SITE_URL).hostname,
        "kind": ReminderKind.QUESTIONNAIRE,
        "scheduled": ReminderState.SCHEDULED,
        "cancelled": ReminderState.CANCELLED,
        "no_email": CancelReason.NO_EMAIL,
        "no_consent": CancelReason.NO_CONSENT,
        "live": LIVE,
    }
