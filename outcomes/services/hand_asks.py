"""Asking a questionnaire by hand, and taking that back (S62)."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from core.errors import DomainError
from people.access import Actor, ensure_same_clinic
from people.models import Patient
from people.selectors import policy

from ..models import Ask
from ..rules.words import AskState
from ..selectors.asking import BY_HAND
from ..selectors.catalogue import Catalogue
from .asks import LIVE, create_ask, expire_ask, withdraw_ask
from .guards import ensure_may_write, take_turns

_FURTHEST = timedelta(days=366)


@transaction.atomic
def ask_by_hand(
    *, patient: Patient, instrument: str, opens_on: date, due_on: date, by: Actor, at: datetime
) -> Ask:
    """Put a questionnaire to a patient from `opens_on`, in their own calendar, to be answered by `due_on`.

    The link stays good for the clinic's usual days after that. It is mailed like every other one, by the
    follow-up sweep. What is asked already is not asked twice.
    """
    ensure_may_write(by, patient)
    take_turns(patient)
    today = patient.today(at)
    _refuse_days(opens_on, due_on, today)
    asked = Catalogue(patient.clinic_id).get(instrument)
    waiting = Ask.objects.filter(patient=patient, instrument=asked.key, state__in=LIVE)
    for over in waiting.filter(closes_at__lte=at):
        expire_ask(ask=over, at=at)
    if waiting.exists():
        raise DomainError("asked_already", f"{asked.title} is asked already and still open.", "instrument")
    zone = ZoneInfo(patient.time_zone)
    open_days = int(policy(patient.clinic, "ask_open_days", on=today).value)
    return create_ask(
        patient=patient,
        instrument=asked.key,
        opens_at=datetime.combine(opens_on, time.min, zone),
        due_on=due_on,
        closes_at=datetime.combine(due_on + timedelta(days=open_days + 1), time.min, zone),
        source=(BY_HAND, str(patient.pk)),
        by=by,
        at=at,
    )


@transaction.atomic
def cancel_ask(*, ask: Ask, by: Actor, at: datetime) -> None:
    """Take back what was asked by hand. What was answered so far stays; a mail not sent yet is not sent."""
    ensure_same_clinic(by, ask)
    take_turns(ask.patient)
    locked = Ask.objects.select_for_update().get(pk=ask.pk)
    if locked.source_kind != BY_HAND:
        raise DomainError("not_by_hand", "The plan asks this one. It ends with its checkpoint.")
    if AskState(locked.state) not in LIVE:
        raise DomainError("not_waiting", "This one does not wait for an answer any more.")
    withdraw_ask(locked, by=by, at=at)


def _refuse_days(opens_on: date, due_on: date, today: date) -> None:
    if opens_on < today:
        raise DomainError("past", "That day is over where the patient lives.", "opens_on")
    if opens_on > today + _FURTHEST:
        raise DomainError("too_far", "That is more than a year ahead.", "opens_on")
    if due_on < opens_on:
        raise DomainError("before_it_opens", "They cannot answer before it is sent.", "due_on")
    if due_on > opens_on + _FURTHEST:
        raise DomainError("too_far", "That is more than a year later.", "due_on")
