"""Pain the same, life wider: found over verdicts of one period, never where pain cannot be told (S79)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outcomes import instruments
from outcomes.rules.change import Change, ChangeVerdict, Point, compared, instrument_change
from outcomes.rules.pattern import (
    Pattern,
    Period,
    Series,
    Told,
    common_period,
    find_pattern,
    pattern_of,
    within,
)
from outcomes.rules.words import Direction

JUNE = date(2026, 6, 1)
SIX_WEEKS = timedelta(days=42)
PERIOD = Period(JUNE, JUNE + timedelta(days=90))
BETTER, SAME, WORSE = Change.BETTER, Change.NO_CLEAR_CHANGE, Change.WORSE
PROBABLY, SHIFT, UNTOLD = Change.PROBABLY_BETTER, Change.CLEAR_SHIFT_BETTER, Change.CANNOT_TELL


def told(*codes):
    points = Point(PERIOD.first, Decimal(8)), Point(PERIOD.last, Decimal(55))
    return [
        Told(
            "m1",
            "Sits",
            "minutes",
            ChangeVerdict(code, "", points[1], points[0], None, None, Direction.HIGHER_IS_BETTER, "s"),
        )
        for code in codes
    ]


@pytest.mark.parametrize(
    ("function", "pain", "found"),
    [
        ([SHIFT], [SAME], Pattern.LIFE_WIDER),
        ([BETTER, SAME], [SAME, SAME], Pattern.LIFE_WIDER),
        ([SHIFT, PROBABLY, UNTOLD], [SAME, UNTOLD], Pattern.LIFE_WIDER),
        ([SAME], [BETTER], Pattern.PAIN_ONLY),
        ([SAME, UNTOLD], [BETTER, SAME], Pattern.PAIN_ONLY),
        ([SHIFT], [BETTER], Pattern.BOTH),
        ([SHIFT], [UNTOLD], None),
        ([SHIFT], [], None),
        ([], [SAME], None),
        ([UNTOLD], [SAME], None),
        ([SHIFT], [WORSE], None),
        ([SHIFT], [PROBABLY], None),
        ([PROBABLY], [SAME], None),
        ([SHIFT, WORSE], [SAME], None),
        ([SHIFT, Change.CLEAR_SHIFT_WORSE], [SAME], None),
        ([SAME], [SAME], None),
        ([WORSE], [BETTER], None),
        ([SHIFT], [BETTER, WORSE], None),
    ],
)
def test_the_pattern_is_read_from_both_sides(function, pain, found):
    verdict = pattern_of(told(*function), told(*pain), PERIOD)
    assert (verdict.code if verdict else None) == found


@given(st.lists(st.sampled_from(Change), max_size=4), st.lists(st.sampled_from(Change), max_size=4))
def test_it_never_speaks_where_pain_cannot_be_told_or_something_is_worse(function, pain):
    verdict = pattern_of(told(*function), told(*pain), PERIOD)
    if set(pain) <= {UNTOLD} or any(code.tone == "worse" for code in [*function, *pain]):
        assert verdict is None
    if verdict and verdict.code == Pattern.LIFE_WIDER:
        assert set(pain) <= {SAME, UNTOLD}


def score(key, *days_and_values, version=None):
    one = instruments.get(key)
    points = tuple(
        Point(JUNE + timedelta(days=days), Decimal(value), version or one.version)
        for days, value in days_and_values
    )
    return Series(key, one.title, one.unit, points, lambda found: instrument_change(one, *compared(found)))


def found_in(odi, nrs, peg=()):
    ratings = [score("nrs", *nrs)] if nrs else []
    return find_pattern([score("odi", *odi)], ratings, score("peg", *peg) if peg else None, apart=SIX_WEEKS)


def test_it_says_the_numbers_the_days_and_the_sources():
    verdict = find_pattern(
        [score("odi", (0, 48), (90, 32))], [score("nrs", (0, 6), (88, 6))], None, apart=SIX_WEEKS
    )
    assert verdict.sentence == (
        "Pain the same, life wider, 1 Jun 2026 to 28 Aug 2026: ODI from 48 to 32 % (better)."
        " Pain now, 0 to 10 from 6 to 6 of 10 (no clear change)."
    )
    assert "Ostelo 2008" in verdict.source
    assert "Farrar 2001" in verdict.source


WIDER = [(0, 48), (90, 32)]


@pytest.mark.parametrize(
    ("nrs", "peg", "found"),
    [
        ([(0, 6), (90, 6)], [(0, 6), (90, 2)], Pattern.LIFE_WIDER),  # PEG moved by what is not pain
        ([(0, 6), (90, 6)], [(0, 4), (90, 6)], None),  # a worse PEG forbids it
        ([], [(0, 6), (90, 6)], Pattern.LIFE_WIDER),  # PEG stands in
        ([], [(0, 8), (90, 3)], Pattern.BOTH),
        ([(90, 6)], [(0, 6), (90, 6)], Pattern.LIFE_WIDER),  # one rating alone tells nothing
        ([(90, 6)], [(90, 6)], None),
        ([], [], None),
        ([(0, 8), (90, 3)], [], Pattern.BOTH),
    ],
)
def test_peg_stands_in_only_where_no_rating_of_pain_can_be_told(nrs, peg, found):
    ratings = [score("nrs", *nrs)] if nrs else []
    verdict = find_pattern(
        [score("odi", *WIDER)], ratings, score("peg", *peg) if peg else None, apart=SIX_WEEKS
    )
    assert (verdict.code if verdict else None) == found


@pytest.mark.parametrize(
    ("function", "pain"),
    [
        ([(0, 48), (90, 32)], [(200, 6), (300, 6)]),  # pain was asked later
        ([(0, 48), (90, 32)], [(45, 6)]),
        ([(0, 48), (400, 32)], [(0, 6), (200, 6), (300, 6)]),  # the better value is a hundred days later
    ],
)
def test_what_was_measured_at_other_times_is_not_put_together(function, pain):
    assert found_in(function, pain) is None


def test_only_the_common_period_is_judged():
    """ODI fell from 70 before pain was asked; since then it has kept to 34."""
    function = [(0, 70), (100, 34), (190, 33)]
    assert (
        find_pattern([score("odi", *function)], [score("nrs", (100, 6), (190, 6))], None, apart=SIX_WEEKS)
        is None
    )


def test_the_period_is_where_both_sides_have_values():
    odi, nrs = score("odi", (0, 48), (90, 32)), score("nrs", (30, 6), (120, 6))
    assert common_period([odi], [nrs]) == Period(JUNE + timedelta(days=30), JUNE + timedelta(days=90))
    assert common_period([odi], []) is None
    assert common_period([odi], [score("nrs", (90, 6))]) is None


@given(
    st.lists(st.integers(0, 300), max_size=12, unique=True).map(sorted),
    st.integers(0, 300),
    st.integers(1, 200),
)
def test_the_values_of_a_period_lie_near_its_ends(days, first, length):
    points = [Point(JUNE + timedelta(days=day), Decimal(1)) for day in days]
    period = Period(JUNE + timedelta(days=first), JUNE + timedelta(days=first + length))
    found = within(points, period, apart=SIX_WEEKS)
    assert found == [point for point in points if point in found]
    if found:
        assert abs(found[0].on - period.first) <= SIX_WEEKS
        assert abs(found[-1].on - period.last) <= SIX_WEEKS
