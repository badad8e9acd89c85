"""Student's t against printed tables, and mixtures of it against themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outcomes.rules.look_back.student import Part, Spread, density, inside

#: (degrees of freedom, t, two-sided share outside): Fisher and Yates, table III.
TABLE = [
    (1, 12.706, 0.05),
    (2, 4.303, 0.05),
    (3, 3.182, 0.05),
    (4, 4.604, 0.01),
    (5, 2.571, 0.05),
    (10, 2.228, 0.05),
    (11, 3.106, 0.01),
    (30, 2.042, 0.05),
    (60, 2.660, 0.01),
    (120, 1.980, 0.05),
]


@pytest.mark.parametrize(("freedom", "t", "outside"), TABLE)
def test_the_share_inside_is_the_printed_one(freedom, t, outside):
    assert inside(t, freedom) == pytest.approx(1 - outside, abs=3e-5)


@pytest.mark.parametrize("freedom", [1, 2, 7, 53])
def test_the_density_is_how_fast_the_share_grows(freedom):
    step = 1e-5
    grown = (inside(1 + step, freedom) - inside(1 - step, freedom)) / (2 * step)
    assert 2 * density(1, freedom) == pytest.approx(grown, rel=1e-6)


def test_one_part_is_a_plain_t():
    assert Spread([Part(1.0, 2.0)], 10).reach(0.95) == pytest.approx(2 * 2.2281, abs=1e-3)


@given(
    scales=st.lists(st.floats(1e-3, 1e3), min_size=1, max_size=6),
    freedom=st.integers(3, 60),
    level=st.floats(0.5, 0.999),
)
def test_the_reach_holds_what_it_says(scales, freedom, level):
    spread = Spread([Part(1 / len(scales), scale) for scale in scales], freedom)
    assert spread.beyond(spread.reach(level)) == pytest.approx(1 - level, abs=1e-4)
    assert spread.beyond(0) == pytest.approx(1)
