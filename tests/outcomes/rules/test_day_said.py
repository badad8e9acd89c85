"""What is said of a day: only the mark is needed, what is not said is never zero."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import DomainError
from outcomes.rules.day_said import DaySaid
from outcomes.rules.limits import MOST_STEPS
from outcomes.rules.words import DayMark, GoalTick, Headache, Mode

DAYS = st.builds(
    DaySaid,
    mark=st.sampled_from(DayMark),
    moved_minutes=st.none() | st.integers(0, 700),
    moved_steps=st.none() | st.integers(0, MOST_STEPS),
    slept_minutes=st.none() | st.integers(0, 700),
    goal_tick=st.sampled_from(["", *GoalTick]),
    headache=st.none() | st.sampled_from(Headache),
    headache_medicine=st.none() | st.booleans(),
)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (DaySaid(1), "good day"),
        (DaySaid(3, 0, None, 390, "part"), "hard day, moved 0 min, slept 6.5 h, own goal part"),
        (DaySaid(2, moved_steps=4200), "okay day, 4,200 steps"),
        (DaySaid(2, headache=0, headache_medicine=False), "okay day, headache none, no medicine"),
        (DaySaid(2, headache_medicine=True), "okay day, medicine taken"),
    ],
)
def test_in_words(said, words):
    assert said.words == words


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (DaySaid(0), "mark"),
        (DaySaid(4), "mark"),
        (DaySaid(1, goal_tick="maybe"), "goal_tick"),
        (DaySaid(1, headache=4), "headache"),
    ],
)
def test_a_word_that_is_none_of_ours(said, field):
    with pytest.raises(DomainError) as refused:
        said.check_words()
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (DaySaid(1, moved_minutes=1441), "moved_minutes"),
        (DaySaid(1, moved_steps=MOST_STEPS + 1), "moved_steps"),
        (DaySaid(1, moved_steps=-1), "moved_steps"),
        (DaySaid(1, moved_minutes=800, slept_minutes=800), "slept_minutes"),
    ],
)
def test_a_number_that_no_day_has(said, field):
    with pytest.raises(DomainError) as refused:
        said.check_numbers()
    assert refused.value.field == field


@given(DAYS)
def test_a_sane_day_is_taken_and_what_was_not_said_is_not_kept_as_said(said):
    said.check_words()
    said.check_numbers()
    given_names = {"steps": said.moved_steps, "headache": said.headache, "medicine": said.headache_medicine}
    assert all((name in said.body) is (value is not None) for name, value in given_names.items())
    assert (said.body["moved"] is None) is (said.moved_minutes is None)


def test_every_way_of_reaching_us_has_its_words():
    assert all(mode.words for mode in Mode)
