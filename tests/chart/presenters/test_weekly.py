"""Days put together by the week: a mean says of how many days it is, and nothing missing is joined."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chart.presenters.tracks import runs
from chart.presenters.weekly import weekly

LAST = date(2026, 11, 22)


def days(*ago_and_values: tuple[int, int]) -> list[tuple[date, Decimal]]:
    """Oldest first."""
    return [(LAST - timedelta(days=ago), Decimal(value)) for ago, value in ago_and_values]


def every(agos, value: int = 10) -> list[tuple[date, Decimal]]:
    return days(*((ago, value) for ago in sorted(agos, reverse=True)))


def test_a_week_is_its_mean_its_days_and_its_ends():
    [week] = weekly(days((6, 10), (3, 20), (1, 30), (0, 40)), last=LAST)
    assert (week.on, week.value, week.days, week.least, week.most) == (LAST, 25, 4, 10, 40)


@pytest.mark.parametrize(("agos", "means"), [((0, 1, 2), 0), ((0, 2, 4, 6), 1), (range(14), 2), ((), 0)])
def test_of_fewer_than_four_days_there_is_no_mean(agos, means):
    assert len(weekly(every(agos), last=LAST)) == means


@pytest.mark.parametrize(
    ("missing", "pieces"),
    [
        ((), 1),
        ((6, 7), 1),  # Two days across the border of two weeks: three days apart.
        ((6, 7, 8), 2),  # Three are a gap, wherever the border of the weeks lies.
        ((9, 10, 11), 3),  # Within a week, so that this week is joined to neither side.
        (range(7, 14), 2),
        ((7, 8, 9, 10), 2),
    ],
)
def test_a_stretch_without_a_day_breaks_the_line(missing, pieces):
    points = weekly(every(set(range(21)) - set(missing)), last=LAST)
    assert len(runs(points, 7)) == pieces


@given(st.sets(st.integers(0, 400), max_size=200))
def test_no_day_is_counted_twice_or_made_up(agos):
    points = weekly(every(agos, value=7), last=LAST)
    assert sum(point.days for point in points) <= len(agos)
    assert all(4 <= point.days <= 7 and point.value == 7 for point in points)
    assert [point.on for point in points] == sorted({point.on for point in points})


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 500)), unique_by=lambda pair: pair[0]))
def test_a_mean_lies_between_its_ends(pairs):
    for point in weekly(days(*sorted(pairs, reverse=True)), last=LAST):
        assert point.least <= point.value <= point.most
