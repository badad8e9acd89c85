"""Logging a call: what it holds, what follows from it, and taking it back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Event
from core.errors import DomainError
from followup.models import ContactAttempt, Hold
from followup.rules.words import CallResult
from followup.selectors import row_of, watch_of
from followup.services import log_call, undo_call
from outcomes.rules.words import AskState
from people.access import Actor
from people.models import Task
from tests.factories.followup import AskFactory, ContactAttemptFactory
from tests.factories.people import NOON

pytestmark = pytest.mark.django_db

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture(autouse=True)
def noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def ask(pia_record):
    return AskFactory(patient=pia_record)


@pytest.fixture
def url(pia_record):
    return f"/patients/{pia_record.pk}/calls/"


@pytest.fixture
def row(nav_nia, pia_record):
    return lambda at=NOON: row_of(watch_of(pia_record.clinic, Actor.of(nav_nia), at), pia_record.pk)


@pytest.fixture
def call(as_, nav_nia, url, ask):
    """Press a button on pia's row, as it was shown."""

    def press(result, *, note="", reasons=None, **headers):
        seen = f"questionnaire:{ask.pk}" if reasons is None else reasons
        return as_(nav_nia).post(url, {"result": result, "reasons": seen, "note": note}, **headers)

    return press


def test_a_call_is_kept_and_the_row_leaves(call, row, nav_nia, ask):
    answer = call("spoke_well", note="Doing fine", **HTMX)
    assert answer.status_code == 200
    assert "Spoke, all well" in answer.content.decode()
    attempt = ContactAttempt.objects.get()
    assert (attempt.result, attempt.by, attempt.note, attempt.phone) == (
        "spoke_well",
        nav_nia,
        "Doing fine",
        "555-0142",
    )
    assert row() is None
    assert Event.objects.filter(action="call_logged", object_id=str(attempt.pk)).count() == 1


def test_a_result_that_is_sent_twice_is_one_call(call):
    for _ in range(2):
        call("needs_clinician", note="Cannot sleep")
    assert (ContactAttempt.objects.count(), Task.objects.count()) == (1, 1)
    call("needs_clinician", note="And the pills are gone")
    assert ContactAttempt.objects.count() == 2


def test_without_scripts_it_goes_back_to_the_list(call):
    answer = call("left_message")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/worklist/")


@pytest.mark.parametrize(
    ("result", "days"),
    [
        ("spoke_well", 7),
        ("left_message", 2),
        ("no_answer.tomorrow", 1),
        ("no_answer.in_3_days", 3),
        ("wrong_number", 1),
    ],
)
def test_a_reason_that_stands_comes_back_on_its_day(call, row, result, days):
    call(result)
    assert row(NOON + timedelta(days=days, hours=-18)) is None
    assert row(NOON + timedelta(days=days)) is not None


def test_later_today_is_in_three_hours(call, row):
    call("no_answer.later_today")
    assert row(NOON + timedelta(hours=2, minutes=59)) is None
    assert row(NOON + timedelta(hours=3)) is not None


@pytest.mark.parametrize("why", ["already_seen", "moved", "died", "asked_not_to"])
def test_a_removal_has_a_reason_and_lasts(call, row, why):
    call(f"removed.{why}")
    assert ContactAttempt.objects.get().removal_reason == why
    assert row(NOON + timedelta(days=400)) is None


def test_after_a_removal_a_new_reason_brings_the_person_back(call, row, pia_record):
    call("removed.asked_not_to")
    AskFactory(patient=pia_record, instrument="odi")
    back = row()
    assert [reason.fact.label for reason in back.reasons] == ["ODI"]
    assert back.last_call.words == "Asked not to be called"


def test_a_reason_that_appeared_meanwhile_is_not_held(call, row, pia_record):
    late = AskFactory(patient=pia_record, instrument="odi")
    call("spoke_well")
    assert [reason.fact.source for reason in row().reasons] == [str(late.pk)]


def test_reasons_of_somebody_else_are_not_held(call, quin_record):
    foreign = AskFactory(patient=quin_record)
    call("spoke_well", reasons=f"questionnaire:{foreign.pk}")
    assert Hold.objects.count() == 0


@pytest.mark.parametrize(
    ("result", "code", "role"),
    [
        ("needs_clinician", "needs_clinician", "physician"),
        ("wrong_number", "wrong_number", "front_desk"),
        ("removed.died", "close_record", "front_desk"),
        ("removed.moved", "close_record", "front_desk"),
    ],
)
def test_what_follows_is_a_task(call, result, code, role):
    call(result)
    task = Task.objects.get()
    assert (task.reason_code, task.owner_role) == (code, role)


