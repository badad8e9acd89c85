"""Two devices speak of one day: worn before carried, further before shorter, later before earlier."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outcomes.rules.device_choice import (
    LONGEST_NAME,
    MOST_NAMES,
    OTHERS,
    Source,
    device_names,
    rank_of,
    shown_of,
)
from outcomes.rules.wearables.sources import Rank

JUNE, JULY = date(2026, 6, 30), date(2026, 7, 31)


@pytest.mark.parametrize(
    ("name", "rank"),
    [
        ("Apple Watch", Rank.BODY),
        ("Apple Watch, iPhone", Rank.BODY),
        ("Fitbit", Rank.BODY),
        ("iPhone", Rank.PHONE),
        ("Table", Rank.OTHER),
        ("", Rank.OTHER),
    ],
)
def test_a_name_says_how_it_is_carried(name, rank):
    assert rank_of(name) == rank


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        (Source(1, Rank.BODY, JUNE), Source(2, Rank.PHONE, JULY), "worn, though it is older"),
        (Source(2, Rank.PHONE, JUNE), Source(1, Rank.OTHER, JULY), "carried before a table"),
        (Source(1, Rank.BODY, JULY), Source(2, Rank.BODY, JUNE), "an old export that comes later"),
        (Source(2, Rank.BODY, JUNE), Source(1, Rank.BODY, JUNE), "a corrected file of the same days"),
    ],
)
def test_which_of_two_is_shown(first, second, why):
    assert shown_of([(first, "shown"), (second, "not")]) == "shown", why
    assert shown_of([(second, "not"), (first, "shown")]) == "shown", why


def test_nobody_told_anything():
    assert shown_of([]) is None


SOURCES = st.builds(
    Source,
    number=st.integers(1, 30_000),
    rank=st.sampled_from(Rank),
    reaches=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
)


@given(st.lists(SOURCES, min_size=1, unique_by=lambda one: one.number), st.randoms())
def test_the_order_of_asking_does_not_matter_and_the_value_is_one_that_was_told(sources, dice):
    told = [(source, source.number) for source in sources]
    shuffled = dice.sample(told, len(told))
    assert shown_of(told) == shown_of(shuffled)
    assert shown_of(told) in {source.number for source in sources}


def test_names_are_kept_short_and_few():
    names = device_names(["Apple Watch", "", "x" * 500], otherwise="Fitbit export")
    assert names == {"Apple Watch": "Apple Watch", "": "Fitbit export", "x" * 500: "x" * LONGEST_NAME}
    many = device_names([f"device {n:03}" for n in range(500)], otherwise="Table")
    assert len(set(many.values())) == MOST_NAMES + 1
    assert many["device 499"] == OTHERS
