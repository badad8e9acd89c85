"""How long each topic was in use."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.rules import sittings
from intake.rules.topics import Topic

SUMS = st.dictionaries(st.sampled_from([topic.value for topic in Topic]), st.integers(0, 4000))


def test_the_examples():
    assert doctest.testmod(sittings).failed == 0


@pytest.mark.parametrize(
    ("told", "before", "lasted", "believed"),
    [
        ({"story": 60}, {}, 60, {"story": 60}),
        ({"story": 90, "where": 30}, {"story": 60}, 120, {"story": 90, "where": 30}),
        ({"story": 10}, {"story": 60}, 120, {"story": 60}),
        ({"story": 91}, {}, 60, {}),
        ({"lunch": 10}, {}, 60, {}),
    ],
)
def test_only_what_can_be_so_is_believed(told, before, lasted, believed):
    assert sittings.believed(told, before, lasted=lasted) == believed


@given(told=SUMS, lasted=st.integers(0, 8000))
def test_telling_it_twice_changes_nothing_and_it_is_never_longer_than_it_lasted(told, lasted):
    once = sittings.believed(told, {}, lasted=lasted)
    assert sittings.believed(told, once, lasted=lasted) == once
    assert sum(once.values()) <= lasted + sittings.SLACK


def test_all_sittings_together_stand_in_the_order_of_the_page():
    total = sittings.sum_up([{"idea": 200}, {"story": 600, "idea": 100}, {"where": 10}])
    assert total == {"story": 600, "where": 10, "idea": 300}
    assert sittings.in_minutes(total) == "Story 10 min, Idea 5 min"
