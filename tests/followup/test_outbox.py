"""Claiming, leases and lapses, by the database's clock."""

from datetime import timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connections
from django.utils import timezone

from followup import outbox
from followup.models import Reminder
from followup.rules.words import ReminderState as S
from tests.factories.followup import ReminderFactory
from tests.factories.people import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def past():
    return timezone.now() - timedelta(minutes=5)


@pytest.fixture
def future():
    return timezone.now() + timedelta(minutes=5)


def states() -> list[str]:
    return sorted(Reminder.objects.values_list("state", flat=True))


def test_a_claim_takes_what_is_due_oldest_first(past, future):
    late = ReminderFactory(due_at=past - timedelta(hours=1))
    due = ReminderFactory(due_at=past)
    ReminderFactory(due_at=future)
    batch = outbox.claim_due()
    assert batch.ids == [late.pk, due.pk]
    assert states() == [S.CLAIMED, S.CLAIMED, S.SCHEDULED]
    assert set(Reminder.objects.filter(state=S.CLAIMED).values_list("lease", flat=True)) == {batch.lease}


def test_a_claim_takes_no_more_than_its_limit(past):
    ReminderFactory.create_batch(5, due_at=past)
    assert len(outbox.claim_due(limit=2).ids) == 2
    assert len(outbox.claim_due(limit=500).ids) == 3
    assert outbox.claim_due(limit=500).ids == []


@pytest.mark.parametrize("state", [S.CLAIMED, S.SENDING, S.SENT, S.UNCERTAIN])
def test_what_is_not_scheduled_is_not_claimed(past, state):
    ReminderFactory(due_at=past, state=state)
    assert outbox.claim_due().ids == []


@pytest.mark.django_db(transaction=True)
def test_senders_at_once_share_the_rows_and_nobody_waits(past):
    ReminderFactory.create_batch(60, due_at=past)
    together, batches = Barrier(4), []

    def claim() -> None:
        together.wait()
        batches.append(outbox.claim_due(limit=20))
        connections.close_all()

    threads = [Thread(target=claim) for _ in range(4)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    claimed = [pk for batch in batches for pk in batch.ids]
    assert len(claimed) == len(set(claimed))
    assert Reminder.objects.filter(state=S.CLAIMED).count() == len(claimed)


def test_a_lapsed_claim_is_free_again_and_a_lapsed_sending_is_uncertain(past, future):
    ReminderFactory(state=S.CLAIMED, lease=uuid4(), leased_until=past)
    ReminderFactory(state=S.SENDING, lease=uuid4(), leased_until=past)
    ReminderFactory(state=S.CLAIMED, lease=uuid4(), leased_until=future)
    ReminderFactory(state=S.SENDING, lease=uuid4(), leased_until=future)
    assert outbox.recover_lapsed() == {"freed": 1, "uncertain": 1}
    assert states() == [S.CLAIMED, S.SCHEDULED, S.SENDING, S.UNCERTAIN]
    assert outbox.recover_lapsed() == {"freed": 0, "uncertain": 0}


def test_a_row_whose_lease_passed_on_is_out_of_reach(past):
    reminder = ReminderFactory(due_at=past)
    slow = outbox.claim_due()
    Reminder.objects.update(leased_until=past)
    outbox.recover_lapsed()
    outbox.claim_due()
    assert outbox.hold_for_sending(reminder.pk, lease=slow.lease) is None


def test_a_slow_sender_may_still_say_that_it_went(past):
    ReminderFactory(due_at=past)
    batch = outbox.claim_due()
    reminder = outbox.hold_for_sending(batch.ids[0], lease=batch.lease)
    outbox.begin_sending(reminder, to="pia@home.example")
    Reminder.objects.update(leased_until=past)
    outbox.recover_lapsed()
    assert states() == [S.UNCERTAIN]
    assert outbox.finish(reminder)
    assert states() == [S.SENT]


def test_a_message_is_finished_once(past):
    ReminderFactory(due_at=past)
    batch = outbox.claim_due()
    reminder = outbox.hold_for_sending(batch.ids[0], lease=batch.lease)
    outbox.begin_sending(reminder, to="pia@home.example")
    assert outbox.finish(reminder)
    assert not outbox.finish(reminder)


def test_what_a_person_sent_again_keeps_its_message_id():
    reminder = ReminderFactory(state=S.UNCERTAIN, lease=uuid4())
    assert outbox.schedule_again(reminder, due_at=NOON, use_by=NOON)
    again = Reminder.objects.get()
    assert (again.state, again.message_id, again.lease) == (S.SCHEDULED, reminder.message_id, None)
    assert not outbox.schedule_again(reminder, due_at=NOON, use_by=NOON)
