"""Asking for the story before a first visit: one mail early, one more if it is not here (S15 to S17)."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.db import transaction

from audit import services as audit
from core.errors import DomainError
from intake.models import PreVisit
from intake.rules.previsit import PreVisitState
from intake.services.previsit import open_previsit
from people.access import Actor, ensure_same_clinic
from people.models import Clinic, Visit
from people.policies import PolicyValue
from people.rules.states import VisitKind, VisitStatus
from people.selectors import policies

from ..models import Reminder
from ..rules.quiet_hours import next_allowed
from ..rules.stories import Letter, letter_due
from ..rules.words import CancelReason, ReminderKind, ReminderState
from .planning import quiet_hours, wall_zone


def plan_stories(*, at: datetime) -> int:
    """A row for each letter that is due by now; returns how many were made. Safe to run twice, or at once.

    Each clinic has numbers of its own. Somebody without address or consent gets a row that says so, which
    `outbox.heal` schedules once they have both.
    """
    planned = Visit.objects.filter(
        kind=VisitKind.INTAKE, status=VisitStatus.PLANNED, starts_at__gt=at, patient__closed_at=None
    )
    made = 0
    for clinic in Clinic.objects.filter(pk__in=planned.values("clinic_id").distinct()):
        numbers = policies(clinic, on=clinic.today(at))
        soon = at + timedelta(days=int(numbers["previsit_first_days"].value))
        visits = planned.filter(clinic=clinic, starts_at__lte=soon).exclude(
            previsit__state=PreVisitState.SENT
        )
        made += sum(
            _plan(visit, numbers, at) for visit in visits.select_related("patient__clinic", "previsit")
        )
    return made


def _plan(visit: Visit, numbers: dict[str, PolicyValue], at: datetime) -> bool:
    planned = Reminder.objects.filter(previsit__visit=visit).values_list("dedupe_key", "created_at")
    made_at = {key.rpartition(":")[2]: created for key, created in planned}
    letter = letter_due(
        starts_at=visit.starts_at,
        first_at=made_at.get(Letter.FIRST),
        now=at,
        first_days=int(numbers["previsit_first_days"].value),
        again_days=int(numbers["previsit_again_days"].value),
    )
    if letter is None or letter in made_at:
        return False
    story = open_previsit(visit=visit, by=Actor.system(visit.clinic_id), at=at)
    return _row(story, letter, numbers, at)[1]


@transaction.atomic
def mail_story(*, previsit: PreVisit, by: Actor, at: datetime) -> Reminder:
    """“Mail the link now”, by a person. Pressed twice on one day, it is one message."""
    ensure_same_clinic(by, previsit)
    if not previsit.takes_answers(at):
        raise DomainError("closed", "This story is sent, or its visit is over or cancelled.")
    patient = previsit.patient
    if not (patient.email and patient.may_email):
        raise DomainError("no_mail", "No e-mail address, or no consent to use it. Hand the link over.")
    numbers = policies(patient.clinic, on=patient.clinic.today(at))
    reminder, is_new = _row(previsit, patient.clinic.today(at).isoformat(), numbers, at)
    if is_new:
        audit.record("previsit_mailed_by_hand", by=by, subject=reminder, at=at)
    return reminder


def _row(
    story: PreVisit, letter: str, numbers: dict[str, PolicyValue], at: datetime
) -> tuple[Reminder, bool]:
    patient = story.patient
    zone = wall_zone(patient.time_zone, patient.clinic)
    reason = (
        CancelReason.NO_EMAIL
        if not patient.email
        else CancelReason.NO_CONSENT
        if not patient.may_email
        else ""
    )
    return Reminder.objects.get_or_create(
        dedupe_key=f"previsit:{story.pk}:{letter}",
        defaults={
            "clinic_id": story.clinic_id,
            "patient": patient,
            "kind": ReminderKind.PREVISIT,
            "previsit": story,
            "message_id": f"<{uuid4()}@{urlsplit(settings.SITE_URL).hostname}>",
            "state": ReminderState.CANCELLED if reason else ReminderState.SCHEDULED,
            "cancelled_reason": reason,
            "due_at": next_allowed(at, zone=zone, quiet=quiet_hours(numbers)),
            "use_by": story.visit.starts_at,
            "created_at": at,
        },
    )
