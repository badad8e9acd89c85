from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from audit.models import Event
from outcomes.models import Flare, RedFlagAnswer
from outcomes.rules.words import Mode
from people.models import Task
from portal.views.flare import SIGNS
from tests.factories.people import NOON

FLARE = reverse("portal:flare")
TODAY = date(2026, 11, 20)


@pytest.fixture
def by_link(link, plan) -> tuple[Client, str]:
    return Client(), f"{link}flare/"


def test_danger_comes_first_then_the_three_days_of_the_plan(as_pia, plan):
    page = as_pia.get(FLARE).content.decode()
    order = ["Is it this?", "Call 911", "None of these".lower(), "This flare will pass", "Do half.", "Day 3"]
    places = [page.index(words) for words in order]
    assert places == sorted(places)


def test_without_a_signed_plan_it_says_whom_to_call(as_pia, maple):
    page = as_pia.get(FLARE).content.decode()
    assert "You have no flare steps yet." in page
    assert f'href="tel:{maple.phone}"' in page
    assert "It started today" in page


def test_one_tap_starts_it_and_one_ends_it(as_pia, pia_record):
    answer = as_pia.post(FLARE, {"flare": "started"})
    assert answer.headers["Location"] == f"{FLARE}?said=started#flare"
    page = as_pia.get(f"{FLARE}?said=started").content.decode()
    assert "A flare is a surge, not new harm." in page
    assert "Your flare started on 20 Nov." in page
    assert "It started today" not in page
    flare = Flare.objects.get()
    assert (flare.patient, flare.started_on, flare.mode) == (pia_record, TODAY, Mode.PHONE)
    as_pia.post(FLARE, {"flare": "over"})
    flare.refresh_from_db()
    assert flare.ended_on == TODAY
    assert "It started today" in as_pia.get(FLARE).content.decode()


def test_it_may_have_started_yesterday_and_goes_on_after_a_tap_too_early(as_pia):
    for tap in ("yesterday", "over", "started", "started"):
        as_pia.post(FLARE, {"flare": tap})
    flare = Flare.objects.get()
    assert (flare.started_on, flare.ended_on) == (TODAY - timedelta(days=1), None)


def test_a_tap_sent_twice_is_one_flare_and_one_call(as_pia, pia_record):
    same = {"flare": "started", "operation_id": str(uuid4())}
    for _ in range(2):
        as_pia.post(FLARE, same)
    assert Flare.objects.count() == 1
    task = Task.objects.get()
    assert (task.reason_code, task.owner_role, task.patient) == ("flare_started", "navigator", pia_record)
    assert task.due_at == NOON + timedelta(hours=4)


def test_severity_and_cause_can_be_said_and_left_out(as_pia):
    as_pia.post(FLARE, {"flare": "started"})
    as_pia.post(FLARE, {"more": "1", "severity": "severe", "cause": "unknown", "cause_words": "<b>drive</b>"})
    flare = Flare.objects.get()
    assert (flare.severity, flare.cause, flare.cause_words) == ("severe", "unknown", "<b>drive</b>")
    page = as_pia.get(FLARE).content.decode()
    assert "<b>drive" not in page
    assert "checked" in page
    as_pia.post(FLARE, {"more": "1"})
    flare.refresh_from_db()
    assert (flare.severity, flare.cause, flare.cause_words) == ("", "", "")


@pytest.mark.parametrize("said", [{"severity": "awful"}, {"cause": "moon"}, {"cause_words": "x" * 121}])
def test_words_that_are_none_of_ours_are_refused(as_pia, said):
    as_pia.post(FLARE, {"flare": "started"})
    answer = as_pia.post(FLARE, {"more": "1", **said})
    assert answer.status_code == 422
    assert "field-error" in answer.content.decode()
    assert Flare.objects.get().severity == ""


