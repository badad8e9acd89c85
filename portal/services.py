"""The verb of the portal itself; everything else that a patient does is a verb of `outcomes` or `people`."""

from datetime import datetime, timedelta

from django.db import transaction

from outcomes.models import Ask
from outcomes.rules.words import AskState
from outcomes.services import create_ask, expire_ask
from outcomes.services.guards import take_turns
from people import selectors as people
from people.access import Actor
from plans.selectors.checkpoints import is_settled


@transaction.atomic
def renew_ask(*, ask: Ask, by: Actor, at: datetime) -> Ask | None:
    """Ask again what an old link asked; the follow-up sweep then mails the new link to the address on file.

    1. Only a questionnaire whose time ran out is asked again: not one that was answered or taken back.
    2. One that was asked again already is not asked a third time while that link is good.
    3. Nobody is asked who does not want our mail, or whose record is closed.
    4. Nothing is asked for a checkpoint that does not wait any more: nobody would read the answer.
    The patient is locked first, as by whoever decides (`plans.services.guards`); anybody may call this, so it
    touches no other ask.
    """
    take_turns(ask.patient)
    old = expire_ask(ask=ask, at=at)
    patient = old.patient
    if old.state != AskState.EXPIRED or is_settled((old.source_kind, old.source_id)):
        return None
    if not (patient.is_open and patient.may_email and patient.email) or _is_asked_again(old, at):
        return None
    today = patient.today(at)
    open_days = int(people.policy(patient.clinic, "ask_open_days", on=today).value)
    return create_ask(
        patient=patient,
        instrument=old.instrument,
        opens_at=at,
        due_on=max(old.due_on, today),
        closes_at=at + timedelta(days=open_days),
        source=(old.source_kind, old.source_id),
        replaces=old,
        by=by,
        at=at,
    )


def _is_asked_again(ask: Ask, at: datetime) -> bool:
    live = (AskState.SCHEDULED, AskState.OPEN)
    same = Ask.objects.filter(patient_id=ask.patient_id, instrument=ask.instrument, state__in=live)
    return same.filter(closes_at__gt=at).exists()
