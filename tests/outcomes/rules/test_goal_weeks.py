"""Weeks of a goal: Monday to Sunday, and a week without a word is missing, not a no."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import DomainError
from outcomes.rules.goal_weeks import WEEK, WeekTold, check_week, last_day_lived, week_of, weeks_told
from outcomes.rules.words import GoalTick

MONDAY, FRIDAY = date(2026, 11, 16), date(2026, 11, 20)
BORN = date(1970, 1, 1)


def told(weeks_ago: int, tick=GoalTick.YES, value=None) -> WeekTold:
    return WeekTold(MONDAY - weeks_ago * WEEK, tick, value)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_a_week_begins_on_the_monday_at_or_before(day):
    first = week_of(day)
    assert first.weekday() == 0
    assert 0 <= (day - first).days < 7
    assert week_of(first) == first


@pytest.mark.parametrize(
    ("week", "on"), [(MONDAY, FRIDAY), (MONDAY - WEEK, MONDAY - timedelta(days=1)), (FRIDAY, FRIDAY)]
)
def test_a_number_is_true_on_the_last_day_that_was_lived(week, on):
    assert last_day_lived(week, today=FRIDAY) == on


def test_weeks_are_counted_out_of_those_that_there_were():
    weeks = weeks_told(
        [told(3, GoalTick.NO), told(0), told(1, GoalTick.PART, Decimal(20))],
        since=MONDAY - 3 * WEEK + timedelta(days=4),
        today=FRIDAY,
        most=12,
    )
    assert [week.week_on for week in weeks.told] == [MONDAY, MONDAY - WEEK, MONDAY - 3 * WEEK]
    assert weeks.by_tick == {"yes": 1, "part": 1, "no": 1}
    assert (weeks.possible, weeks.missing) == (4, 1)


def test_a_new_goal_has_one_week_and_only_the_last_ones_are_shown():
    assert weeks_told([], since=FRIDAY, today=FRIDAY, most=12).possible == 1
    long = weeks_told([told(number) for number in range(20)], since=BORN, today=FRIDAY, most=12)
    assert (len(long.told), long.possible, long.missing) == (12, 12, 0)


def test_a_week_told_of_the_time_before_the_goal_counts_as_possible():
    assert weeks_told([told(2)], since=FRIDAY, today=FRIDAY, most=12).possible == 3


@given(st.sets(st.integers(0, 40)), st.integers(0, 40), st.integers(1, 20))
def test_told_and_missing_are_all_that_there_were(ago, since, most):
    weeks = weeks_told([told(number) for number in ago], since=MONDAY - since * WEEK, today=FRIDAY, most=most)
    assert 1 <= weeks.possible <= most
    assert 0 <= weeks.missing <= weeks.possible
    assert sum(weeks.by_tick.values()) == len(weeks.told)


@pytest.mark.parametrize(
    ("week", "is_phone", "code"),
    [
        (FRIDAY, False, "not_a_week"),
        (MONDAY + WEEK, False, "future"),
        (MONDAY - 2 * WEEK, True, "too_late"),
        (date(1969, 12, 22), False, "before_birth"),
    ],
)
def test_a_week_that_cannot_be_is_refused(week, is_phone, code):
    with pytest.raises(DomainError) as refused:
        check_week(week, today=FRIDAY, born=BORN, is_phone=is_phone)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("week", "is_phone"), [(MONDAY, True), (MONDAY - WEEK, True), (MONDAY - 9 * WEEK, False)]
)
def test_this_week_and_the_last_are_open_on_the_phone_and_any_for_staff(week, is_phone):
    check_week(week, today=FRIDAY, born=BORN, is_phone=is_phone)
