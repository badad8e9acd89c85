"""Asking a questionnaire: a window, a link, and its states (scheduled, open, done, expired, cancelled)."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from audit import services as audit
from people.access import Actor, ensure_same_clinic
from people.models import Patient

from ..models import Ask
from ..rules.tokens import standing_token, token_hash
from ..rules.words import AskState
from ..selectors.catalogue import Catalogue, refuse_unoffered
from .guards import ensure_may_write, take_turns

LIVE = [AskState.SCHEDULED, AskState.OPEN]


@transaction.atomic
def create_ask(
    *,
    patient: Patient,
    instrument: str,
    opens_at: datetime,
    due_on: date,
    closes_at: datetime,
    by: Actor,
    at: datetime,
    source: tuple[str, str] = ("", ""),
    replaces: Ask | None = None,
) -> Ask:
    """Ask `patient` to fill in the newest version of an instrument. `source` is (kind, id) of what wants it.

    A source that already has a live ask of this instrument gets that one back. A form whose wording is not
    loaded is refused: patients are only offered what they can read.
    """
    ensure_may_write(by, patient, replaces)
    take_turns(patient)
    catalogue = Catalogue(patient.clinic_id)
    asked = catalogue.get(instrument)
    refuse_unoffered(catalogue, asked)
    kind, key = source[0], str(source[1])
    live = Ask.objects.filter(source_kind=kind, source_id=key, instrument=instrument, state__in=LIVE)
    if kind and (existing := live.first()):
        return existing
    ask = Ask.objects.create(
        clinic_id=patient.clinic_id,
        patient=patient,
        instrument=asked.key,
        version=asked.version,
        opens_at=opens_at,
        due_on=due_on,
        closes_at=closes_at,
        state=AskState.OPEN if opens_at <= at else AskState.SCHEDULED,
        replaces=replaces,
        source_kind=kind,
        source_id=key,
        created_at=at,
    )
    audit.record("ask_created", by=by, subject=ask, detail=asked.key, at=at)
    return ask


def issue_token(ask: Ask) -> str:
    """The secret in this ask's link. Every call gives the same one, and only its hash is kept (ADR 5).

    After a change of SECRET_KEY, links that are out keep working: the key that made the kept hash is found
    among SECRET_KEY_FALLBACKS.
    """
    known = bytes(ask.token_hash) if ask.token_hash else None
    keys = [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    token = standing_token(ask.pk, keys=keys, known=known)
    if token_hash(token) != known:
        ask.token_hash = token_hash(token)
        ask.save(update_fields=["token_hash"])
    return token


@transaction.atomic
def open_due_asks(*, at: datetime, limit: int = 500) -> int:
    """Open the asks whose window has begun. Safe to run twice and beside itself. Returns how many."""
    due = Ask.objects.filter(state=AskState.SCHEDULED, opens_at__lte=at, closes_at__gt=at)
    return _move(due, AskState.OPEN, "ask_opened", at=at, limit=limit)


@transaction.atomic
def expire_asks(*, at: datetime, limit: int = 500) -> int:
    """Close the asks whose window has passed; what was answered stays. Returns how many."""
    over = Ask.objects.filter(state__in=LIVE, closes_at__lte=at)
    return _move(over, AskState.EXPIRED, "ask_expired", at=at, limit=limit)


@transaction.atomic
def expire_ask(*, ask: Ask, at: datetime) -> Ask:
    """Close this one if its window has passed before the sweep came by; the row as it stands, locked."""
    locked = Ask.objects.select_for_update(of=("self",)).select_related("patient__clinic").get(pk=ask.pk)
    if locked.state in LIVE and locked.closes_at <= at:
        _set_state(locked, AskState.EXPIRED, "ask_expired", by=Actor.system(locked.clinic_id), at=at)
    return locked


@transaction.atomic
def cancel_asks(*, source: tuple[str, str], by: Actor, at: datetime) -> int:
    """Withdraw what a source had asked and nobody has finished. Returns how many."""
    kind, key = source
    live = Ask.objects.filter(source_kind=kind, source_id=str(key), state__in=LIVE)
    asks = live.select_for_update()
    for ask in asks:
        withdraw_ask(ask, by=by, at=at)
    return len(asks)


def withdraw_ask(ask: Ask, *, by: Actor, at: datetime) -> None:
    """Called in the transaction that locked it."""
    _set_state(ask, AskState.CANCELLED, "ask_cancelled", by=by, at=at)


def _move(asks: QuerySet[Ask], to: AskState, action: str, *, at: datetime, limit: int) -> int:
    claimed = asks.select_for_update(skip_locked=True).order_by("opens_at")[:limit]
    for ask in claimed:
        _set_state(ask, to, action, by=Actor.system(ask.clinic_id), at=at)
    return len(claimed)


def _set_state(ask: Ask, to: AskState, action: str, *, by: Actor, at: datetime) -> None:
    ensure_same_clinic(by, ask)
    ask.state = to
    ask.save(update_fields=["state"])
    audit.record(action, by=by, subject=ask, at=at)


def finish_ask(ask: Ask, *, by: Actor, at: datetime) -> None:
    """The questionnaire was completed; called in the transaction that does so."""
    _set_state(ask, AskState.DONE, "ask_done", by=by, at=at)
