"""Asked daily, then once a week, then not (S70, S76)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outcomes.rules.rhythm import Rhythm, rhythm_on

FIRST, LAST, WEEKLY = date(2026, 9, 1), date(2026, 10, 12), date(2027, 1, 4)
DAY = timedelta(days=1)


def on(day: date, weekly: date | None = WEEKLY) -> Rhythm:
    return rhythm_on(day, starts_on=FIRST, ends_on=LAST, weekly_until=weekly)


@pytest.mark.parametrize(
    ("day", "rhythm"),
    [
        (FIRST - DAY, "free"),
        (FIRST, "daily"),
        (LAST, "daily"),
        (LAST + DAY, "weekly"),
        (WEEKLY, "weekly"),
        (WEEKLY + DAY, "free"),
    ],
)
def test_ends_are_included(day, rhythm):
    assert on(day) == rhythm


def test_without_weekly_days_it_stops_at_once():
    assert on(LAST + DAY, None) == Rhythm.FREE


@given(day=st.dates(FIRST, WEEKLY + timedelta(days=400)), later=st.integers(0, 400))
def test_it_only_ever_asks_less(day, later):
    order = list(Rhythm)
    assert order.index(on(day)) <= order.index(on(day + timedelta(days=later)))
