"""Planning: every question whose window opened becomes one row, whoever sweeps and how often."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection, connections

from followup.models import Reminder
from followup.rules.words import CancelReason, ReminderState
from followup.services import plan_reminders
from outcomes.rules.words import AskState
from people.models import Policy
from tests.factories.followup import AskFactory, ReachableFactory
from tests.factories.people import NOON, PatientFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_an_open_question_becomes_one_scheduled_row():
    ask = AskFactory(patient=ReachableFactory())
    assert plan_reminders(at=NOON) == 1
    reminder = Reminder.objects.get()
    assert (reminder.ask, reminder.patient, reminder.clinic) == (ask, ask.patient, ask.clinic)
    assert (reminder.state, reminder.due_at, reminder.use_by) == (
        ReminderState.SCHEDULED,
        NOON,
        ask.closes_at,
    )
    assert reminder.message_id == f"<{reminder.pk}@localhost>"


def test_planning_again_changes_nothing():
    AskFactory.create_batch(3, patient=ReachableFactory())
    assert plan_reminders(at=NOON) == 3
    before = list(Reminder.objects.values())
    assert plan_reminders(at=NOON + timedelta(minutes=1)) == 0
    assert list(Reminder.objects.values()) == before


def test_each_row_has_a_message_id_of_its_own():
    AskFactory.create_batch(20, patient=ReachableFactory())
    plan_reminders(at=NOON)
    assert len({r.message_id for r in Reminder.objects.all()}) == 20


@pytest.mark.parametrize(
    "ask",
    [
        {"opens_at": NOON + timedelta(seconds=1), "state": AskState.SCHEDULED},
        {"closes_at": NOON},
        {"state": AskState.DONE},
        {"state": AskState.CANCELLED},
        {"state": AskState.EXPIRED},
    ],
)
def test_what_is_not_open_is_not_planned(ask):
    AskFactory(patient=ReachableFactory(), **ask)
    assert plan_reminders(at=NOON) == 0


def test_a_window_that_just_began_counts_as_open():
    AskFactory(patient=ReachableFactory(), opens_at=NOON, state=AskState.SCHEDULED)
    assert plan_reminders(at=NOON) == 1


def test_a_closed_record_is_never_reminded():
    patient = ReachableFactory(closed_at=NOON, closed_reason="died")
    AskFactory(patient=patient)
    assert plan_reminders(at=NOON) == 0


@pytest.mark.parametrize(
    ("contact", "reason"),
    [({"may_email": True}, CancelReason.NO_EMAIL), ({"email": "a@home.example"}, CancelReason.NO_CONSENT)],
)
def test_who_cannot_be_written_to_gets_a_row_that_says_why(contact, reason):
    AskFactory(patient=PatientFactory(**contact))
    plan_reminders(at=NOON)
    reminder = Reminder.objects.get()
    assert (reminder.state, reminder.cancelled_reason) == (ReminderState.CANCELLED, reason)


def test_it_is_scheduled_after_all_when_address_and_consent_come():
    patient = PatientFactory()
    AskFactory(patient=patient)
    plan_reminders(at=NOON)
    patient.email, patient.may_email = "pia@home.example", True
    patient.save()
    plan_reminders(at=NOON + timedelta(hours=1))
    reminder = Reminder.objects.get()
    assert (reminder.state, reminder.cancelled_reason) == (ReminderState.SCHEDULED, "")


def test_a_refused_address_is_tried_again_only_when_it_was_changed():
    patient = ReachableFactory(email="old@home.example")
    AskFactory(patient=patient)
    plan_reminders(at=NOON)
    Reminder.objects.update(
        state=ReminderState.CANCELLED,
        cancelled_reason=CancelReason.ADDRESS_REFUSED,
        sent_to="old@home.example",
    )
    plan_reminders(at=NOON)
    assert Reminder.objects.get().state == ReminderState.CANCELLED
    patient.email = "new@home.example"
    patient.save()
    plan_reminders(at=NOON)
    assert Reminder.objects.get().state == ReminderState.SCHEDULED


@pytest.mark.parametrize(
    ("zone", "due"),
    [
        ("America/New_York", datetime(2026, 11, 21, 13, 0, tzinfo=UTC)),
        ("America/Los_Angeles", datetime(2026, 11, 21, 4, 0, tzinfo=UTC)),
        ("Australia/Lord_Howe", datetime(2026, 11, 21, 4, 0, tzinfo=UTC)),
    ],
)
def test_it_falls_due_outside_the_quiet_hours_where_the_patient_lives(zone, due):
    AskFactory(patient=ReachableFactory(time_zone=zone))
    plan_reminders(at=datetime(2026, 11, 21, 4, 0, tzinfo=UTC))
    assert Reminder.objects.get().due_at == due


def test_the_clinic_sets_its_own_quiet_hours():
    ask = AskFactory(patient=ReachableFactory())
    chief = UserFactory(clinic=ask.clinic)
    Policy.objects.create(
        clinic=ask.clinic,
        key="quiet_until_hour",
        value=14,
        source="ours",
        version=1,
        effective_from="2026-01-01",
        set_by=chief,
    )
    plan_reminders(at=NOON)
    assert Reminder.objects.get().due_at == NOON + timedelta(hours=2)


def test_a_zone_that_is_none_does_not_stop_the_others():
    AskFactory(patient=ReachableFactory(time_zone="Mars/Olympus"))
    AskFactory(patient=ReachableFactory())
    assert plan_reminders(at=NOON) == 2
    assert {r.due_at for r in Reminder.objects.all()} == {NOON}


def test_it_is_a_few_statements_however_many_there_are(django_assert_max_num_queries):
    AskFactory.create_batch(30, patient=ReachableFactory())
    with django_assert_max_num_queries(8):
        plan_reminders(at=NOON)


@pytest.mark.django_db(transaction=True)
def test_two_beats_at_once_plan_each_question_once():
    AskFactory.create_batch(50, patient=ReachableFactory())
    together = Barrier(4)

    def sweep() -> None:
        together.wait()
        plan_reminders(at=NOON)
        connections.close_all()

    threads = [Thread(target=sweep) for _ in range(4)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert Reminder.objects.count() == 50
    connection.close()
