"""An urgent task that nobody takes climbs from its lead to on-call."""

from datetime import timedelta

import pytest

from followup import delivery, outbox
from followup.models import Reminder
from followup.rules.words import CancelReason, ReminderState
from followup.selectors import open_tasks
from followup.services import escalate_tasks, escalation
from people.access import Actor
from people.models import Task
from people.services import acknowledge_task, escalate_task
from tests.factories.followup import TaskFactory
from tests.factories.people import NOON, PatientFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def urgent(pia_record):
    pia_record.clinic.on_call_email = "oncall@maple.example"
    pia_record.clinic.save()
    return TaskFactory(patient=pia_record, clinic=pia_record.clinic, priority="stat", created_at=NOON)


def after(minutes: int):
    return NOON + timedelta(minutes=minutes)


def told() -> list[str]:
    return list(Reminder.objects.order_by("created_at").values_list("sent_to", flat=True))


def test_nobody_is_told_within_half_an_hour(urgent):
    assert escalate_tasks(at=after(29)) == 0
    assert told() == []


def test_the_lead_is_told_once_and_owns_it(urgent, dr_amara):
    assert escalate_tasks(at=after(30)) == 1
    assert escalate_tasks(at=after(31)) == 0
    assert told() == [dr_amara.email]
    urgent.refresh_from_db()
    assert (urgent.owner, urgent.escalated_at) == (dr_amara, after(30))


def test_then_on_call_every_quarter_of_an_hour(urgent, dr_amara):
    for minutes in (30, 45, 46, 60):
        escalate_tasks(at=after(minutes))
    assert told() == [dr_amara.email, "oncall@maple.example", "oncall@maple.example"]


def test_whoever_is_on_call_finds_it_on_their_own_list(urgent, dr_amara, dr_ben, actor_of):
    Task.objects.update(owner=dr_amara, owner_role="physician")
    escalate_tasks(at=after(30))
    assert not open_tasks(actor_of(dr_ben)).exists()
    escalate_tasks(at=after(45))
    assert open_tasks(actor_of(dr_ben)).get() == urgent
    assert open_tasks(actor_of(dr_amara)).get() == urgent


def test_a_task_taken_a_moment_ago_is_not_handed_on(urgent, nav_nia, actor_of, maple):
    stale = Task.objects.get()
    acknowledge_task(task=urgent, by=actor_of(nav_nia), at=after(29))
    escalate_task(task=stale, to=None, by=Actor.system(maple.pk), at=after(30))
    assert Task.objects.get().escalated_at is None


def test_one_that_fails_keeps_no_other_alarm_waiting(urgent, pia_record, birch, monkeypatch):
    broken = TaskFactory(patient=PatientFactory(clinic=birch), priority="stat", created_at=NOON)
    policies = escalation.policies

    def refuse_birch(clinic, *, on):
        if clinic == birch:
            raise ZeroDivisionError
        return policies(clinic, on=on)

    monkeypatch.setattr(escalation, "policies", refuse_birch)
    assert escalate_tasks(at=after(30)) == 1
    assert not Reminder.objects.filter(task=broken).exists()


def test_a_late_sweep_tells_once(urgent):
    assert escalate_tasks(at=after(300)) == 1
    assert told() == ["oncall@maple.example"]


@pytest.mark.parametrize("change", [{"priority": "urgent"}, {"status": "done"}, {"acknowledged_at": NOON}])
def test_what_is_taken_or_less_than_stat_is_not_escalated(urgent, change):
    Task.objects.update(**change)
    assert escalate_tasks(at=after(60)) == 0


def test_without_a_lead_on_call_is_told_at_once(urgent):
    urgent.patient.care_team.update(is_lead=False)
    escalate_tasks(at=after(30))
    assert told() == ["oncall@maple.example"]


def test_nobody_to_tell_is_kept_and_shown(urgent):
    urgent.patient.care_team.update(is_lead=False)
    type(urgent.clinic).objects.update(on_call_email="")
    escalate_tasks(at=after(30))
    row = Reminder.objects.get()
    assert (row.state, row.cancelled_reason) == (ReminderState.CANCELLED, CancelReason.NOBODY_TO_TELL)


def test_the_message_names_no_patient_and_goes_out_at_night(mail, urgent, dr_amara, at_night):
    Task.objects.update(created_at=at_night - timedelta(minutes=31))
    escalate_tasks(at=at_night)
    Reminder.objects.update(due_at=NOON)
    delivery.deliver(outbox.claim_due())
    message = mail.messages[0]
    assert message["to"] == dr_amara.email
    assert "/tasks/" in message.get_content()
    assert "has been open since 22:29 on 20 Nov" in message.get_content()
    assert "Okafor" not in message.as_string()


def test_a_task_taken_meanwhile_sends_nothing(mail, urgent, nav_nia, actor_of, at_noon):
    escalate_tasks(at=after(30))
    acknowledge_task(task=urgent, by=actor_of(nav_nia), at=after(31))
    Reminder.objects.update(due_at=NOON)
    delivery.deliver(outbox.claim_due())
    assert Reminder.objects.get().cancelled_reason == CancelReason.TAKEN
    assert mail.messages == []
