"""Tasks: mine or my role's, taken and closed with an outcome."""

from datetime import timedelta

import pytest
from django.urls import reverse

from audit.models import Event
from people.models import Task
from tests.factories.followup import TaskFactory
from tests.factories.people import NOON, PatientFactory

pytestmark = pytest.mark.django_db
URL = "/tasks/"


@pytest.fixture(autouse=True)
def noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def task(pia_record):
    return TaskFactory(patient=pia_record, sentence="Call her pharmacy.")


def text(answer) -> str:
    return answer.content.decode()


def test_the_list_holds_mine_and_my_roles(as_, nav_nia, dr_amara, pia_record, task):
    TaskFactory(patient=pia_record, sentence="Doctor's.", owner_role="physician")
    TaskFactory(patient=pia_record, sentence="Amara's.", owner=dr_amara)
    TaskFactory(patient=pia_record, sentence="Nia's own.", owner=nav_nia)
    seen = text(as_(nav_nia).get(URL))
    assert "Call her pharmacy." in seen
    assert "Nia&#x27;s own." in seen
    assert "Doctor&#x27;s." not in seen
    assert "Amara&#x27;s." not in seen


def test_the_urgent_come_first_then_the_oldest(as_, nav_nia, pia_record):
    TaskFactory(patient=pia_record, sentence="Old.", due_at=NOON - timedelta(days=3))
    TaskFactory(patient=pia_record, sentence="Stat.", priority="stat", due_at=NOON)
    TaskFactory(patient=pia_record, sentence="Urgent.", priority="urgent", due_at=NOON)
    seen = text(as_(nav_nia).get(URL))
    assert seen.index("Stat.") < seen.index("Urgent.") < seen.index("Old.")


def test_a_time_that_is_over_says_so(as_, nav_nia, pia_record):
    TaskFactory(patient=pia_record, sentence="Old.", due_at=NOON - timedelta(days=3))
    assert "Was due" in text(as_(nav_nia).get(URL))


def test_times_are_the_clinics(as_, nav_nia, task):
    assert "Due 20 Nov, 12:00" in text(as_(nav_nia).get(URL))


def test_reading_the_list_is_audited(as_, nav_nia, task):
    as_(nav_nia).get(URL)
    assert Event.objects.filter(action="read", category="tasks", patient_id=task.patient_id).count() == 1


def test_an_empty_list_says_what_will_be_here(as_, desk_cleo):
    assert "No open tasks for you or your role." in text(as_(desk_cleo).get(URL))


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_costs_the_same_queries_however_long(
    as_, nav_nia, maple, django_assert_max_num_queries, count
):
    for _ in range(count):
        TaskFactory(patient=PatientFactory(clinic=maple))
    client = as_(nav_nia)
    client.get(URL)
    with django_assert_max_num_queries(6):
        client.get(URL)


def test_taking_a_task_says_who_and_when(as_, nav_nia, task):
    as_(nav_nia).post(f"/tasks/{task.pk}/acknowledge/")
    task.refresh_from_db()
    assert (task.acknowledged_by, task.acknowledged_at) == (nav_nia, NOON)
    assert f"taken by {nav_nia.name}" in text(as_(nav_nia).get(URL))
    assert Event.objects.filter(action="task_acknowledged").count() == 1


def test_closing_a_task_keeps_how_it_ended(as_, nav_nia, task):
    answer = as_(nav_nia).post(f"/tasks/{task.pk}/close/", {"outcome": "Pharmacy agreed"})
    assert answer.status_code == 302
    task.refresh_from_db()
    assert (task.status, task.outcome, task.closed_by) == ("done", "Pharmacy agreed", nav_nia)


@pytest.mark.parametrize("outcome", ["", "   ", "x" * 301])
def test_an_ending_that_is_none_is_refused_and_kept(as_, nav_nia, task, outcome):
    answer = as_(nav_nia).post(f"/tasks/{task.pk}/close/", {"outcome": outcome})
    assert answer.status_code == 422
    assert "field-error" in text(answer)
    assert outcome in text(answer)
    assert Task.objects.get().status == "open"


@pytest.mark.parametrize("act", ["acknowledge", "close"])
def test_another_roles_task_is_neither_told_nor_done(as_, desk_cleo, pia_record, act):
    alarm = TaskFactory(patient=pia_record, owner_role="physician", sentence="Danger sign, self-harm: yes.")
    answer = as_(desk_cleo).post(f"/tasks/{alarm.pk}/{act}/", {"outcome": "x"}, follow=True)
    assert (answer.status_code, "self-harm" in text(answer)) == (404, False)
    alarm.refresh_from_db()
    assert (alarm.status, alarm.acknowledged_at) == ("open", None)


@pytest.mark.parametrize(("priority", "may_cover"), [("stat", True), ("urgent", True), ("routine", False)])
def test_a_colleague_covers_what_is_urgent_and_is_not_told_the_rest(
    as_, dr_ben, dr_amara, pia_record, priority, may_cover
):
    task = TaskFactory(patient=pia_record, owner_role="physician", owner=dr_amara, priority=priority)
    as_(dr_ben).post(f"/tasks/{task.pk}/acknowledge/")
    task.refresh_from_db()
    assert (task.acknowledged_by == dr_ben) is may_cover


def test_a_task_of_ones_own_is_shown_whoever_the_care_team_is(as_, dr_ben, pia_record):
    TaskFactory(patient=pia_record, owner_role="physician", owner=dr_ben, sentence="Call the pharmacy.")
    assert "Call the pharmacy." in text(as_(dr_ben).get("/tasks/"))


@pytest.mark.parametrize(
    ("who", "opens", "calls"),
    [("dr_amara", True, False), ("dr_ben", False, True), ("desk_cleo", False, True)],
)
def test_a_name_leads_where_the_reader_may_go(request, as_, pia_record, who, opens, calls):
    user = request.getfixturevalue(who)
    TaskFactory(patient=pia_record, owner_role=user.role, priority="urgent")
    page = text(as_(user).get(URL))
    chart = f'href="{reverse("chart:storyboard", args=[pia_record.pk])}"'
    contact = f'href="{reverse("people:patient-contact", args=[pia_record.pk])}"'
    assert (chart in page, contact in page) == (opens, calls)
    assert ("not on this care team" in page) is (who == "dr_ben")


@pytest.mark.parametrize("act", ["acknowledge", "close"])
def test_acts_are_posted(as_, nav_nia, task, act):
    assert as_(nav_nia).get(f"/tasks/{task.pk}/{act}/").status_code == 405


@pytest.mark.parametrize(("who", "status"), [("dr_dara", 404), ("boss_moss", 403), ("pia", 403)])
@pytest.mark.parametrize("act", ["acknowledge", "close"])
def test_who_may_not(request, as_, task, who, status, act):
    answer = as_(request.getfixturevalue(who)).post(f"/tasks/{task.pk}/{act}/", {"outcome": "x"})
    assert answer.status_code == status
    task.refresh_from_db()
    assert (task.status, task.acknowledged_at) == ("open", None)
