"""Asking: a window, a link that is the same each time, and states that only move forwards."""

import hashlib
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from core.errors import DomainError
from outcomes import selectors, services
from outcomes.models import Ask
from outcomes.rules.words import AskState
from tests.factories.outcomes import AskFactory
from tests.factories.people import NOON

pytestmark = pytest.mark.django_db


def create(patient, by, **changes):
    given = {
        "instrument": "peg",
        "opens_at": NOON + timedelta(days=3),
        "due_on": date(2026, 11, 30),
        "closes_at": NOON + timedelta(days=17),
        "source": ("plans.checkpoint", "c1"),
        "at": NOON,
        **changes,
    }
    return services.create_ask(patient=patient, by=by, **given)


def test_a_source_asks_once(pia_record, amara, audited):
    ask = create(pia_record, amara)
    assert create(pia_record, amara) == ask
    assert (ask.state, ask.version) == (AskState.SCHEDULED, "1")
    assert audited(pia_record) == ["ask_created"]


def test_without_a_source_each_call_asks(pia_record, amara):
    assert create(pia_record, amara, source=("", "")) != create(pia_record, amara, source=("", ""))


def test_an_ask_that_opens_now_is_open(pia_record, amara):
    assert create(pia_record, amara, opens_at=NOON).state == AskState.OPEN


def test_a_licensed_form_is_not_offered(pia_record, amara):
    with pytest.raises(DomainError, match="wording of ODI is not loaded"):
        create(pia_record, amara, instrument="odi")


def test_closed_records_and_other_clinics_are_not_asked(pia_record, amara, stranger):
    with pytest.raises(PermissionDenied):
        create(pia_record, stranger)
    pia_record.closed_at = NOON
    with pytest.raises(DomainError, match="closed"):
        create(pia_record, amara)


def test_the_link_is_the_same_each_time_and_not_stored(pia_record):
    ask = AskFactory(patient=pia_record)
    token = services.issue_token(ask)
    ask.refresh_from_db()
    assert services.issue_token(ask) == token
    assert len(token) == 27
    assert bytes(ask.token_hash) == hashlib.sha256(token.encode()).digest()
    assert services.issue_token(AskFactory(patient=pia_record)) != token


def test_a_link_finds_its_ask_and_a_wrong_one_nothing(pia_record):
    ask = AskFactory(patient=pia_record)
    assert selectors.ask_by_token(services.issue_token(ask)) == ask
    assert selectors.ask_by_token("x" * 27) is None
    assert selectors.ask_by_token("") is None


def test_links_survive_a_change_of_the_secret_key(pia_record, settings):
    ask = AskFactory(patient=pia_record)
    token = services.issue_token(ask)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another" * 10, [settings.SECRET_KEY]
    assert services.issue_token(ask) == token
    settings.SECRET_KEY_FALLBACKS = []
    assert services.issue_token(ask) != token
    assert selectors.ask_by_token(token) is None


@pytest.mark.parametrize(
    ("state", "opens", "closes", "expected"),
    [
        (AskState.SCHEDULED, 0, 14, AskState.OPEN),
        (AskState.SCHEDULED, 1, 14, AskState.SCHEDULED),
        (AskState.SCHEDULED, -20, -6, AskState.EXPIRED),
        (AskState.OPEN, -14, 0, AskState.EXPIRED),
        (AskState.OPEN, -14, 1, AskState.OPEN),
        (AskState.DONE, -20, -6, AskState.DONE),
        (AskState.CANCELLED, 0, 14, AskState.CANCELLED),
    ],
)
def test_windows_open_and_close_by_the_clock(pia_record, state, opens, closes, expected):
    ask = AskFactory(
        patient=pia_record,
        state=state,
        opens_at=NOON + timedelta(days=opens),
        closes_at=NOON + timedelta(days=closes),
    )
    for _ in range(2):
        services.open_due_asks(at=NOON)
        services.expire_asks(at=NOON)
    ask.refresh_from_db()
    assert ask.state == expected


def test_a_sweep_takes_a_batch_at_a_time(pia_record):
    AskFactory.create_batch(3, patient=pia_record, state=AskState.SCHEDULED)
    assert [services.open_due_asks(at=NOON, limit=2) for _ in range(3)] == [2, 1, 0]


def test_a_source_takes_back_what_nobody_finished(pia_record, amara, stranger):
    ask = create(pia_record, amara)
    AskFactory(patient=pia_record, source_kind="plans.checkpoint", source_id="c1", state=AskState.DONE)
    with pytest.raises(PermissionDenied):
        services.cancel_asks(source=("plans.checkpoint", "c1"), by=stranger, at=NOON)
    assert services.cancel_asks(source=("plans.checkpoint", "c1"), by=amara, at=NOON) == 1
    assert Ask.objects.get(pk=ask.pk).state == AskState.CANCELLED
    assert services.cancel_asks(source=("plans.checkpoint", "c1"), by=amara, at=NOON) == 0
