"""A goal's frequency, its sentence, and the hint that a pain score alone is no goal (S28)."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import DomainError
from outcomes.rules.frequency import Frequency, check_frequency, read_frequency
from outcomes.rules.goal_words import PAIN_ONLY, GoalParts, goal_sentence, pain_only_advice
from outcomes.rules.words import Per


@pytest.mark.parametrize(
    ("said", "times", "per"),
    [
        ("every day", 1, Per.DAY),
        ("Every morning.", 1, Per.DAY),
        ("daily", 1, Per.DAY),
        ("each night", 1, Per.DAY),
        ("every week", 1, Per.WEEK),
        ("monthly", 1, Per.MONTH),
        ("once a day", 1, Per.DAY),
        ("twice a week", 2, Per.WEEK),
        ("3 times a week", 3, Per.WEEK),
        ("3x/week", 3, Per.WEEK),
        ("four days a week", 4, Per.WEEK),
        ("5 times per month", 5, Per.MONTH),
    ],
)
def test_a_count_is_read_out_of_the_words(said, times, per):
    assert read_frequency(said) == Frequency(times, per)


@pytest.mark.parametrize(
    "said", ["", "often", "most mornings", "every morning before work", "99 times a day", "0 times a week"]
)
def test_words_without_a_count_stay_words(said):
    assert read_frequency(said) is None


@given(st.integers(1, 24), st.sampled_from(Per))
def test_what_is_written_is_read_back(times, per):
    often = Frequency(times, per)
    assert read_frequency(often.words) == often


@given(st.text(max_size=60))
def test_any_text_is_read_without_a_fault(text):
    often = read_frequency(text)
    assert often is None or often.times >= 1


@pytest.mark.parametrize(("times", "per"), [(0, Per.WEEK), (25, Per.DAY), (71, Per.WEEK), (301, Per.MONTH)])
def test_a_count_that_nobody_can_keep_is_refused(times, per):
    with pytest.raises(DomainError, match="Give 1 to"):
        check_frequency(Frequency(times, per))


def test_a_goal_reads_like_a_sentence():
    parts = GoalParts(
        "Sit through a meeting",
        Decimal("60.00"),
        "minutes",
        "3 times a week",
        "without a flare",
        date(2027, 3, 3),
    )
    assert goal_sentence(parts) == (
        "Sit through a meeting: 60 minutes, 3 times a week, without a flare, by 3 Mar 2027"
    )
    assert goal_sentence(GoalParts("", Decimal("7.5"), "hours")) == "7.5 hours"


@pytest.mark.parametrize(
    ("words", "activity", "unit"),
    [
        ("Pain down to 3", "", "of 10"),
        ("Less pain", "", "points"),
        ("To be free of pain", "", "days"),
        ("Pain under 4/10", "", "NRS"),
        ("My pain score lower", "", "pain score"),
        ("Better", "Less pain", "points"),
    ],
)
def test_a_pain_score_alone_asks_for_a_goal_of_daily_life(words, activity, unit):
    assert pain_only_advice(words, activity, unit) == PAIN_ONLY


@pytest.mark.parametrize(
    ("words", "activity", "unit"),
    [
        ("Walk the dog with less pain", "", "minutes"),
        ("Sleep through without pain waking me", "", "nights a week"),
        ("Less pain", "Sit through a meeting", "minutes"),
        ("Dog round the block each morning", "", "days a week"),
        ("Score a goal with my son", "", "games"),
        ("Enjoy my day", "", "of 10"),
    ],
)
def test_a_goal_of_daily_life_gets_no_advice(words, activity, unit):
    assert pain_only_advice(words, activity, unit) == ""
