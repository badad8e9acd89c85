"""Delivery against a real mail server, which may misbehave (security D26)."""

import logging
from datetime import UTC, datetime, timedelta
from itertools import chain

import pytest
from django.utils import timezone

from audit.models import Event
from followup import delivery, letters, outbox, tasks
from followup.models import Reminder
from followup.rules.words import CancelReason, ReminderState
from outcomes.rules.words import AskState
from outcomes.services import issue_token
from people.models import Task
from tests.factories.followup import ReachableFactory, ReminderFactory
from tests.factories.people import NOON, ClinicFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reminder(at_noon):
    clinic = ClinicFactory(name="Maple Clinic")
    patient = ReachableFactory(
        clinic=clinic,
        given_name="Daniel",
        preferred_name="Dan",
        family_name="Okafor",
        email="dan@home.example",
    )
    return ReminderFactory(patient=patient)


def state_of(reminder) -> ReminderState:
    reminder.refresh_from_db()
    return ReminderState(reminder.state)


def test_a_due_reminder_is_sent_once(mail, reminder):
    tasks.send_due_reminders()
    tasks.send_due_reminders()
    assert state_of(reminder) == ReminderState.SENT
    assert [message["message-id"] for message in mail.messages] == [reminder.message_id]
    assert reminder.sent_to == "dan@home.example"
    assert reminder.sent_at is not None
    assert Event.objects.filter(action="reminder_sent", patient_id=reminder.patient_id).count() == 1


def test_the_letter_names_the_first_name_the_clinic_and_its_links(mail, reminder, settings):
    settings.SITE_URL = "https://maple.example"
    tasks.send_due_reminders()
    message = mail.messages[0]
    text = message.get_content()
    assert message["to"] == "dan@home.example"
    assert message["from"].startswith("Maple Clinic <")
    assert message["subject"] == "Dan, a few questions from Maple Clinic"
    assert f"https://maple.example/q/{issue_token(reminder.ask)}/" in text
    assert message["list-unsubscribe"].strip() in [f"<{line}>" for line in text.splitlines()]
    assert message["content-type"].startswith("text/plain")


def test_the_letter_says_nothing_about_health(mail, reminder):
    tasks.send_due_reminders()
    message = mail.messages[0]
    said = " ".join([message["subject"], message.get_content()]).lower()
    for word in ("pain", "peg", "okafor", "back", "checkpoint", "1983", "score", "flare", "medicine"):
        assert word not in said.replace("come back", "")


def test_no_name_leaves_its_header(mail, reminder):
    reminder.patient.preferred_name = "Dan\r\nBcc: x@evil.example"
    reminder.patient.save()
    tasks.send_due_reminders()
    assert mail.messages[0]["bcc"] is None
    assert "\n" not in mail.messages[0]["subject"]


@pytest.mark.parametrize(
    ("patient", "reason"),
    [
        ({"may_email": False}, CancelReason.NO_CONSENT),
        ({"email": ""}, CancelReason.NO_EMAIL),
        ({"closed_at": NOON, "closed_reason": "died"}, CancelReason.RECORD_CLOSED),
    ],
)
def test_what_changed_since_planning_counts(mail, reminder, patient, reason):
    type(reminder.patient).objects.update(**patient)
    tasks.send_due_reminders()
    assert state_of(reminder) == ReminderState.CANCELLED
    assert reminder.cancelled_reason == reason
    assert mail.messages == []


@pytest.mark.parametrize(
    ("ask", "reason"),
    [
        ({"state": AskState.DONE}, CancelReason.ANSWERED),
        ({"state": AskState.CANCELLED}, CancelReason.NOT_ASKED_ANY_MORE),
        ({"closes_at": NOON - timedelta(seconds=1)}, CancelReason.TOO_LATE),
    ],
)
def test_who_has_answered_is_left_alone(mail, reminder, ask, reason):
    type(reminder.ask).objects.update(**ask)
    tasks.send_due_reminders()
    assert state_of(reminder) == ReminderState.CANCELLED
    assert reminder.cancelled_reason == reason
    assert mail.messages == []


def test_what_is_past_its_use_by_is_not_sent(mail, reminder):
    Reminder.objects.update(use_by=NOON)
    tasks.send_due_reminders()
    assert state_of(reminder) == ReminderState.CANCELLED
    assert reminder.cancelled_reason == CancelReason.TOO_LATE


def test_a_backlog_waits_for_the_morning(mail, reminder, at_night):
    delivery.deliver(outbox.claim_due())
    assert state_of(reminder) == ReminderState.SCHEDULED
    assert reminder.due_at == datetime(2026, 11, 21, 13, 0, tzinfo=UTC)
    assert mail.messages == []


