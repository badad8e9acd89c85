"""What the chart says to the rules of mechanism and pattern: the newest that somebody told."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from intake.rules.mechanism import Answer
from intake.rules.proposals import proposals
from intake.selectors.maps import newest_maps
from intake.selectors.mechanisms import grounds_of, problem_facts
from intake.selectors.pattern import pattern_of
from tests.factories.intake import BodyMapFactory, TreatmentTriedFactory
from tests.factories.outcomes import ScoreFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 26)
LOW_BACK, RIGHT_CALF, LEFT_CALF = 215, 233, 234


def reason(patient, key):
    found = pattern_of(grounds_of(patient, today=TODAY))
    return next(one for one in found.reasons if one.key == key)


class TestMaps:
    def test_a_start_with_a_date_and_no_marks_is_no_start(self, pia_record):
        BodyMapFactory(patient=pia_record, layer="now", regions=[LOW_BACK, LEFT_CALF])
        BodyMapFactory(patient=pia_record, layer="start", true_on=date(2019, 1, 1), date_words="2019")
        assert set(newest_maps(pia_record)) == {"now"}
        assert reason(pia_record, "spread").holds == Answer.UNKNOWN

    def test_it_does_not_hide_an_older_one_with_marks(self, pia_record):
        BodyMapFactory(patient=pia_record, layer="now", regions=[LOW_BACK, LEFT_CALF, RIGHT_CALF])
        BodyMapFactory(patient=pia_record, layer="start", true_on=date(2018, 1, 1), regions=[LOW_BACK])
        BodyMapFactory(patient=pia_record, layer="start", true_on=date(2019, 1, 1))
        assert newest_maps(pia_record)["start"].on == date(2018, 1, 1)
        assert reason(pia_record, "spread").holds == Answer.YES

    def test_one_without_a_date_is_of_the_day_on_the_wall_of_the_clinic(self, pia_record):
        late = datetime(2026, 11, 4, 2, 0, tzinfo=UTC)
        BodyMapFactory(patient=pia_record, true_on=None, recorded_at=late, regions=[LOW_BACK])
        with timezone.override("America/Chicago"):
            assert newest_maps(pia_record)["now"].words == "Map of 3 Nov 2026"


class TestDrivers:
    @pytest.mark.parametrize(
        ("older", "newer", "words"),
        [
            (("phq9", 4), ("phq8", 18), "PHQ-8 18"),
            (("phq8", 4), ("phq9", 18), "PHQ-9 18"),
            (("isi", 5), ("promis_sd_4a", 65), "65"),
            (("promis_sd_4a", 50), ("isi", 22), "22"),
        ],
    )
    def test_an_old_score_does_not_hide_a_newer_one_of_the_same_driver(self, pia_record, older, newer, words):
        for (key, value), on in ((older, date(2024, 11, 1)), (newer, date(2026, 11, 19))):
            ScoreFactory(patient=pia_record, instrument=key, value=value, true_on=on)
        ScoreFactory(patient=pia_record, instrument="gad7", value=15)
        found = reason(pia_record, "drivers")
        assert found.holds == Answer.YES
        assert words in found.words

    def test_of_one_day_the_score_that_was_computed_last_counts(self, pia_record):
        late = datetime(2026, 11, 1, 20, 0, tzinfo=UTC)
        ScoreFactory(patient=pia_record, instrument="phq9", value=4, computed_at=late.replace(hour=9))
        ScoreFactory(patient=pia_record, instrument="phq8", value=18, computed_at=late)
        assert "PHQ-8 18" in reason(pia_record, "drivers").words

    def test_one_high_score_alone_leaves_it_open_and_says_what_to_ask(self, pia_record):
        ScoreFactory(patient=pia_record, instrument="phq9", value=18)
        found = reason(pia_record, "drivers")
        assert found.holds == Answer.UNKNOWN
        assert found.words.endswith("; no score of worry, sleep, catastrophizing.")


@pytest.mark.parametrize(("since", "answers"), [("2026", []), ("2025", [Answer.YES])])
def test_three_months_are_proposed_from_the_whole_of_a_year(intake, since, answers):
    problem = intake.problems.get()
    problem.since = since
    found = proposals(problem_facts(problem, grounds_of(intake.patient, today=TODAY)))
    assert [one.answer for one in found if one.criterion == "three_months"] == answers


def test_a_length_counts_from_the_day_it_was_said(intake):
    problem = intake.problems.get()
    problem.since, problem.created_at = "6 weeks ago", datetime(2026, 7, 1, 16, tzinfo=UTC)
    found = proposals(problem_facts(problem, grounds_of(intake.patient, today=TODAY)))
    assert [one.answer for one in found if one.criterion == "three_months"] == [Answer.YES]


def test_treatments_whose_course_nobody_told_leave_it_open(intake):
    for what in ("Gabapentin", "Epidural"):
        TreatmentTriedFactory(intake=intake, what=what)
    assert reason(intake.patient, "relief").holds == Answer.UNKNOWN
