"""Many questions at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outcomes.rules.look_back.guard import holm, weights

CASES = [
    ([0.01, 0.04, 0.03, 0.005], [True, False, False, True]),  # Holm's own way: .0125, .0167, .025
    ([0.02, 0.9], [True, False]),
    ([0.026, 0.9], [False, False]),
    ([0.025, 0.05], [True, True]),
    ([], []),
]


@pytest.mark.parametrize(("chances", "stands"), CASES)
def test_without_weights_it_is_holms_procedure(chances, stands):
    assert holm(chances, [1.0] * len(chances), 0.05) == stands


def test_what_was_asked_first_has_most_of_the_allowance():
    shares = weights([True, False, False, False, False], 0.8)
    assert shares == pytest.approx([0.8, 0.05, 0.05, 0.05, 0.05])
    assert holm([0.03, 0.03, 1, 1, 1], shares, 0.05) == [True, False, False, False, False]


@pytest.mark.parametrize("asked", [[True, True], [False, False, False], []])
def test_alone_they_share_it_evenly(asked):
    assert len(set(weights(asked, 0.8))) <= 1


chances_and_weights = st.lists(st.tuples(st.floats(0, 1), st.floats(0.01, 5)), min_size=1, max_size=14)


@given(chances_and_weights, st.floats(0.001, 0.2))
def test_nothing_stands_that_could_not_stand_alone_and_bonferroni_always_does(given_, level):
    chances, shares = [c for c, _ in given_], [w for _, w in given_]
    stands = holm(chances, shares, level)
    for chance, share, stand in zip(chances, shares, stands, strict=True):
        assert chance <= level * (1 + 1e-9) or not stand
        assert stand or chance > level * share / sum(shares)
