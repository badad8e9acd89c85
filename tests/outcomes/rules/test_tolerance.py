"""Timed tolerance: the mean of the tries and the quota to start from (clinical.md 8 and 11)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import DomainError
from outcomes.rules.capacities import INVENTORY, can_be_timed
from outcomes.rules.tolerance import clock, quota, read_minutes, tolerance
from outcomes.rules.words import Capacity

MINUTE = 60
SOURCE = "quota method"
TRIES = st.lists(st.integers(5, 86_400), min_size=1, max_size=3)


def test_the_worked_example_of_clinical_md_11():
    """Sitting 20, 25, 15 minutes: mean 20, start 16."""
    tries = [20 * MINUTE, 25 * MINUTE, 15 * MINUTE]
    assert tolerance(tries).minutes == 20
    start = quota(tries, percent=Decimal("80.00"), source=SOURCE)
    assert start.minutes == 16
    assert start.sentence == "A quota to start from: about 16 minutes, 80 percent of 20."
    assert start.source == SOURCE


@pytest.mark.parametrize(
    ("tries", "minutes", "words"),
    [
        ([750], "12.5", "one trial: 12:30"),
        ([600, 601], "10.01", "mean of 2 trials: 10:00, 10:01"),
        ([5], "0.08", "one trial: 0:05"),
    ],
)
def test_a_mean_to_the_hundredth_and_its_words(tries, minutes, words):
    timed = tolerance(tries)
    assert (timed.minutes, timed.words) == (Decimal(minutes), words)


@given(TRIES)
def test_a_mean_lies_between_its_tries_in_any_order(tries):
    mean = tolerance(tries).minutes
    half = Decimal("0.005")
    assert Decimal(min(tries)) / 60 - half <= mean <= Decimal(max(tries)) / 60 + half
    assert tolerance(tries[::-1]).minutes == mean


@pytest.mark.parametrize("tries", [[], [60] * 4, [0], [4], [60, -1], [86_401]])
def test_tries_that_cannot_be_are_refused(tries):
    with pytest.raises(DomainError):
        tolerance(tries)


def test_one_try_gives_no_quota():
    start = quota([1200], percent=Decimal(80), source=SOURCE)
    assert start.minutes is None
    assert start.sentence == "A quota to start from rests on two or three trials."


@pytest.mark.parametrize(
    ("tries", "words"), [([75, 75], "about 1 minute,"), ([20, 20], "less than a minute,")]
)
def test_a_short_quota_is_said_in_words(tries, words):
    assert words in quota(tries, percent=Decimal(80), source=SOURCE).sentence


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("12", 720), ("12.5", 750), ("12,5", 750), (" 12:30 ", 750), ("0:05", 5), ("65:00", 3900)],
)
def test_minutes_are_read_as_people_write_them(text, seconds):
    assert read_minutes(text) == seconds


@pytest.mark.parametrize("text", ["", "soon", "12:60", "-5", "1:2:3", "12 min", "1e3", "१२"])
def test_what_is_no_time_is_an_error_and_no_guess(text):
    with pytest.raises(DomainError, match="Type minutes"):
        read_minutes(text)


@given(st.integers(0, 86_400))
def test_a_clock_is_read_back(seconds):
    assert read_minutes(clock(seconds)) == seconds


@pytest.mark.parametrize(
    ("capacity", "unit", "may"),
    [
        (Capacity.SIT, "minutes", True),
        (Capacity.WALK, "Min", True),
        (Capacity.WALK, "blocks", False),
        (Capacity.STAND, "hours", False),
        (Capacity.DRIVE, "minutes", False),
        (Capacity.OTHER, "minutes", False),
    ],
)
def test_what_a_clock_can_time(capacity, unit, may):
    assert can_be_timed(capacity, unit) is may


def test_the_inventory_is_whole():
    """Every capacity of S07 has words and a unit; only sex life is sensitive by itself."""
    assert set(INVENTORY) == set(Capacity) - {Capacity.OTHER}
    assert [kind for kind, words in INVENTORY.items() if words.sensitive] == [Capacity.SEX]
    assert all(words.label and words.unit for words in INVENTORY.values())
