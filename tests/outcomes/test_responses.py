"""Filling in: all at once, one item at a time, and what an alarming answer does at once."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from core.errors import DomainError
from outcomes import instruments, services
from outcomes.models import Answer, Response, Score
from outcomes.rules.instrument import Alarm
from outcomes.rules.words import AskState, Mode, ResponseStatus
from people.models import Task
from tests.factories.outcomes import AskFactory
from tests.factories.people import NOON

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
PEG = {"pain": 4, "enjoyment": 5, "activity": 5}


def record(patient, by, **changes):
    given = {"instrument": "peg", "answers": PEG, "true_on": TODAY, "mode": Mode.PAPER, "at": NOON, **changes}
    return services.record_response(patient=patient, by=by, **given)


@pytest.fixture
def ask(pia_record):
    return AskFactory(patient=pia_record)


@pytest.fixture
def alarming_peg(monkeypatch):
    """PEG whose first item raises the self-harm sign from 8 on: no shipped instrument alarms yet."""
    peg = instruments.get("peg")
    item = replace(peg.items[0], alarm=Alarm(8, "self_harm"))
    alarming = replace(peg, items=(item, *peg.items[1:]))
    monkeypatch.setattr(instruments, "get", lambda key, version=None: alarming)


def test_a_paper_form_is_kept_and_scored(pia_record, amara, audited):
    response = record(pia_record, amara, source=("intake.intake", "7"))
    score = response.scores.get()
    assert score.value == Decimal("4.6667")
    assert (score.true_on, score.mode, score.source_kind) == (TODAY, Mode.PAPER, "intake.intake")
    assert response.status == ResponseStatus.COMPLETED
    assert dict(response.answers.values_list("item", "value")) == PEG
    assert audited(pia_record) == ["response_completed"]


def test_a_form_that_is_sent_twice_counts_once(pia_record, amara, audited):
    first, second = record(pia_record, amara), record(pia_record, amara, at=NOON + timedelta(seconds=2))
    assert first == second
    assert Score.objects.count() == 1
    assert audited(pia_record) == ["response_completed"]
    assert record(pia_record, amara, answers={**PEG, "pain": 6}) != first
    assert record(pia_record, amara, mode=Mode.STAFF) != first


def test_a_skipped_item_is_neither_zero_nor_missing(pia_record, amara):
    response = record(pia_record, amara, answers={"pain": 7, "enjoyment": None})
    kept = {row.item: (row.value, row.skipped) for row in response.answers.all()}
    assert kept == {"pain": (7, False), "enjoyment": (None, True)}
    assert response.scores.get().value is None


def test_an_odi_of_eight_sections_is_flagged_and_of_seven_has_no_score(pia_record, amara):
    keys = [item.key for item in instruments.get("odi").items]
    eight = record(pia_record, amara, instrument="odi", answers=dict.fromkeys(keys[:8], 3)).scores.get()
    seven = record(pia_record, amara, instrument="odi", answers=dict.fromkeys(keys[:7], 3)).scores.get()
    assert (eight.value, eight.flag) == (60, "prorated 8/10")
    assert (seven.value, seven.flag) == (None, "")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"answers": {}}, "nothing_answered"),
        ({"answers": {"pain": None}}, "nothing_answered"),
        ({"answers": {"pain": 11}}, "out_of_range"),
        ({"answers": {"mood": 1}}, "unknown_item"),
        ({"instrument": "sf36"}, "unknown_instrument"),
        ({"true_on": TODAY + timedelta(days=1)}, "future"),
        ({"true_on": date(1983, 3, 11)}, "before_birth"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(pia_record, amara, changes, code):
    with pytest.raises(DomainError) as refused:
        record(pia_record, amara, **changes)
    assert refused.value.code == code
    assert not Response.objects.exists()


def test_another_clinic_and_a_closed_record_are_refused(pia_record, amara, stranger):
    with pytest.raises(PermissionDenied):
        record(pia_record, stranger)
    pia_record.closed_at = NOON
    with pytest.raises(DomainError, match="closed"):
        record(pia_record, amara)


def test_an_ask_of_somebody_else_is_refused(pia_record, quin_record, amara):
    with pytest.raises(DomainError, match="somebody else"):
        record(pia_record, amara, ask=AskFactory(patient=quin_record))


def test_paper_does_not_overwrite_what_a_phone_began(pia_record, herself, amara, ask):
    services.start_response(ask=ask, mode=Mode.PHONE, by=herself, at=NOON)
    with pytest.raises(DomainError, match="begun to answer"):
        record(pia_record, amara, ask=ask)


def test_paper_answers_an_ask(pia_record, amara, ask):
    assert record(pia_record, amara, ask=ask).ask.state == AskState.DONE


def test_a_phone_answers_item_by_item_and_resumes(pia_record, herself, ask, audited):
    response = services.start_response(ask=ask, mode=Mode.PHONE, by=herself, at=NOON)
    services.save_answer(response=response, item="pain", value=6, by=herself, at=NOON)
    again = services.start_response(ask=ask, mode=Mode.PHONE, by=herself, at=NOON + timedelta(days=1))
    assert again == response
    for item, value in (("pain", 4), ("enjoyment", 5), ("activity", 5)):
        services.save_answer(response=again, item=item, value=value, by=herself, at=NOON)
    services.complete_response(response=again, by=herself, at=NOON + timedelta(days=1))
    ask.refresh_from_db()
    assert ask.state == AskState.DONE
    assert Score.objects.get().value == Decimal("4.6667")
    assert Score.objects.get().true_on == TODAY + timedelta(days=1)
    assert audited(pia_record).count("answer_saved") == 4


def test_a_finished_questionnaire_stays_as_it_is(herself, ask):
    response = services.start_response(ask=ask, mode=Mode.PHONE, by=herself, at=NOON)
    services.save_answer(response=response, item="pain", value=6, by=herself, at=NOON)
    done = services.complete_response(response=response, by=herself, at=NOON)
    assert services.complete_response(response=done, by=herself, at=NOON) == done
    with pytest.raises(DomainError, match="already sent"):
        services.save_answer(response=done, item="pain", value=1, by=herself, at=NOON)
    stale = Response.objects.get(pk=done.pk)
    stale.status = ResponseStatus.IN_PROGRESS
    with pytest.raises(DomainError, match="already sent"):
        services.complete_response(response=stale, by=herself, at=NOON)
    assert Score.objects.count() == 1


@pytest.mark.parametrize("state", [AskState.SCHEDULED, AskState.EXPIRED, AskState.CANCELLED, AskState.DONE])
def test_only_an_open_ask_is_answered(herself, ask, state):
    ask.state = state
    ask.save()
    with pytest.raises(DomainError, match="closed now"):
        services.start_response(ask=ask, mode=Mode.PHONE, by=herself, at=NOON)


def test_the_window_also_closes_what_was_begun(herself, ask):
    response = services.start_response(ask=ask, mode=Mode.PHONE, by=herself, at=NOON)
    with pytest.raises(DomainError, match="closed now"):
        services.save_answer(response=response, item="pain", value=6, by=herself, at=ask.closes_at)


@pytest.mark.parametrize(("item", "value"), [("pain", 11), ("mood", 1)])
def test_a_bad_answer_leaves_the_others_alone(herself, ask, item, value):
    response = services.start_response(ask=ask, mode=Mode.PHONE, by=herself, at=NOON)
    with pytest.raises(DomainError):
        services.save_answer(response=response, item=item, value=value, by=herself, at=NOON)
    assert not Answer.objects.exists()


@pytest.mark.usefixtures("alarming_peg")
def test_an_alarming_answer_is_acted_upon_when_it_is_saved(herself, ask, dr_amara):
    response = services.start_response(ask=ask, mode=Mode.PHONE, by=herself, at=NOON)
    saved = services.save_answer(response=response, item="pain", value=8, by=herself, at=NOON)
    task = Task.objects.get()
    assert saved.danger.task == task
    assert "988" in saved.danger.patient_to_do
    assert (task.owner, task.due_at) == (dr_amara, NOON + timedelta(minutes=30))
    assert response.status == ResponseStatus.IN_PROGRESS


@pytest.mark.usefixtures("alarming_peg")
def test_a_paper_form_alarms_too_and_a_lower_answer_does_not(pia_record, amara):
    record(pia_record, amara, answers={**PEG, "pain": 7})
    assert not Task.objects.exists()
    record(pia_record, amara, answers={**PEG, "pain": 9})
    assert Task.objects.get().reason_code == "red_flag_self_harm"


def all_of(key: str, value: int) -> dict[str, int]:
    return {item.key: value for item in instruments.get(key).items}


def test_a_longer_form_leaves_a_series_for_each_part(pia_record, amara):
    response = record(pia_record, amara, instrument="phq4", answers=all_of("phq4", 2))
    assert dict(response.scores.values_list("instrument", "value")) == {"phq4": 8, "gad2": 4, "phq2": 4}
    assert {score.true_on for score in response.scores.all()} == {TODAY}


def test_a_profile_has_no_score_of_its_own(pia_record, amara):
    response = record(pia_record, amara, instrument="promis_29", answers=all_of("promis_29", 3))
    kept = set(response.scores.values_list("instrument", "version"))
    assert ("promis_pf_4a", "2.0") in kept
    assert len(kept) == 8
    assert "promis_29" not in dict(kept)


def test_an_error_takes_all_parts_along(pia_record, amara):
    response = record(pia_record, amara, instrument="phq4", answers=all_of("phq4", 2))
    one = response.scores.get(instrument="gad2")
    services.enter_in_error(row=one, reason="wrong chart", by=amara, at=NOON)
    assert not response.scores.filter(erred_at=None).exists()


def test_item_9_on_paper_opens_the_task(pia_record, amara, dr_amara):
    record(pia_record, amara, instrument="phq9", answers={**all_of("phq9", 0), "self_harm": 1})
    assert Task.objects.get().reason_code == "red_flag_self_harm"
