"""Minutes of questions in a month (clinical.md 11: at most about 10)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outcomes.rules.burden import MONTH, heaviest_month, minutes_of

DAY = date(2026, 11, 20)


@pytest.mark.parametrize(("questions", "minutes"), [(3, "0.75"), (9, "2.25"), (29, "7.25"), (0, "0")])
def test_fifteen_seconds_a_question(questions, minutes):
    assert minutes_of(questions, seconds_each=Decimal(15)) == Decimal(minutes)


def at(*days):
    return [(DAY + timedelta(days=day), Decimal(day % 7 + 1)) for day in days]


@pytest.mark.parametrize(
    ("asked", "minutes"),
    [
        ([], 0),
        (at(0), 1),
        (at(-29), 7),
        (at(-30), 0),
        (at(29), 2),
        (at(30), 0),
        (at(-29, 1), 7),
        (at(-28, 1), 3),
        (at(-20, 0, 9), 6),
        (at(-20, 10), 4),
    ],
)
def test_the_heaviest_thirty_days_that_hold_the_day(asked, minutes):
    assert heaviest_month(asked, on=DAY) == minutes


days = st.lists(st.tuples(st.dates(date(2026, 9, 1), date(2027, 2, 1)), st.decimals(0, 10, places=2)))


@given(days, st.dates(date(2026, 10, 1), date(2026, 12, 31)))
def test_it_is_the_best_of_every_window(asked, on):
    windows = [on - timedelta(days=back) for back in range(MONTH.days)]
    sums = [sum((m for day, m in asked if start <= day < start + MONTH), Decimal(0)) for start in windows]
    assert heaviest_month(asked, on=on) == max(sums)
