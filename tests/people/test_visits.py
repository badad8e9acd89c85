"""Book, move, cancel and mark visits."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from people.models import Task, Visit
from tests.factories.people import NOON


@pytest.fixture
def booking(dr_amara):
    return {"kind": "intake", "starts_at": "2026-12-01T09:30", "minutes": "60", "with_user": dr_amara.pk}


@pytest.fixture
def visit(as_, desk_cleo, pia_record, booking):
    as_(desk_cleo).post(reverse("people:visits", args=[pia_record.pk]), booking)
    return Visit.objects.get()


def test_a_visit_is_booked_on_the_clinics_clock(visit):
    assert visit.starts_at == datetime(2026, 12, 1, 9, 30, tzinfo=ZoneInfo("America/New_York"))


def test_a_double_click_books_once(as_, desk_cleo, pia_record, visit, booking):
    as_(desk_cleo).post(reverse("people:visits", args=[pia_record.pk]), booking)
    assert Visit.objects.count() == 1


def test_a_time_that_the_clocks_skip_is_refused(as_, desk_cleo, pia_record, booking):
    answer = as_(desk_cleo).post(
        reverse("people:visits", args=[pia_record.pk]), {**booking, "starts_at": "2027-03-14T02:30"}
    )
    assert answer.status_code == 422
    assert "The clocks change over this time" in answer.content.decode()
    assert not Visit.objects.exists()


def test_moving_keeps_the_row(as_, desk_cleo, visit):
    as_(desk_cleo).post(reverse("people:visit-move", args=[visit.pk]), {"starts_at": "2026-12-02T10:00"})
    visit.refresh_from_db()
    assert visit.starts_at == datetime(2026, 12, 2, 10, 0, tzinfo=ZoneInfo("America/New_York"))


def test_cancelling_needs_a_reason(as_, desk_cleo, visit):
    client, page = as_(desk_cleo), reverse("people:visit-cancel", args=[visit.pk])
    assert client.post(page, {"reason": ""}).status_code == 422
    client.post(page, {"reason": "Van broke down"})
    visit.refresh_from_db()
    assert (visit.status, visit.cancelled_reason) == ("cancelled", "Van broke down")


@pytest.mark.parametrize(
    ("marks", "ends_as"),
    [
        (["arrived", "done"], "done"),
        (["missed"], "missed"),
        (["missed", "done"], "missed"),
        (["done", "missed"], "done"),
        (["nonsense"], "planned"),
    ],
)
def test_marks_follow_the_table(as_, desk_cleo, visit, marks, ends_as):
    for mark in marks:
        as_(desk_cleo).post(reverse("people:visit-mark", args=[visit.pk]), {"status": mark})
    visit.refresh_from_db()
    assert visit.status == ends_as


@pytest.fixture
def left_behind(as_, boss_moss, desk_cleo, dr_ben, pia_record, booking, time_machine):
    """A visit with somebody who no longer works here."""
    time_machine.move_to(NOON, tick=False)
    as_(desk_cleo).post(reverse("people:visits", args=[pia_record.pk]), {**booking, "with_user": dr_ben.pk})
    for _ in range(2):
        as_(boss_moss).post(reverse("people:staff-deactivate", args=[dr_ben.pk]))
    return Visit.objects.get()


def test_the_desk_is_asked_once_to_move_the_visits_of_somebody_who_goes(left_behind):
    task = Task.objects.get()
    assert task.sentence == "Dr Ben Holt no longer works here: move the visit of 1 Dec, 09:30."
    assert (task.owner_role, task.patient_id) == ("front_desk", left_behind.patient_id)


@pytest.mark.parametrize("status", ["done", "cancelled"])
def test_visits_that_are_over_are_not_moved(as_, boss_moss, dr_ben, visit, status):
    Visit.objects.update(status=status, with_user=dr_ben)
    as_(boss_moss).post(reverse("people:staff-deactivate", args=[dr_ben.pk]))
    assert not Task.objects.exists()


def test_moving_it_to_a_colleague_settles_the_task(as_, desk_cleo, left_behind, dr_amara):
    client, page = as_(desk_cleo), reverse("people:visit-move", args=[left_behind.pk])
    refused = client.post(page, {"starts_at": "2026-12-02T10:00"})
    assert (refused.status_code, Task.objects.get().status) == (422, "open")
    assert "no longer works here" in refused.content.decode()
    client.post(page, {"starts_at": "2026-12-02T10:00", "with_user": dr_amara.pk})
    left_behind.refresh_from_db()
    assert (left_behind.with_user, Task.objects.get().status) == (dr_amara, "cancelled")


def test_cancelling_it_settles_the_task(as_, desk_cleo, left_behind):
    as_(desk_cleo).post(reverse("people:visit-cancel", args=[left_behind.pk]), {"reason": "Moved away"})
    assert Task.objects.get().status == "cancelled"


def test_somebody_who_is_back_keeps_their_visits(as_, boss_moss, dr_ben, left_behind):
    as_(boss_moss).post(reverse("people:staff-reactivate", args=[dr_ben.pk]))
    assert (Task.objects.get().status, left_behind.with_user) == ("cancelled", dr_ben)
