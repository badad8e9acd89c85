"""The words under a chart: never more than fit a phone, and all of them inside the window."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chart.presenters.axis import MOST_SHORT, draw_ticks, ticks
from chart.presenters.window import Window

LAST = date(2026, 11, 20)


def words(days: int) -> list[str]:
    return [label for _, label in ticks(Window(LAST - timedelta(days=days), LAST))]


@pytest.mark.parametrize(
    ("days", "labels"),
    [
        (42, ["9 Oct", "23 Oct", "6 Nov", "20 Nov"]),
        (183, ["Jun", "Jul", "Aug", "Sep", "Oct", "Nov"]),
        (365, ["Jan 2026", "Apr 2026", "Jul 2026", "Oct 2026"]),
        (3 * 365, ["2024", "2025", "2026"]),
        (10 * 365, ["2018", "2020", "2022", "2024", "2026"]),
    ],
)
def test_weeks_months_or_years_by_how_much_there_is(days, labels):
    assert words(days) == labels


@given(st.integers(0, 30_000))
def test_there_are_some_and_never_more_than_fit(days):
    found = ticks(Window(LAST - timedelta(days=days), LAST))
    assert 1 <= len(found) <= MOST_SHORT
    assert all(LAST - timedelta(days=days) <= on <= LAST for on, _ in found)


def test_they_are_drawn_where_they_lie():
    assert '<text x="0.0%" y="12">9 Oct</text>' in draw_ticks(Window(LAST - timedelta(days=42), LAST))
