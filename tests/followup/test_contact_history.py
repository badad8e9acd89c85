"""What was tried to reach one person."""

from datetime import timedelta

import pytest

from audit.models import Event
from followup.models import Hold
from followup.rules.words import ReminderState
from tests.factories.followup import ContactAttemptFactory, ReminderFactory
from tests.factories.people import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def url(pia_record):
    return f"/patients/{pia_record.pk}/contact-history/"


def read(client, url) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_nobody_has_called_yet(as_, nav_nia, url):
    assert "Nobody has called or written yet." in read(as_(nav_nia), url)


def test_calls_and_messages_newest_first_on_the_clinics_clock(as_, nav_nia, url, pia_record):
    call = ContactAttemptFactory(
        patient=pia_record, by=nav_nia, result="no_answer", again="tomorrow", note="Rang twice"
    )
    Hold.objects.create(patient=pia_record, attempt=call, code="silent", source="x", sentence="Silent 9 days")
    ReminderFactory(patient=pia_record, state=ReminderState.SENT, sent_at=NOON - timedelta(days=1))
    seen = read(as_(nav_nia), url)
    assert "20 Nov 2026, 11:00" in seen
    assert "Call by Nia Silva: No answer" in seen
    assert "tomorrow. Rang twice. About: Silent 9 days" in seen
    assert seen.index("Call by") < seen.index("E-mail: sent")


def test_what_was_not_sent_says_why(as_, nav_nia, url, pia_record):
    ReminderFactory(patient=pia_record, state=ReminderState.CANCELLED, cancelled_reason="no_consent")
    assert "Has not agreed to e-mail" in read(as_(nav_nia), url)


def test_undo_is_offered_on_the_same_day_only(as_, nav_nia, url, pia_record):
    old = ContactAttemptFactory(patient=pia_record, by=nav_nia, at=NOON - timedelta(days=1))
    new = ContactAttemptFactory(patient=pia_record, by=nav_nia)
    seen = read(as_(nav_nia), url)
    assert f"/calls/{new.pk}/undo/" in seen
    assert f"/calls/{old.pk}/undo/" not in seen


def test_an_undone_call_stays_and_says_so(as_, nav_nia, url, pia_record):
    ContactAttemptFactory(patient=pia_record, by=nav_nia, undone_at=NOON)
    seen = read(as_(nav_nia), url)
    assert "Taken back on the same day" in seen
    assert "/undo/" not in seen


def test_an_uncertain_message_may_be_sent_again(as_, nav_nia, url, pia_record):
    reminder = ReminderFactory(patient=pia_record, state=ReminderState.UNCERTAIN)
    assert f"/reminders/{reminder.pk}/send-again/" in read(as_(nav_nia), url)


def test_reading_it_is_audited(as_, nav_nia, url, pia_record):
    read(as_(nav_nia), url)
    assert (
        Event.objects.filter(action="read", category="contact_history", patient_id=pia_record.pk).count() == 1
    )


@pytest.mark.parametrize(
    ("who", "status"), [("dr_dara", 404), ("desk_cleo", 403), ("pia", 403), ("dr_ben", 403)]
)
def test_who_may_read_it(request, as_, url, who, status):
    assert as_(request.getfixturevalue(who)).get(url).status_code == status


def test_it_is_only_read(as_, nav_nia, url):
    assert as_(nav_nia).post(url).status_code == 405
