"""An uncertain message goes out again when a person says so, as the same message."""

from datetime import timedelta

import pytest

from audit.models import Event
from followup import delivery, outbox
from followup.rules.words import ReminderState
from tests.factories.followup import ReminderFactory
from tests.factories.people import NOON

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture(autouse=True)
def noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def uncertain(pia_record):
    return ReminderFactory(patient=pia_record, state=ReminderState.UNCERTAIN, attempts=1)


@pytest.fixture
def url(uncertain):
    return f"/reminders/{uncertain.pk}/send-again/"


def test_it_goes_out_with_the_same_message_id(as_, nav_nia, url, uncertain, mail, at_noon):
    assert as_(nav_nia).post(url, **HTMX).status_code == 200
    delivery.deliver(outbox.claim_due())
    uncertain.refresh_from_db()
    assert uncertain.state == ReminderState.SENT
    assert [message["message-id"] for message in mail.messages] == [uncertain.message_id]
    assert Event.objects.filter(action="reminder_sent_again", actor_id=nav_nia.pk).count() == 1


def test_pressing_twice_sends_once(as_, nav_nia, url, uncertain):
    client = as_(nav_nia)
    assert client.post(url, **HTMX).status_code == 200
    refused = client.post(url, **HTMX)
    assert refused.status_code == 422
    assert "dealt with this message already" in refused.content.decode()


def test_not_when_its_link_has_closed(as_, nav_nia, url, uncertain):
    type(uncertain.ask).objects.update(closes_at=NOON - timedelta(seconds=1))
    answer = as_(nav_nia).post(url, **HTMX)
    assert answer.status_code == 422
    assert "Call instead" in answer.content.decode()


def test_without_scripts_it_goes_to_the_history(as_, nav_nia, url, pia_record):
    answer = as_(nav_nia).post(url)
    assert answer.headers["Location"] == f"/patients/{pia_record.pk}/contact-history/"


@pytest.mark.parametrize(("who", "status"), [("dr_dara", 404), ("desk_cleo", 403), ("pia", 403)])
def test_who_may_not(request, as_, url, uncertain, who, status):
    assert as_(request.getfixturevalue(who)).post(url).status_code == status
    uncertain.refresh_from_db()
    assert uncertain.state == ReminderState.UNCERTAIN
