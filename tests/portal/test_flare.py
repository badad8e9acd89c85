import pytest
from django.test import Client
from django.urls import reverse

from audit.models import Event
from outcomes.models import RedFlagAnswer
from people.models import Task
from portal.views.flare import SIGNS

FLARE = reverse("portal:flare")


@pytest.fixture
def by_link(link, plan) -> tuple[Client, str]:
    return Client(), f"{link}flare/"


def test_danger_comes_first_then_the_three_days_of_the_plan(as_pia, plan):
    page = as_pia.get(FLARE).content.decode()
    order = ["Is it this?", "Call 911", "None of these".lower(), "This flare will pass", "Do half.", "Day 3"]
    places = [page.index(words) for words in order]
    assert places == sorted(places)


def test_without_a_signed_plan_there_is_no_script(as_pia):
    assert as_pia.get(FLARE).headers["Location"] == reverse("portal:home")


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
