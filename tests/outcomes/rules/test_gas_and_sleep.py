"""Goal attainment and sleep efficiency: the worked examples of clinical.md 8."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import DomainError
from outcomes.rules.gas import GoalLevel, attainment
from outcomes.rules.scoring import shown
from outcomes.rules.sleep import SleepBand, efficiency, sleep_band


def goals(levels, weights=None):
    weights = weights or [1] * len(levels)
    return [GoalLevel(x, Decimal(w)) for x, w in zip(levels, weights, strict=True)]


@pytest.mark.parametrize(
    ("levels", "weights", "text"),
    [
        ([0, 0, 0], None, "50.0"),
        ([-1, -1, -1], None, "36.3"),
        ([1, 1, 0], None, "59.1"),
        ([2, 2, 2], None, "77.4"),
        ([0, 1, 2], [2, 1, 3], "65.4"),
        ([], None, "–"),
    ],
)
def test_goal_attainment(levels, weights, text):
    assert shown(attainment(goals(levels, weights))) == text


@pytest.mark.parametrize("level", [3, -3, True, 0.5])
def test_a_level_off_the_scale_is_refused(level):
    with pytest.raises(DomainError, match="from -2 to 2"):
        attainment([GoalLevel(level)])


def test_a_weight_is_above_zero():
    with pytest.raises(DomainError, match="above 0"):
        attainment([GoalLevel(0, Decimal(0))])


LEVELS = st.lists(st.integers(-2, 2), min_size=1, max_size=5)


@given(LEVELS, st.randoms(use_true_random=False))
def test_the_order_of_goals_does_not_matter(levels, random):
    mixed = random.sample(levels, len(levels))
    assert attainment(goals(levels)) == attainment(goals(mixed))


@given(LEVELS)
def test_a_better_level_never_lowers_the_whole(levels):
    more = [min(2, level + 1) for level in levels]
    assert attainment(goals(more)) >= attainment(goals(levels))


@pytest.mark.parametrize(
    ("asleep", "in_bed", "text", "band"),
    [
        (375, 465, "80.6", SleepBand.BORDERLINE),
        (330, 480, "68.8", SleepBand.POOR),
        (408, 480, "85.0", SleepBand.GOOD),
        (360, 480, "75.0", SleepBand.BORDERLINE),
        (480, 480, "100.0", SleepBand.GOOD),
        (0, 480, "0.0", SleepBand.POOR),
    ],
)
def test_sleep_efficiency(asleep, in_bed, text, band):
    percent = efficiency(asleep, in_bed)
    assert (shown(percent), sleep_band(percent)) == (text, band)


@pytest.mark.parametrize(("asleep", "in_bed"), [(None, 480), (400, None)])
def test_a_time_that_is_not_known_is_not_zero(asleep, in_bed):
    assert efficiency(asleep, in_bed) is None


@pytest.mark.parametrize(
    ("asleep", "in_bed", "words"),
    [
        (481, 480, "longer than they are in bed"),
        (-1, 480, "longer"),
        (0, 0, "more than 0"),
        (5, -5, "more than 0"),
    ],
)
def test_impossible_nights_are_refused(asleep, in_bed, words):
    with pytest.raises(DomainError, match=words):
        efficiency(asleep, in_bed)
