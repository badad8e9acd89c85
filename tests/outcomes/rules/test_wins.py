"""Small wins: found by rule, never made of missing days (S78)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outcomes.rules.change import Point
from outcomes.rules.wins import Aim, NightLimits, WinKind, goal_reached, good_days, good_nights, new_best
from outcomes.rules.words import DayMark, Direction

JUNE = date(2026, 6, 1)
UP, DOWN = Direction.HIGHER_IS_BETTER, Direction.LOWER_IS_BETTER
LIMITS = NightLimits(good=420, poor=360)
FIVE = Decimal(5)


def on(days):
    return JUNE + timedelta(days=days)


def aim(*values, target=None, unit="minutes", direction=UP):
    points = tuple(Point(on(7 * n), Decimal(value)) for n, value in enumerate(values))
    return Aim("Sits", unit, direction, points, None if target is None else Decimal(target))


@pytest.mark.parametrize(
    ("values", "target", "day"),
    [
        ([8, 20, 60], 60, 14),
        ([8, 60, 20, 60], 60, 7),  # the first time, not the second
        ([60, 60], 60, None),  # it began there
        ([60, 20, 60], 60, None),
        ([8, 59], 60, None),
        ([60], 60, None),
        ([], 60, None),
        ([8, 60], None, None),
    ],
)
def test_a_goal_is_reached_for_the_first_time_after_values_that_were_not(values, target, day):
    win = goal_reached(aim(*values, target=target))
    assert (win.on if win else None) == (None if day is None else on(day))


def test_a_goal_may_lie_below():
    assert goal_reached(aim(9, 4, target=5, direction=DOWN)).value == 4


@pytest.mark.parametrize(
    ("values", "best"),
    [
        ([20, 25, 26], 25),
        ([20, 26, 25], 25),
        ([20, 10, 25, 30], 25),
        ([20, 26], None),  # once is not held
        ([20, 24, 26], None),  # four minutes more only
        ([20, 40, 10, 30, 30], None),  # it was 40 before
        ([20, 26, 20, 26], None),  # not twice running
    ],
)
def test_a_best_has_to_hold(values, best):
    win = new_best(aim(*values), minutes=FIVE)
    assert (win.value if win else None) == best


@pytest.mark.parametrize(
    ("values", "unit", "direction", "is_win"),
    [
        ([10, 11, 11], "blocks", UP, True),
        ([10, "10.9", 11], "blocks", UP, False),
        ([0, 1, 1], "stairs", UP, True),
        ([0, 0, 0], "stairs", UP, False),
        ([20, 14, 15], "minutes", DOWN, True),
        ([20, 14, 16], "minutes", DOWN, False),
    ],
)
def test_other_units_need_a_tenth_and_lower_may_be_better(values, unit, direction, is_win):
    assert bool(new_best(aim(*values, unit=unit, direction=direction), minutes=FIVE)) is is_win


def nights(*minutes):
    return {on(n): value for n, value in enumerate(minutes) if value is not None}


@pytest.mark.parametrize(
    ("minutes", "days"),
    [
        ([300, 350, 420, 480], [3]),
        ([300, 359, 420, 480, 490], [3]),
        ([300, 360, 420, 480], []),  # six hours are not poor
        ([300, 350, 419, 480], []),
        ([350, 420, 480, 300, 300, 430, 430], [6]),
        ([300, None, 350, 420, 480], []),  # a night without a word is not skipped over
        ([300, 350, None, 420, 480], []),
        ([300, 350, 420], []),
        ([], []),
    ],
)
def test_two_good_nights_running_after_two_poor_ones(minutes, days):
    wins = good_nights("asleep", nights(*minutes), LIMITS)
    assert [win.on for win in wins] == [on(day) for day in days]


def test_a_win_says_its_numbers():
    (win,) = good_nights("asleep, by own word,", nights(300, 330, 420, 480), LIMITS)
    assert win.sentence == (
        "Two good nights running: asleep, by own word, at least 7 hours on 3 Jun and 4 Jun 2026,"
        " after two of at most 5.5."
    )
    assert goal_reached(aim(8, 20, 60, target=60)).sentence == (
        "First time at the goal: Sits 60 minutes on 15 Jun 2026, 20 at best before; 3 values."
    )
    assert new_best(aim(20, 25, 26), minutes=FIVE).sentence == (
        "A new best that held: Sits 25 minutes twice running, by 15 Jun 2026, 20 at best before; 3 values."
    )
    win = good_days(marks("hhhhhgggggghhh"), until=on(13), fewest=5)
    assert win.sentence == (
        "More good days: 4 in the week to 14 Jun 2026, 2 in the one before; 14 of 14 days have a word."
    )


def marks(words):
    found = {"g": DayMark.GOOD, "o": DayMark.OKAY, "h": DayMark.HARD}
    return {on(n): found[word] for n, word in enumerate(words) if word in found}


@pytest.mark.parametrize(
    ("words", "is_win"),
    [
        ("ghhhhhhgghhhhh", True),
        ("ghhhhhhghhhhhh", False),
        ("hhhhhhhghhhhh.", True),
        ("ghhhhh.gghhhhh", False),  # the missing day may have been good
        ("ghhhh..gggghhh", True),  # four are more than one and two unknown ones
        ("hhhh...ggggggg", False),  # four days are too few to compare
        ("hhhhhhhgggg...", False),
        (".......ggggggg", False),
        ("ohhhhhhoooohhh", False),
    ],
)
def test_weeks_are_compared_as_if_every_missing_day_spoke_against_it(words, is_win):
    assert bool(good_days(marks(words), until=on(13), fewest=5)) is is_win


def day_wins(facts):
    """All wins that rest on days, by kind and day."""
    slept = {day: minutes for day, (_, minutes) in facts.items() if minutes is not None}
    said = {day: mark for day, (mark, _) in facts.items() if mark is not None}
    found = [*good_nights("asleep", slept, LIMITS), good_days(said, until=on(13), fewest=5)]
    return {(win.kind, win.on) for win in found if win}


DAYS = st.dictionaries(
    st.integers(0, 13).map(on),
    st.tuples(st.sampled_from([*DayMark, None]), st.sampled_from([240, 359, 360, 419, 420, 600, None])),
    max_size=14,
)


@given(DAYS, st.data())
def test_taking_a_day_away_never_makes_a_win(facts, data):
    kept = {day: said for day, said in facts.items() if data.draw(st.booleans())}
    assert day_wins(kept) <= day_wins(facts)


@given(DAYS)
def test_whatever_the_missing_days_were_the_win_of_the_weeks_stands(facts):
    """The worst that can be: the first week's gaps were good days, the second week's hard ones."""
    if (WinKind.GOOD_DAYS, on(13)) in day_wins(facts):
        worst = {on(n): (DayMark.GOOD if n < 7 else DayMark.HARD, None) for n in range(14)}
        said = {day: both for day, both in facts.items() if both[0] is not None}
        assert (WinKind.GOOD_DAYS, on(13)) in day_wins({**worst, **said})


@given(st.lists(st.integers(0, 60), min_size=3, max_size=12), st.data())
def test_only_a_reading_that_spoke_against_a_new_best_can_make_one_by_its_absence(values, data):
    """A record is about what was measured: the one taken away had been as good, or had broken the pair."""
    place = data.draw(st.integers(0, len(values) - 1))
    kept = values[:place] + values[place + 1 :]
    now, then = new_best(aim(*values), minutes=FIVE), new_best(aim(*kept), minutes=FIVE)
    if then and not now:
        assert values[place] > then.value - FIVE or place >= len(values) - 2
