"""Run rules: the published limits, and what chance does to them (Anhøj & Olesen 2014)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outcomes.rules.runs import Runs, fewest_crossings, longest_allowed, runs_about

#: Useful values, longest run allowed, fewest crossings: the table of the qicharts2 vignette (Anhøj).
PUBLISHED = [
    (10, 6, 2),
    (11, 6, 2),
    (12, 7, 3),
    (13, 7, 3),
    (14, 7, 4),
    (15, 7, 4),
    (16, 7, 4),
    (17, 7, 5),
    (18, 7, 5),
    (19, 7, 6),
    (20, 7, 6),
    (21, 7, 6),
    (22, 7, 7),
    (23, 8, 7),
    (24, 8, 8),
    (25, 8, 8),
    (26, 8, 8),
    (27, 8, 9),
    (28, 8, 9),
    (29, 8, 10),
    (30, 8, 10),
]


@pytest.mark.parametrize(("useful", "longest", "crossings"), PUBLISHED)
def test_the_limits_are_the_published_ones(useful, longest, crossings):
    assert (longest_allowed(useful), fewest_crossings(useful)) == (longest, crossings)


@pytest.mark.parametrize(
    ("values", "runs"),
    [
        ("", Runs(0, 0, 0)),
        ("5 5 5", Runs(0, 0, 0)),
        ("6", Runs(1, 1, 0)),
        ("4 6 4 6", Runs(4, 1, 3)),
        ("6 5 6 5 6", Runs(3, 3, 0)),  # what lies on the centre neither makes a run nor breaks one
        ("6 7 4 5 3 8", Runs(5, 2, 2)),
    ],
)
def test_runs_and_crossings_are_counted_without_what_lies_on_the_centre(values, runs):
    assert runs_about(Decimal(5), [Decimal(value) for value in values.split()]) == runs


@pytest.mark.parametrize(
    ("runs", "has_signal"),
    [
        (Runs(12, 7, 3), False),
        (Runs(12, 8, 3), True),
        (Runs(12, 7, 2), True),
        (Runs(24, 8, 8), False),
        (Runs(24, 9, 8), True),
        (Runs(24, 8, 7), True),
    ],
)
def test_either_rule_is_enough_and_the_limit_itself_is_not(runs, has_signal):
    assert runs.has_signal is has_signal


@given(st.lists(st.integers(0, 10).map(Decimal), max_size=60))
def test_turned_round_or_upside_down_the_count_is_the_same(values):
    counted = runs_about(Decimal(5), values)
    assert counted == runs_about(Decimal(5), values[::-1])
    assert counted == runs_about(Decimal(5), [10 - value for value in values])
    assert counted.longest + counted.crossings <= max(counted.useful, 0)


@given(st.integers(1, 400))
def test_more_values_never_lower_a_limit(useful):
    assert longest_allowed(useful) <= longest_allowed(useful + 1)
    assert fewest_crossings(useful) <= fewest_crossings(useful + 1) < useful + 1
