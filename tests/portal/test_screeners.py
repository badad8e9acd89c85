"""Screeners by link: words instead of numbers, a gate, and item 9 from the phone to the taken task."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from core.errors import DomainError
from followup.models import Reminder
from followup.services import escalate_tasks
from outcomes.models import Ask, RedFlagAnswer, Response, Score
from people.models import Task
from people.rules.states import Priority
from people.services import acknowledge_task
from tests.factories.people import NOON
from tests.factories.portal import peg_ask, question_link

NIGHT = timedelta(hours=11)  # 23:00 on the clinic's wall


@pytest.fixture
def link(pia_record):
    def asked(instrument: str) -> str:
        return question_link(peg_ask(pia_record, at=NOON, instrument=instrument))

    return asked


@pytest.fixture
def phone() -> Client:
    return Client()


def say(phone: Client, link: str, *values: int | None):
    """Answer from the first question on; returns the last page."""
    for number, value in enumerate(values, 1):
        sent = {"skip": "1"} if value is None else {"value": str(value)}
        page = phone.post(f"{link}{number}/", sent)
    return page


def test_a_choice_is_shown_by_its_words_below_its_stem(phone, link):
    page = phone.post(link("phq8"), follow=True).content.decode()
    assert "Over the last 2 weeks, how often have you been bothered" in page
    assert "Little interest or pleasure in doing things" in page
    assert page.count('name="value"') == 4
    assert ">More than half the days</button>" in page
    assert 'aria-labelledby="stem asked"' in page


def test_the_last_look_says_the_words(phone, link):
    address = link("gad2")
    phone.post(address)
    say(phone, address, 3, None)
    page = phone.get(f"{address}check/").content.decode()
    assert "Nervous: <b>Nearly every day</b>" in page
    assert "Worry out of control: <b>skipped</b>" in page


def test_without_an_event_the_questions_end(phone, link):
    address = link("pc_ptsd5")
    phone.post(address)
    assert say(phone, address, 0).headers["Location"] == f"{address}check/"
    page = phone.get(f"{address}check/").content.decode()
    assert page.count('class="split"') == 1
    phone.post(f"{address}check/")
    assert Score.objects.get().value == 0


def test_with_an_event_they_go_on(phone, link):
    address = link("pc_ptsd5")
    phone.post(address)
    assert say(phone, address, 1).headers["Location"] == f"{address}2/"


def test_a_licensed_form_and_a_staff_form_are_not_put_to_a_patient(link):
    for key in ("ndi", "promis_29", "rmdq", "ort_oud", "acr2016", "psfs"):
        with pytest.raises(DomainError, match="is not loaded here"):
            link(key)


class TestItemNine:
    @pytest.fixture
    def address(self, phone, link) -> str:
        address = link("phq9")
        phone.post(address)
        return address

    def test_help_is_on_the_screen_and_a_task_open_before_anything_is_sent(
        self, phone, address, pia_record, dr_amara
    ):
        page = say(phone, address, 0, 0, 0, 1, 0, 0, 0, 0, 1).content.decode()
        assert "Get help now" in page
        assert "988" in page
        assert 'href="tel:911"' in page
        assert "Is someone with you?" in page
        assert f'href="{address}check/"' in page
        task = Task.objects.get()
        assert (task.priority, task.owner, task.reason_code) == (
            Priority.STAT,
            dr_amara,
            "red_flag_self_harm",
        )
        assert task.due_at == NOON + timedelta(minutes=30)
        assert not Score.objects.exists()

    def test_it_counts_in_an_incomplete_form_that_is_never_sent(self, phone, address):
        phone.post(f"{address}9/", {"value": "2"})
        assert Task.objects.get().reason_code == "red_flag_self_harm"
        assert Response.objects.get().completed_at is None

    @pytest.mark.parametrize("sent", [{"value": "0"}, {"skip": "1"}])
    def test_not_at_all_and_skipped_are_no_alarm(self, phone, address, sent):
        assert phone.post(f"{address}9/", sent).status_code == 302
        assert not Task.objects.exists()

    def test_taking_it_back_leaves_the_task_and_a_new_yes_opens_another(self, phone, address):
        for value in ("1", "0", "2"):
            phone.post(f"{address}9/", {"value": value})
        assert Task.objects.count() == 2
        assert RedFlagAnswer.objects.filter(flag="self_harm").count() == 2

    def test_the_score_keeps_the_finding(self, phone, address):
        say(phone, address, 0, 0, 0, 1, 0, 0, 0, 0, 1)
        phone.post(f"{address}check/")
        assert (Score.objects.get().value, Score.objects.get().flag) == (2, "item 9 positive")

    def test_nobody_takes_it_then_the_lead_and_on_call_are_told_until_somebody_does(
        self, phone, address, pia_record, dr_amara, actor_of
    ):
        pia_record.clinic.on_call_email = "oncall@maple.example"
        pia_record.clinic.save()
        phone.post(f"{address}9/", {"value": "1"})
        for minutes in (29, 30, 45):
            escalate_tasks(at=NOON + timedelta(minutes=minutes))
        assert list(Reminder.objects.order_by("created_at").values_list("sent_to", flat=True)) == [
            dr_amara.email,
            "oncall@maple.example",
        ]
        taken = NOON + timedelta(minutes=50)
        acknowledge_task(task=Task.objects.get(), by=actor_of(dr_amara), at=taken)
        assert escalate_tasks(at=NOON + timedelta(minutes=60)) == 0
        assert Task.objects.get().acknowledged_at == taken

    def test_begun_by_day_and_answered_at_night_it_alarms_all_the_same(self, phone, address, at_noon):
        at_noon.shift(NIGHT)
        page = phone.post(f"{address}9/", {"value": "3"}).content.decode()
        assert "Get help now" in page
        assert Task.objects.get().due_at == NOON + NIGHT + timedelta(minutes=30)

    def test_from_the_phone_at_night_to_the_task_that_somebody_took(
        self, phone, address, pia_record, dr_amara, as_, at_noon, actor_of
    ):
        """Help at once; the lead after 30 minutes, on-call every 15, until it is taken on its page."""
        pia_record.clinic.on_call_email = "oncall@maple.example"
        pia_record.clinic.save()
        at_noon.shift(NIGHT)
        assert "988" in phone.post(f"{address}9/", {"value": "1"}).content.decode()
        for minutes in (29, 30, 45, 60):
            escalate_tasks(at=NOON + NIGHT + timedelta(minutes=minutes))
        told = list(Reminder.objects.order_by("created_at").values_list("sent_to", flat=True))
        assert told == [dr_amara.email, "oncall@maple.example", "oncall@maple.example"]
        at_noon.shift(timedelta(minutes=61))
        task = Task.objects.get()
        tasks = as_(dr_amara).get("/tasks/").content.decode()
        assert "Okafor" in tasks
        as_(dr_amara).post(reverse("followup:task-acknowledge", args=[task.pk]))
        task.refresh_from_db()
        assert task.acknowledged_at == NOON + NIGHT + timedelta(minutes=61)
        assert escalate_tasks(at=NOON + NIGHT + timedelta(minutes=90)) == 0


class TestWhileNobodyWatches:
    @pytest.fixture
    def address(self, phone, link, at_noon) -> str:
        address = link("phq9")
        at_noon.shift(NIGHT)
        phone.post(address)
        return address

    def test_the_phq8_is_served(self, phone, address):
        page = phone.get(f"{address}1/").content.decode()
        assert "1 of 8" in page
        assert phone.get(f"{address}9/").status_code == 404
        assert Ask.objects.get().instrument == "phq9"
        assert Response.objects.get().instrument == "phq8"

    def test_its_score_is_a_phq8_and_the_patient_sees_it_as_one(self, phone, address):
        say(phone, address, 1, 1, 1, 1, 1, 1, 1, 1)
        done = phone.post(f"{address}check/", follow=True).content.decode()
        assert "Your number: 8.0. Lower is better." in done
        assert "It goes from 0 to 24." in done
        assert Score.objects.get().instrument == "phq8"

    def test_what_was_begun_at_night_stays_a_phq8_by_day(self, phone, address, at_noon):
        at_noon.shift(timedelta(days=3) - NIGHT)  # Monday at noon
        Client().post(address)
        assert Response.objects.get().instrument == "phq8"