def test_the_lead_is_told_what_was_said(call, dr_amara):
    call("needs_clinician", note="Leg is numb.")
    task = Task.objects.get()
    assert (task.owner, task.priority) == (dr_amara, "urgent")
    assert task.sentence.endswith("Leg is numb.")


@pytest.mark.parametrize(
    "result", ["spoke_well", "left_message", "no_answer.tomorrow", "removed.already_seen"]
)
def test_the_rest_opens_none(call, result):
    call(result)
    assert not Task.objects.exists()


@pytest.mark.parametrize("result", ["", "removed", "no_answer.never", "spoke_well.tomorrow", "x"])
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_an_answer_that_is_none_keeps_the_note_and_writes_nothing(call, result, headers):
    answer = call(result, note="She asked about <b>stairs</b>", **headers)
    assert answer.status_code == 422
    assert "Say how the call went." in answer.content.decode()
    assert "She asked about &lt;b&gt;stairs&lt;/b&gt;" in answer.content.decode()
    assert not ContactAttempt.objects.exists()


def test_a_call_is_posted(as_, nav_nia, url):
    assert as_(nav_nia).get(url).status_code == 405


def test_undo_brings_the_row_back_and_cancels_the_task(as_, nav_nia, call, row):
    call("needs_clinician")
    attempt = ContactAttempt.objects.get()
    answer = as_(nav_nia).post(f"/calls/{attempt.pk}/undo/", **HTMX)
    assert answer.status_code == 200
    assert "PEG due today, not answered" in answer.content.decode()
    assert "data-focus" in answer.content.decode()
    assert row() is not None
    assert Task.objects.get().status == "cancelled"
    attempt.refresh_from_db()
    assert attempt.undone_at == NOON


def test_undo_twice_is_undo_once(as_, nav_nia, call):
    call("spoke_well")
    attempt = ContactAttempt.objects.get()
    for _ in range(2):
        assert as_(nav_nia).post(f"/calls/{attempt.pk}/undo/").status_code == 302
    assert Event.objects.filter(action="call_undone").count() == 1


def test_undo_after_the_reason_has_gone_says_so(as_, nav_nia, call, ask):
    call("spoke_well")
    type(ask).objects.update(state=AskState.DONE)
    answer = as_(nav_nia).post(f"/calls/{ContactAttempt.objects.get().pk}/undo/", **HTMX)
    assert "Nothing calls for Okafor, Pia any more." in answer.content.decode()


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_undo_is_for_the_same_day(as_, nav_nia, pia_record, headers):
    attempt = ContactAttemptFactory(patient=pia_record, by=nav_nia, at=NOON - timedelta(days=1))
    answer = as_(nav_nia).post(f"/calls/{attempt.pk}/undo/", follow=True, **headers)
    assert "on the same day" in answer.content.decode()
    attempt.refresh_from_db()
    assert attempt.undone_at is None


@pytest.mark.parametrize(
    ("who", "status"), [("dr_dara", 404), ("desk_cleo", 403), ("pia", 403), ("dr_ben", 403)]
)
def test_who_may_log_and_undo(request, as_, url, nav_nia, pia_record, who, status):
    attempt = ContactAttemptFactory(patient=pia_record, by=nav_nia)
    client = as_(request.getfixturevalue(who))
    assert client.post(url, {"result": "spoke_well"}, **HTMX).status_code == status
    assert client.post(f"/calls/{attempt.pk}/undo/", **HTMX).status_code == status


def test_the_service_refuses_another_clinic(pia_record, dr_dara):
    with pytest.raises(PermissionDenied):
        log_call(patient=pia_record, result=CallResult.SPOKE_WELL, reasons=[], by=Actor.of(dr_dara), at=NOON)


def test_the_service_refuses_a_caller_who_is_nobody(pia_record):
    nobody = Actor.system(pia_record.clinic_id)
    with pytest.raises(DomainError):
        log_call(patient=pia_record, result=CallResult.SPOKE_WELL, reasons=[], by=nobody, at=NOON)


def test_the_service_wants_a_reason_for_a_removal(pia_record, nav_nia):
    with pytest.raises(DomainError):
        log_call(patient=pia_record, result=CallResult.REMOVED, reasons=[], by=Actor.of(nav_nia), at=NOON)


def test_undo_of_an_earlier_call_keeps_the_later_one(nav_nia, pia_record, ask, row):
    reasons = row().reasons
    actor = Actor.of(nav_nia)
    first = log_call(patient=pia_record, result=CallResult.LEFT_MESSAGE, reasons=reasons, by=actor, at=NOON)
    log_call(patient=pia_record, result=CallResult.SPOKE_WELL, reasons=reasons, by=actor, at=NOON)
    undo_call(attempt=first, by=actor, at=NOON)
    assert row(NOON + timedelta(days=3)) is None