@pytest.mark.parametrize(
    ("stage", "answer"), [("at_rcpt", "451 later"), ("at_data", "451 later"), ("at_rcpt", None)]
)
def test_what_the_server_puts_off_is_tried_again_after_a_pause(mail, reminder, stage, answer):
    setattr(mail, stage, answer)
    tasks.send_due_reminders()
    assert state_of(reminder) == ReminderState.SCHEDULED
    assert reminder.due_at > timezone.now() + timedelta(seconds=50)
    assert (reminder.attempts, reminder.lease) == (1, None)
    assert reminder.last_error
    setattr(mail, stage, "250 fine" if stage == "at_rcpt" else "250 kept")
    Reminder.objects.update(due_at=NOON)
    tasks.send_due_reminders()
    assert state_of(reminder) == ReminderState.SENT
    assert [message["message-id"] for message in mail.messages] == [reminder.message_id]


def test_pauses_grow(mail, reminder):
    mail.at_data = "451 later"
    Reminder.objects.update(attempts=5)
    tasks.send_due_reminders()
    state_of(reminder)
    assert reminder.due_at > timezone.now() + timedelta(minutes=31)


@pytest.mark.parametrize(("stage", "answer"), [("at_rcpt", "550 no such user"), ("at_data", "554 refused")])
def test_an_address_refused_for_good_becomes_a_task_for_the_desk(mail, reminder, stage, answer):
    setattr(mail, stage, answer)
    tasks.send_due_reminders()
    assert state_of(reminder) == ReminderState.CANCELLED
    assert reminder.cancelled_reason == CancelReason.ADDRESS_REFUSED
    task = Task.objects.get()
    assert (task.patient_id, task.reason_code, task.owner_role) == (
        reminder.patient_id,
        "address_refused",
        "front_desk",
    )


def test_an_address_that_is_none_is_refused_too(mail, reminder):
    type(reminder.patient).objects.update(email="dan@@home..example, x")
    tasks.send_due_reminders()
    assert state_of(reminder) == ReminderState.CANCELLED


@pytest.mark.parametrize("arrived", [True, False])
def test_a_silence_after_the_body_is_uncertain_and_not_sent_again(mail, reminder, arrived):
    mail.at_data, mail.keeps_what_it_drops = None, arrived
    tasks.send_due_reminders()
    assert state_of(reminder) == ReminderState.UNCERTAIN
    mail.at_data = "250 kept"
    outbox.recover_lapsed()
    tasks.send_due_reminders()
    assert state_of(reminder) == ReminderState.UNCERTAIN
    assert len(mail.messages) == arrived


def test_without_starttls_nothing_is_sent_in_the_clear(mail, reminder, settings):
    settings.EMAIL_USE_TLS = True
    tasks.send_due_reminders()
    tasks.send_due_reminders()
    assert state_of(reminder) == ReminderState.SCHEDULED
    assert mail.messages == []


def test_a_server_that_is_down_costs_one_attempt_for_the_batch(reminder, settings):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    others = ReminderFactory.create_batch(3)
    tasks.send_due_reminders()
    everyone = list(Reminder.objects.all())
    assert {one.state for one in everyone} == {ReminderState.SCHEDULED}
    assert sum(one.attempts for one in everyone) == 1
    assert min(one.due_at for one in everyone) > timezone.now()
    assert len(others) == 3


def test_one_that_cannot_be_written_holds_nobody_up(mail, reminder, monkeypatch, caplog):
    other = ReminderFactory(due_at=NOON)
    write = letters.questionnaire

    def broken(row, *, token):
        if row.pk == reminder.pk:
            raise RuntimeError("a template is broken")
        return write(row, token=token)

    monkeypatch.setattr(letters, "questionnaire", broken)
    with caplog.at_level(logging.ERROR):
        tasks.send_due_reminders()
    assert (state_of(reminder), state_of(other)) == (ReminderState.SCHEDULED, ReminderState.SENT)
    assert "could not be prepared" in caplog.text


def test_a_refusal_leaves_the_rest_of_the_batch_alone(mail, reminder):
    mail.at_rcpt = "550 no such user"
    ReminderFactory.create_batch(2)
    tasks.send_due_reminders()
    assert {one.state for one in Reminder.objects.all()} == {ReminderState.CANCELLED}
    assert Task.objects.count() == 3


def test_many_go_over_one_connection_each_with_its_own_id(mail, reminder):
    ReminderFactory.create_batch(25)
    tasks.send_due_reminders()
    sent = [message["message-id"] for message in mail.messages]
    assert len(sent) == len(set(sent)) == 26


def test_mail_is_read_at_grade_six_or_below(mail, reminder):
    """Flesch-Kincaid by hand: the formula, over the sentences of the letter, links left out."""
    tasks.send_due_reminders()
    lines = [line for line in mail.messages[0].get_content().splitlines() if "://" not in line]
    assert grade(" ".join(lines)) <= 6


def grade(text: str) -> float:
    sentences = [part.split() for part in text.replace("?", ".").replace(":", ".").split(".") if part.split()]
    words = list(chain.from_iterable(sentences))
    syllables = sum(max(1, count_vowel_groups(word)) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def count_vowel_groups(word: str) -> int:
    vowels = "".join(letter if letter in "aeiouy" else " " for letter in word.lower())
    return len(vowels.split())
