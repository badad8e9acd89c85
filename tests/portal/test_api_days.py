from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from outcomes.models import Day, DayEntry
from portal.visitors import Visitor
from tests.factories.people import NOON
from tests.portal.test_check_in import TODAY

DAYS = reverse("portal:api-days")


def send(client: Client, *, key: str | None = None, content_type="application/json", **changed):
    body = {"day": TODAY.isoformat(), "mark": "3", **changed}
    return client.post(
        DAYS, body, content_type=content_type, headers={"Idempotency-Key": key or str(uuid4())}
    )


def test_a_day_is_kept(as_pia, pia_record):
    answer = send(as_pia, moved_minutes="10", claimed_at="2026-11-20T16:59:00.000Z")
    assert answer.status_code == 201
    assert answer.json() == {"day": "2026-11-20", "is_late": False, "message": "Saved. Your team can see it."}
    assert Day.objects.get(patient=pia_record).moved_minutes == 10
    assert DayEntry.objects.get().claimed_at == NOON - timedelta(minutes=1)


def test_the_same_key_again_changes_nothing_and_says_so(as_pia):
    key = str(uuid4())
    send(as_pia, key=key)
    again = send(as_pia, key=key)
    assert (again.status_code, again.headers["Idempotent-Replayed"]) == (200, "true")
    assert (DayEntry.objects.count(), Day.objects.get().mark) == (1, 3)


def test_the_same_key_with_other_words_is_refused(as_pia):
    key = str(uuid4())
    send(as_pia, key=key)
    other = send(as_pia, key=key, mark="1")
    assert (other.status_code, other.json()["code"]) == (422, "key_reused")
    assert (DayEntry.objects.count(), Day.objects.get().mark) == (1, 3)


def test_days_that_wait_for_a_signal_arrive_in_any_order(as_pia):
    send(as_pia, mark="1", claimed_at="2026-11-20T16:30:00Z")
    send(as_pia, mark="2", claimed_at="2026-11-20T15:30:00Z")
    assert Day.objects.get().mark == 1
    assert DayEntry.objects.count() == 2


def test_a_link_is_enough(link, pia_record):
    token = link.removeprefix("/d/").rstrip("/")
    answer = Client(enforce_csrf_checks=True).post(
        DAYS,
        {"day": TODAY.isoformat(), "mark": 1},
        content_type="application/json",
        headers={"Idempotency-Key": str(uuid4()), "Authorization": f"Day {token}"},
    )
    assert answer.status_code == 201
    assert Day.objects.get().patient == pia_record


@pytest.mark.parametrize("header", [{}, {"Authorization": "Day nobody"}, {"Authorization": "Bearer x"}])
def test_nobody_is_asked_to_sign_in(db, header):
    answer = Client().post(DAYS, {}, content_type="application/json", headers=header)
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Day")


def test_staff_do_not_send_days_here(as_, dr_amara):
    assert send(as_(dr_amara)).status_code == 403


def test_an_account_without_a_record_sends_nothing(as_, quin):
    assert send(as_(quin)).status_code == 403


def test_one_persons_days_are_never_taken_as_anothers(as_pia, quin_record, actor_of, quin):
    other = Visitor(quin_record, actor_of(quin)).owner
    assert send(as_pia, owner=other).status_code == 403
    assert not DayEntry.objects.exists()


def test_the_owner_is_opaque_and_ones_own(as_pia, pia_record, pia, actor_of):
    owner = Visitor(pia_record, actor_of(pia)).owner
    assert pia_record.pk.hex not in owner
    assert send(as_pia, owner=owner).status_code == 201


def test_a_session_needs_its_csrf_token(pia, pia_record):
    client = Client(enforce_csrf_checks=True)
    client.force_login(pia, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert send(client).status_code == 403


@pytest.mark.parametrize(
    "changed",
    [
        {"mark": "9"},
        {"mark": None},
        {"mark": ["3"]},
        {"mark": True},
        {"day": {"a": 1}},
        {"day": 5},
        {"day": "2026-12-24"},
        {"slept_exact": "1e9"},
        {"patient": "somebody"},
        {"is_late": False},
        {"recorded_by": "x"},
        {"claimed_at": "yesterday"},
        {"goal_tick": "<img src=x>"},
    ],
)
def test_bad_input_is_refused_with_a_sentence(as_pia, changed):
    answer = send(as_pia, **changed)
    assert answer.status_code == 422
    assert answer.json()["message"]
    assert not DayEntry.objects.exists()


@pytest.mark.parametrize("body", ["[]", '"day"', "7", "null"])
def test_a_body_that_is_no_object_is_refused(as_pia, body):
    answer = as_pia.post(DAYS, body, content_type="application/json")
    assert answer.status_code == 422


def test_what_is_not_json_is_refused(as_pia):
    assert as_pia.post(DAYS, "{", content_type="application/json").status_code == 400
    assert as_pia.post(DAYS, {"mark": "1"}).status_code == 415


@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_other_methods_are_refused(as_pia, method):
    assert getattr(as_pia, method)(DAYS).status_code == 405


def test_steps_and_headaches_come_the_same_way(as_pia):
    more = {"moved_steps": "4000", "steps_exact": 4321, "headache": "2", "headache_medicine": "no"}
    assert send(as_pia, **more).status_code == 201
    day = Day.objects.get()
    assert (day.moved_steps, day.headache, day.headache_medicine) == (4321, 2, False)
    assert (day.moved_minutes, day.device_steps) == (None, None)


@pytest.mark.parametrize(
    "wrong", [{"moved_steps": "17"}, {"headache": "4"}, {"headache_medicine": "perhaps"}]
)
def test_a_tile_that_is_none_of_ours_is_refused(as_pia, wrong):
    answer = send(as_pia, **wrong)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert not DayEntry.objects.exists()
