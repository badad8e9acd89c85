"""Landings of the staircase: a level that holds is a fact and no verdict (S78)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outcomes.rules.change import Point
from outcomes.rules.steady import plateau

JUNE = date(2026, 6, 1)
TWENTY = Decimal(20)


def series(*days_and_values):
    return [Point(JUNE + timedelta(days=days), Decimal(value)) for days, value in days_and_values]


def weeks(*values):
    return series(*((7 * n, value) for n, value in enumerate(values)))


def test_a_level_that_holds_says_since_when_and_by_how_many_values():
    found = plateau(weeks(8, 12, 20, 30, 31, 29, 30, 33), noise_percent=TWENTY)
    assert (found.level, found.count, found.weeks) == (30, 5, 4)
    assert (found.first, found.last) == (JUNE + timedelta(days=21), JUNE + timedelta(days=49))


@pytest.mark.parametrize(
    "points",
    [
        [],
        weeks(30),
        weeks(30, 30, 30),  # two weeks
        weeks(30, 30, 30, 50),
        weeks(0, 0, 0, 0, 0),
        series((0, 30), (10, 30), (60, 30), (70, 30)),  # nothing is known for seven weeks
        series((0, 30), (30, 30)),
    ],
)
def test_too_short_broken_by_a_gap_or_at_zero_it_is_none(points):
    assert plateau(points, noise_percent=TWENTY) is None


@given(st.lists(st.integers(0, 60), max_size=30))
def test_every_value_of_a_plateau_is_within_the_noise(values):
    found = plateau(weeks(*values), noise_percent=TWENTY)
    if found:
        stretch = values[-found.count :]
        assert all(abs(value - found.level) <= found.level / 5 for value in stretch)
        assert found.weeks >= 3
