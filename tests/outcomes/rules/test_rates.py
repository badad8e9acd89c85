"""Shares with their interval (clinical.md 9)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outcomes.rules.rates import wilson


@pytest.mark.parametrize(
    ("hits", "of", "percent", "low", "high"),
    [
        (18, 41, 44, 30, 59),  # Those who came back.
        (18, 60, 30, 20, 43),  # The same over all who started.
        (0, 10, 0, 0, 28),
        (10, 10, 100, 72, 100),
    ],
)
def test_the_worked_examples(hits, of, percent, low, high):
    interval = wilson(hits, of)
    assert (round(100 * hits / of), round(100 * interval.low), round(100 * interval.high)) == (
        percent,
        low,
        high,
    )


@given(st.integers(1, 5000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_it_holds_the_share_and_stays_a_share(given_share):
    hits, of = given_share
    low, high = wilson(hits, of)
    assert 0 <= low <= hits / of <= high <= 1
    mirrored = wilson(of - hits, of)
    assert (1 - high, 1 - low) == pytest.approx(tuple(mirrored))


@pytest.mark.parametrize(("hits", "of"), [(1, 0), (0, 0), (5, 4), (-1, 4)])
def test_what_is_no_share_is_an_error(hits, of):
    with pytest.raises(ValueError, match="is no share"):
        wilson(hits, of)
