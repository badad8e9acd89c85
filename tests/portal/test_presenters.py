from datetime import date
from decimal import Decimal

import pytest

from outcomes import instruments
from outcomes.models import Day, Score
from outcomes.rules.rhythm import Rhythm
from portal import presenters

PEG = instruments.get("peg")


def scores(*values: str) -> list[Score]:
    return [Score(value=Decimal(value), true_on=date(2026, 9 + n, 2)) for n, value in enumerate(values)]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (["7.0"], "Your number: 7.0. Lower is better."),
        (["7.0", "6.3333"], "Your last two: 7.0, 6.3. Lower is better."),
        (["7.0", "6.3333", "5"], "Your last three: 7.0, 6.3, 5.0. Lower is better."),
    ],
)
def test_the_own_line_says_its_direction(values, words):
    assert presenters.own_line(scores(*values), PEG).numbers == words


def test_the_own_line_has_its_range_and_dates():
    line = presenters.own_line(scores("7", "5"), PEG)
    assert line.range == "It goes from 0 to 10. Taken on: 2 Sep, 2 Oct."


def test_without_a_number_there_is_no_line():
    assert presenters.own_line([], PEG) is None


@pytest.mark.parametrize(("minutes", "shown"), [(420, "7"), (450, "7.5"), (0, "0"), (600, "10")])
def test_minutes_are_shown_as_hours(minutes, shown):
    assert presenters.hours(minutes) == shown


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"mark": 1}, "Good day."),
        ({"mark": 3, "moved_minutes": 0}, "Hard day, moved 0 minutes."),
        (
            {"mark": 2, "moved_minutes": 25, "slept_minutes": 390, "goal_tick": "no"},
            "Okay day, moved 25 minutes, slept 6.5 hours, own goal: no.",
        ),
        ({"mark": 1, "moved_steps": 4200}, "Good day, took 4,200 steps."),
        ({"mark": 1, "headache": 0}, "Good day, no headache."),
        (
            {"mark": 3, "headache": 2, "headache_medicine": True},
            "Hard day, a medium headache, took something for it.",
        ),
    ],
)
def test_a_saved_day_says_what_was_said_and_no_more(said, words):
    assert presenters.saved_line(Day(**said)) == words


def test_the_days_line_has_its_denominator():
    line = presenters.days_line(Rhythm.DAILY, 5, date(2026, 11, 22))
    assert line == "5 of 7 days. Your team uses this on 22 Nov."


@pytest.mark.parametrize(
    ("rhythm", "logged", "words"),
    [
        (Rhythm.WEEKLY, 0, "One day a week is enough now. Pick any day of this week."),
        (Rhythm.WEEKLY, 2, "One day a week is enough now. This week is done."),
        (Rhythm.FREE, 0, "You can write here on any day you like. Your team plans with this."),
    ],
)
def test_who_is_asked_less_is_told_so_and_not_counted(rhythm, logged, words):
    line = presenters.days_line(rhythm, logged, None)
    assert words in line
    assert "of 7" not in line


def test_a_question_knows_what_is_before_it():
    first = presenters.QuestionPage(1, 3, PEG.items[0], kept=7)
    assert first.back == 0
    assert first.answers[7] == (7, "", True)
    assert len(first.answers) == 11


def test_a_skipped_answer_is_called_so():
    lines = presenters.check_lines(PEG, {"pain": 6, "enjoyment": None})
    assert [line.answer for line in lines] == ["6", "skipped"]


def test_an_answer_with_a_word_is_shown_by_its_word():
    (line,) = presenters.check_lines(instruments.get("pgic"), {"change": 2})
    assert line.answer == "Much better"
    page = presenters.QuestionPage(1, 1, instruments.get("pgic").items[0], kept=2)
    assert page.answers[1] == (2, "Much better", True)
