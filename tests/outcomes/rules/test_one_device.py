"""Days of two devices are never compared (clinical.md 8, 9)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outcomes.rules.one_device import Told, of_newest_device

FIRST = date(2026, 11, 1)


def told(*rows):
    return [Told(FIRST + timedelta(days=n), value, device) for n, (value, device) in enumerate(rows)]


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        ([], {}),
        ([(None, 1)], {}),
        ([(5, 1), (6, 1)], {0: 5, 1: 6}),
        ([(5, 1), (6, 2)], {1: 6}),
        ([(5, 1), (6, 2), (7, 1)], {0: 5, 2: 7}),
        ([(5, 1), (None, 2)], {0: 5}),
        ([(5, None), (6, 1)], {1: 6}),
        ([(0, 1), (6, 1)], {0: 0, 1: 6}),
    ],
)
def test_only_the_newest_ones_days_stay(rows, kept):
    assert of_newest_device(told(*rows)) == {FIRST + timedelta(days=n): value for n, value in kept.items()}


@given(st.lists(st.tuples(st.none() | st.integers(0, 9), st.none() | st.integers(1, 3)), max_size=30))
def test_all_that_stay_are_of_one_device_and_as_they_were(rows):
    days = told(*rows)
    kept = of_newest_device(days)
    by_day = {one.day: one for one in days}
    assert len({by_day[day].device for day in kept}) <= 1
    assert all(by_day[day].value == value for day, value in kept.items())
    assert bool(kept) == any(one.value is not None for one in days)
