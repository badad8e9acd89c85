"""The home page: something for everybody, and nothing that is not theirs."""

from datetime import timedelta

import pytest
import time_machine

from audit.models import Event
from people.models import Patient, Task, Visit
from tests.chart.test_storyboard import text_of
from tests.factories.chart import whole_chart
from tests.factories.people import NOON


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


def task(patient, sentence: str, role: str, **facts) -> Task:
    usual = {
        "clinic": patient.clinic,
        "patient": patient,
        "reason_code": "test",
        "owner_role": role,
        "due_at": NOON,
        "created_at": NOON,
        "source_kind": "test",
        "source_id": sentence,
    }
    return Task.objects.create(sentence=sentence, **{**usual, **facts})


def visit(patient, user, hours: int = 1) -> Visit:
    return Visit.objects.create(
        clinic=patient.clinic,
        patient=patient,
        kind="follow_up",
        starts_at=NOON + timedelta(hours=hours),
        minutes=30,
        with_user=user,
    )


def test_a_physician_sees_visits_decisions_and_tasks(as_, dr_amara, pia_record):
    whole_chart(pia_record, dr_amara)
    visit(pia_record, dr_amara)
    task(pia_record, "Foot drop: examine today", "physician", priority="stat")
    text = text_of(as_(dr_amara).get("/"))
    assert "Today, Friday 20 November" in text
    assert "13:00 Okafor, Pia" in text
    assert "does sitting 60 minutes hold with no flare? due in 2 days" in text
    assert "Foot drop: examine today" in text


def test_a_row_is_written_for_each_person_on_the_page(as_, dr_amara, pia_record):
    whole_chart(pia_record, dr_amara)
    visit(pia_record, dr_amara)
    as_(dr_amara).get("/")
    assert Event.objects.filter(action="read", category="today", patient_id=pia_record.pk).count() == 1


def test_a_closed_record_has_nothing_to_decide(as_, dr_amara, pia_record):
    whole_chart(pia_record, dr_amara)
    Patient.objects.update(closed_at=NOON, closed_reason="died")
    client = as_(dr_amara)
    assert "does sitting 60 minutes hold" not in text_of(client.get("/"))
    assert "due in 2 days" not in text_of(client.get(f"/patients/{pia_record.pk}/record/"))


def test_a_colleague_may_take_a_task_of_the_role_but_is_led_to_no_chart(as_, dr_ben, dr_amara, pia_record):
    whole_chart(pia_record, dr_amara)
    task(pia_record, "Foot drop: examine today", "physician", priority="stat")
    response = as_(dr_ben).get("/")
    assert "Foot drop: examine today" in text_of(response)
    assert "sitting 60 minutes" not in text_of(response)
    assert f'"/patients/{pia_record.pk}/contact/"' in response.content.decode()
    assert f'"/patients/{pia_record.pk}/"' not in response.content.decode()


def test_the_day_is_the_clinics(as_, dr_amara, pia_record):
    """At 23:30 in New York it is tomorrow in UTC, and the visit belongs to today."""
    late = NOON.replace(hour=4, minute=30) + timedelta(days=1)
    visit(pia_record, dr_amara, hours=11)
    with time_machine.travel(late, tick=False):
        text = text_of(as_(dr_amara).get("/"))
    assert "Today, Friday 20 November" in text
    assert "23:00 Okafor, Pia" in text


def test_the_front_desk_sees_the_clinics_visits_and_no_clinical_words(as_, desk_cleo, dr_amara, pia_record):
    whole_chart(pia_record, dr_amara)
    visit(pia_record, dr_amara)
    task(pia_record, "No e-mail address: ask for one", "front_desk")
    page = as_(desk_cleo).get("/")
    text = text_of(page)
    assert "with Dr Amara Rao" in text
    assert "No e-mail address: ask for one" in text
    assert "sitting 60 minutes" not in text
    assert f"/patients/{pia_record.pk}/visits/" in page.content.decode()


def test_a_navigator_sees_tasks_first(as_, nav_nia, dr_amara, pia_record):
    whole_chart(pia_record, dr_amara)
    task(pia_record, "Call about the new shoes", "navigator")
    text = text_of(as_(nav_nia).get("/"))
    assert "Call about the new shoes" in text
    assert "due 20 Nov, 12:00" in text  # the clinic's wall, not UTC
    assert "Decisions due (1)" in text
    assert "more" not in text


def test_a_manager_sees_numbers_and_nobodys_name(as_, boss_moss, dr_amara, pia_record):
    whole_chart(pia_record, dr_amara)
    text = text_of(as_(boss_moss).get("/"))
    assert "Open records 1" in text
    assert "Plans in force 1" in text
    assert "Okafor" not in text


def test_only_get(as_, dr_amara):
    assert as_(dr_amara).post("/").status_code == 405


def test_a_patient_goes_to_their_own_side(as_, pia, pia_record):
    assert as_(pia).get("/").headers["Location"] == "/me/"


def test_long_lists_are_cut_and_counted_with_the_same_queries(
    as_, dr_amara, pia_record, django_assert_max_num_queries
):
    for n in range(30):
        task(pia_record, f"Task {n}", "physician")
    client = as_(dr_amara)
    client.get("/")
    with django_assert_max_num_queries(9):
        text = text_of(client.get("/"))
    assert "Tasks (30)" in text
    assert "and 18 more" in text
