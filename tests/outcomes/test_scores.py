"""Scores that a packet brings, and how they are withdrawn; what is entered in error."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from core.errors import DomainError
from outcomes import services
from outcomes.models import Goal, Measure, Reading, Response, Score
from outcomes.rules.words import Mode, ResponseStatus
from outcomes.services import ImportedScore
from tests.factories.outcomes import GoalFactory, MeasureFactory, ReadingFactory, ScoreFactory
from tests.factories.people import NOON

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
PACKET = ("intake.referral", "r1")


def pain(value="4", on=date(2026, 1, 5), key="obs-1", instrument="nrs"):
    return ImportedScore(instrument, Decimal(value), on, key)


def bring(patient, by, *rows, source=PACKET):
    return services.import_scores(patient=patient, rows=rows, source=source, by=by, at=NOON)


def test_a_packet_brings_each_score_once(pia_record, amara, audited):
    first = bring(pia_record, amara, pain(), pain("6", key="obs-2"))
    again = bring(pia_record, amara, pain(), pain("6", key="obs-2"), pain("3", key="obs-3"))
    assert (first.taken, first.known) == (2, 0)
    assert (again.taken, again.known) == (1, 2)
    assert audited(pia_record) == ["scores_imported", "scores_imported"]
    score = Score.objects.get(source_key="obs-1")
    assert (score.value, score.mode, score.source_kind, score.response) == (4, Mode.IMPORT, PACKET[0], None)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (pain("11"), "runs from 0 to 10"),
        (pain("-1"), "runs from 0 to 10"),
        (pain(on=TODAY + timedelta(days=1)), "in the future"),
        (pain(on=date(1983, 3, 11)), "before the birth date"),
        (pain(key=""), "no id of its own"),
    ],
)
def test_a_score_that_cannot_be_is_named_and_the_others_are_taken(pia_record, amara, row, why):
    result = bring(pia_record, amara, row, pain(key="good"))
    assert result.taken == 1
    ((refused, sentence),) = result.refused
    assert refused == row
    assert why in sentence


def test_the_history_of_somebody_who_died_is_taken(pia_record, amara):
    pia_record.closed_at = NOON
    assert bring(pia_record, amara, pain()).taken == 1


def test_nothing_new_leaves_no_trace(pia_record, amara, audited):
    bring(pia_record, amara)
    assert audited(pia_record) == []


def test_a_packet_is_undone_and_may_come_again(pia_record, amara, stranger):
    bring(pia_record, amara, pain())
    bring(pia_record, amara, pain(key="other"), source=("intake.referral", "r2"))
    with pytest.raises(PermissionDenied):
        services.withdraw_scores(source=PACKET, reason="wrong person", by=stranger, at=NOON)
    assert services.withdraw_scores(source=PACKET, reason="wrong person", by=amara, at=NOON) == 1
    assert services.withdraw_scores(source=PACKET, reason="wrong person", by=amara, at=NOON) == 0
    assert bring(pia_record, amara, pain()).taken == 1
    assert Score.objects.filter(erred_at=None).count() == 2


def in_error(row, by, reason="typed into the wrong chart"):
    services.enter_in_error(row=row, reason=reason, by=by, at=NOON)


def test_a_response_and_its_score_are_one_fact(pia_record, amara, audited):
    answers = {"pain": 1, "enjoyment": 2, "activity": 3}
    given = {"instrument": "peg", "answers": answers, "true_on": TODAY, "mode": Mode.PAPER, "at": NOON}
    by_score = services.record_response(patient=pia_record, by=amara, **given).scores.get()
    given["answers"] = {**answers, "pain": 2}
    by_response = services.record_response(patient=pia_record, by=amara, **given)
    in_error(by_score, amara)
    in_error(by_response, amara)
    assert not Score.objects.filter(erred_at=None).exists()
    assert set(Response.objects.values_list("status", flat=True)) == {ResponseStatus.ENTERED_IN_ERROR}
    assert audited(pia_record).count("entered_in_error") == 4


def test_a_score_from_outside_a_reading_and_a_goal_stand_alone(pia_record, amara):
    rows = [ScoreFactory(patient=pia_record), GoalFactory(patient=pia_record)]
    rows.append(ReadingFactory(measure=MeasureFactory(patient=pia_record)))
    for row in rows:
        in_error(row, amara, " wrong date ")
        row.refresh_from_db()
        assert (row.erred_at, row.erred_by_id, row.erred_reason) == (NOON, amara.user_id, "wrong date")


def test_marking_an_old_copy_keeps_what_was_saved_since(pia_record, amara):
    old_copy = GoalFactory(patient=pia_record, words="Walk")
    Goal.objects.update(words="Walk the dog")
    in_error(old_copy, amara)
    goal = Goal.objects.get()
    assert (goal.words, goal.is_entered_in_error) == ("Walk the dog", True)


def test_a_measure_takes_its_readings_along_unless_a_goal_rests_on_it(pia_record, amara):
    measure = MeasureFactory(patient=pia_record)
    ReadingFactory(measure=measure)
    goal = GoalFactory(patient=pia_record, measure=measure)
    with pytest.raises(DomainError, match="goal rests on"):
        in_error(measure, amara)
    Goal.objects.filter(pk=goal.pk).update(measure=None)
    in_error(measure, amara)
    assert not Measure.objects.filter(erred_at=None).exists()
    assert not Reading.objects.filter(erred_at=None).exists()


def test_a_reason_is_needed_and_once_is_enough(pia_record, amara, stranger):
    score = ScoreFactory(patient=pia_record)
    with pytest.raises(DomainError, match="what was wrong"):
        in_error(score, amara, " ")
    with pytest.raises(PermissionDenied):
        in_error(score, stranger)
    in_error(score, amara)
    with pytest.raises(DomainError, match="already"):
        in_error(score, amara)


def test_a_closed_record_may_still_be_corrected(pia_record, amara):
    pia_record.closed_at, pia_record.closed_reason = NOON, "moved"
    pia_record.save()
    in_error(ScoreFactory(patient=pia_record), amara)
