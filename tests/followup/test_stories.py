"""Asking for the story before a first visit: rows before messages, each once, and only while it is wanted."""

from datetime import timedelta

import pytest
from django.urls import reverse

from audit.models import Event
from core.errors import DomainError
from followup import delivery, outbox
from followup.models import Reminder
from followup.rules.words import CancelReason, ReminderKind, ReminderState
from followup.services import mail_story, plan_reminders, plan_stories, send_again
from intake.models import PreVisit
from intake.services.previsit import issue_story_token, open_previsit
from people import services as people
from people.access import Actor
from people.models import Policy, Visit
from people.rules.states import VisitKind, VisitStatus
from tests.factories.followup import ReachableFactory
from tests.factories.people import NOON, PatientFactory, UserFactory

pytestmark = pytest.mark.django_db


def book(patient, *, days=5, kind=VisitKind.INTAKE, **more) -> Visit:
    return Visit.objects.create(
        clinic=patient.clinic,
        patient=patient,
        kind=kind,
        starts_at=NOON + timedelta(days=days),
        minutes=60,
        with_user=UserFactory(clinic=patient.clinic),
        **more,
    )


@pytest.fixture
def visit(db):
    return book(ReachableFactory())


def deliver() -> None:
    Reminder.objects.filter(state=ReminderState.SCHEDULED).update(due_at=NOON - timedelta(hours=1))
    delivery.deliver(outbox.claim_due())


class TestPlanning:
    def test_a_first_visit_within_the_days_gets_one_row(self, visit):
        assert [plan_stories(at=NOON), plan_stories(at=NOON)] == [1, 0]
        reminder = Reminder.objects.get()
        assert (reminder.kind, reminder.state, reminder.due_at, reminder.use_by) == (
            ReminderKind.PREVISIT,
            ReminderState.SCHEDULED,
            NOON,
            visit.starts_at,
        )
        assert reminder.previsit.visit == visit

    def test_it_is_asked_again_once_before_the_visit(self, visit):
        made = [plan_stories(at=NOON + timedelta(days=day)) for day in range(7)]
        assert made == [1, 0, 0, 1, 0, 0, 0]
        assert PreVisit.objects.count() == 1

    def test_a_story_that_is_here_is_not_asked_for(self, visit):
        plan_stories(at=NOON)
        PreVisit.objects.update(state="sent", sent_at=NOON)
        assert plan_stories(at=NOON + timedelta(days=3)) == 0

    @pytest.mark.parametrize(
        "visit",
        [{"days": 8}, {"days": -1}, {"kind": VisitKind.FOLLOW_UP}, {"status": VisitStatus.CANCELLED}],
    )
    def test_other_visits_ask_for_nothing(self, visit):
        book(ReachableFactory(), **visit)
        assert plan_stories(at=NOON) == 0

    def test_a_closed_record_is_asked_nothing(self):
        book(ReachableFactory(closed_at=NOON, closed_reason="died"))
        assert plan_stories(at=NOON) == 0

    def test_each_clinic_has_its_own_days(self, visit):
        Policy.objects.create(
            clinic=visit.clinic,
            key="previsit_first_days",
            version=1,
            value=3,
            source="here",
            effective_from="2026-11-01",
            set_by=visit.with_user,
        )
        book(ReachableFactory())
        assert plan_stories(at=NOON) == 1
        assert PreVisit.objects.get().clinic_id != visit.clinic_id

    @pytest.mark.parametrize(
        ("contact", "reason"),
        [
            ({"may_email": True}, CancelReason.NO_EMAIL),
            ({"email": "a@home.example"}, CancelReason.NO_CONSENT),
        ],
    )
    def test_who_cannot_be_written_to_gets_a_row_that_says_why_and_heals(self, contact, reason):
        patient = PatientFactory(**contact)
        book(patient)
        plan_stories(at=NOON)
        assert Reminder.objects.get().cancelled_reason == reason
        patient.email, patient.may_email = "a@home.example", True
        patient.save()
        plan_reminders(at=NOON)
        assert Reminder.objects.get().state == ReminderState.SCHEDULED


class TestSending:
    @pytest.fixture
    def planned(self, visit, mail, at_noon):
        plan_stories(at=NOON)
        return visit

    def test_the_mail_holds_the_link_and_nothing_of_health(self, planned, mail):
        deliver()
        message = mail.messages[0]
        body = message.get_body().get_content()
        assert f"/s/{issue_story_token(PreVisit.objects.get())}/" in body
        assert "Wednesday, 25 November" in body
        assert "List-Unsubscribe" in message
        assert "pain" not in f"{message['Subject']} {body}".lower()

    @pytest.mark.parametrize(
        ("change", "reason"),
        [
            (lambda visit: Visit.objects.update(status=VisitStatus.CANCELLED), "not_asked_any_more"),
            (lambda visit: PreVisit.objects.update(state="sent", sent_at=NOON), "answered"),
            (lambda visit: Visit.objects.update(starts_at=NOON - timedelta(minutes=1)), "too_late"),
        ],
    )
    def test_looked_at_again_before_it_goes_out(self, planned, mail, change, reason):
        change(planned)
        deliver()
        assert mail.messages == []
        assert Reminder.objects.get().cancelled_reason == reason

    def test_who_stopped_the_mail_gets_none(self, planned, mail):
        patient = planned.patient
        people.record_mail_consent(
            patient=patient, granted=False, how="link", by=Actor.system(patient.clinic_id), at=NOON
        )
        deliver()
        assert mail.messages == []

    def test_an_uncertain_one_is_sent_again_by_a_person(self, planned):
        Reminder.objects.update(state=ReminderState.UNCERTAIN)
        send_again(reminder=Reminder.objects.get(), by=Actor.of(planned.with_user), at=NOON)
        assert Reminder.objects.get().state == ReminderState.SCHEDULED


class TestByHand:
    def test_mailed_now_is_one_message_a_day(self, visit):
        previsit = _opened(visit)
        for _ in range(2):
            mail_story(previsit=previsit, by=Actor.of(visit.with_user), at=NOON)
        assert Reminder.objects.count() == 1

    def test_without_consent_the_link_is_handed_over(self):
        visit = book(PatientFactory(email="a@home.example"))
        with pytest.raises(DomainError, match="Hand the link over"):
            mail_story(previsit=_opened(visit), by=Actor.of(visit.with_user), at=NOON)

    def test_the_front_desk_copies_the_link_and_reads_no_story(
        self, as_, desk_cleo, pia_record, time_machine
    ):
        time_machine.move_to(NOON, tick=False)
        visit = book(pia_record)
        client = as_(desk_cleo)
        page = reverse("followup:story", args=[visit.pk])
        assert "Make the link now" in client.get(page).text
        client.post(reverse("followup:story-open", args=[visit.pk]))
        PreVisit.objects.update(good_day="Walks the dog", started_at=NOON)
        shown = client.get(page).text
        assert f"/s/{issue_story_token(PreVisit.objects.get())}/" in shown
        assert "Begun on" in shown
        assert "Walks the dog" not in shown
        assert Event.objects.filter(action="read", category="story link").count() == 2
        client.post(reverse("followup:story-mail", args=[visit.pk]))
        assert "waits for its time" in client.get(page).text

    def test_another_kind_of_visit_has_no_story(self, as_, desk_cleo, pia_record):
        visit = book(pia_record, kind=VisitKind.FOLLOW_UP)
        assert as_(desk_cleo).get(reverse("followup:story", args=[visit.pk])).status_code == 404


def _opened(visit):
    return open_previsit(visit=visit, by=Actor.of(visit.with_user), at=NOON)