def test_by_link_it_takes_a_flare_in_and_gives_none_out(by_link, pia_record):
    client, address = by_link
    before = client.get(address).content.decode()
    client.post(address, {"flare": "started"})
    after = client.get(address).content.decode()
    assert ("It started today" in before, "It is over" in before) == (True, True)
    assert ("It started today" in after, "It is over" in after, "20 Nov" in after) == (True, True, False)
    client.post(address, {"more": "1", "severity": "mild"})
    client.post(address, {"flare": "over"})
    flare = Flare.objects.get(patient=pia_record)
    assert (flare.severity, flare.ended_on) == ("mild", TODAY)
    assert "checked" not in client.get(f"{address}?said=started").content.decode()


def test_whoever_holds_the_day_link_gets_the_script_too(by_link):
    client, address = by_link
    assert "Do half." in client.get(address).content.decode()


def test_a_read_by_link_is_on_record_as_the_patients(by_link, link, pia_record):
    client, address = by_link
    client.get(address)
    client.get(link)
    reads = Event.objects.filter(action="read", patient_id=pia_record.pk, actor_label=str(pia_record))
    assert set(reads.values_list("category", flat=True)) == {"flare", "check-in"}


def test_a_yes_is_heard_when_the_plan_was_closed_meanwhile(as_pia):
    assert "Get help now" in as_pia.post(FLARE, {"yes": "weakness"}).content.decode()
    assert Task.objects.get().reason_code == "red_flag_weakness"


@pytest.mark.parametrize("sign", SIGNS)
def test_a_yes_says_whom_to_call_and_opens_a_task(as_pia, plan, pia_record, sign):
    page = as_pia.post(FLARE, {"yes": sign}).content.decode()
    assert "Get help now" in page
    assert 'href="tel:911"' in page
    assert "{emergency}" not in page
    answer = RedFlagAnswer.objects.get()
    assert (answer.patient, answer.flag, answer.answer) == (pia_record, sign, "yes")
    assert Task.objects.get().reason_code == f"red_flag_{sign}"


def test_a_yes_by_link_counts_as_much(by_link, pia_record):
    client, address = by_link
    client.post(address, {"yes": "weakness"})
    assert Task.objects.get().patient == pia_record


def test_a_double_tap_opens_one_task(as_pia, plan):
    for _ in range(2):
        as_pia.post(FLARE, {"yes": "weakness"})
    assert (RedFlagAnswer.objects.count(), Task.objects.count()) == (1, 1)


def test_none_of_these_is_written_down_and_leads_to_the_script(as_pia, plan):
    answer = as_pia.post(FLARE, {"none": "1"})
    assert answer.headers["Location"] == f"{FLARE}#script"
    assert set(RedFlagAnswer.objects.values_list("flag", "answer")) == {(sign, "no") for sign in SIGNS}
    assert not Task.objects.exists()


@pytest.mark.parametrize("said", [{}, {"yes": "cancer"}, {"yes": "<b>"}])
def test_any_other_answer_writes_nothing(as_pia, plan, said):
    assert as_pia.post(FLARE, said).status_code == 200
    assert not RedFlagAnswer.objects.exists()


def test_the_number_is_the_clinics_own(as_pia, plan, maple):
    maple.emergency_number = "112"
    maple.save()
    assert 'href="tel:112"' in as_pia.get(FLARE).content.decode()


def test_a_look_is_in_the_access_log(as_pia, plan, pia_record):
    as_pia.get(FLARE)
    assert Event.objects.filter(patient_id=pia_record.pk, action="read", category="flare").exists()


def test_other_methods_and_other_people_are_refused(as_pia, as_, dr_amara, plan):
    assert as_pia.delete(FLARE).status_code == 405
    assert as_(dr_amara).get(FLARE).status_code == 403


def test_words_of_the_plan_are_shown_as_words(as_pia, plan):
    plan.flare_day_1 = "<img src=x onerror=alert(1)>"
    plan.save()
    assert "<img" not in as_pia.get(FLARE).content.decode()
