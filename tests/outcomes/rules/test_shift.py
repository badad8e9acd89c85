"""A long series of one measure: a clear shift, or none (clinical.md 9, experience B7)."""

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outcomes.rules.change import Change, Noise, Point
from outcomes.rules.shift import last_of_day, series_change, weekly_change
from outcomes.rules.weekly import WeeklySeries, weekly_means
from outcomes.rules.words import Direction

UP, DOWN = Direction.HIGHER_IS_BETTER, Direction.LOWER_IS_BETTER
TWENTY = Noise("clinical 8", percent=Decimal(20))
JUNE = date(2026, 6, 1)


def series(values, every=7):
    return [Point(JUNE + timedelta(days=every * n), Decimal(value)) for n, value in enumerate(values)]


def judged(values, direction=UP):
    return series_change(series(values), direction=direction, unit="minutes", noise=TWENTY)


def weekly(values, missing=0, direction=UP):
    one = WeeklySeries(tuple(series(values)), missing, 7 * len(values))
    return weekly_change(one, direction=direction, unit="minutes a day")


STEP = [20, 22, 19, 21, 20, 18, 30, 33, 31, 29, 32, 30]
WANDERS = [20, 30, 21, 29, 22, 28, 20, 30, 21, 29, 22, 28]
BACK = [20, 21, 20, 22, 40, 41, 42, 40, 41, 42, 40, 20, 21, 20, 22, 21]


def test_a_step_is_a_clear_shift_and_shows_what_was_counted():
    verdict = judged(STEP)
    assert verdict.code == Change.CLEAR_SHIFT_BETTER
    assert verdict.sentence == (
        "Clear shift, better: the middle went from 20.5 to 30.5 minutes (first and last third)."
        " 12 values; longest run 6 (chance explains 7), crossings of the middle 1 (chance makes at least 3)."
    )
    assert (verdict.points, verdict.percent) == (10, 1000 / Decimal("20.5"))
    assert verdict.source == "run rules (Anhøj & Olesen 2014, PLoS ONE)"


def test_the_same_step_is_worse_where_less_is_better():
    assert judged(STEP, DOWN).code == Change.CLEAR_SHIFT_WORSE
    assert judged(STEP[::-1]).code == Change.CLEAR_SHIFT_WORSE


def test_a_wandering_series_has_no_shift_though_its_ends_are_far_apart():
    """From 20 to 28 is 40 percent, which two values alone would have called a shift."""
    verdict = judged(WANDERS)
    assert verdict.code == Change.NO_CLEAR_CHANGE
    assert verdict.sentence.startswith("No clear change: it wanders about 25 minutes. 12 values;")


def test_what_moved_and_came_back_is_no_change_now():
    verdict = judged(BACK)
    assert verdict.code == Change.NO_CLEAR_CHANGE
    assert "it moved and came back to 22 minutes" in verdict.sentence


def test_few_values_keep_the_measures_own_noise_and_say_how_many_they_are():
    assert judged([20, 40, 25]).sentence == (
        "Clear shift, better: from 20 to 25 minutes, 25.0 percent more. First and newest of 3 values."
    )
    assert judged([20]).sentence == "There is only one value so far."
    assert judged([]).code == Change.CANNOT_TELL


def test_values_on_the_middle_do_not_count_towards_the_twelve():
    """Fourteen values, of which two lie on the middle: enough. Twelve with two there: too few."""
    assert "longest run" in judged([*STEP[:6], 25, 25, *STEP[6:]]).sentence
    assert "First and newest of 12 values." in judged([*STEP[:5], 25, 25, *STEP[7:]]).sentence


def test_values_of_neighbouring_days_are_thinned_to_a_week_apart():
    daily = series([value for value in STEP for _ in range(7)], every=1)
    verdict = series_change(daily, direction=UP, unit="minutes", noise=TWENTY)
    assert "14 of 84 values, a week apart; longest run" in verdict.sentence
    a_month = series_change(daily[:30], direction=UP, unit="minutes", noise=TWENTY)
    assert "First and newest of 30 values." in a_month.sentence


def test_a_weekly_visit_may_come_a_day_early():
    early = [Point(JUNE + timedelta(days=6 * n), Decimal(value)) for n, value in enumerate(STEP)]
    assert series_change(early, direction=UP, unit="", noise=TWENTY).code == Change.CLEAR_SHIFT_BETTER


def test_a_told_value_and_a_timed_one_are_not_compared():
    told = [Point(JUNE, Decimal(8), "stated")]
    timed = [Point(JUNE + timedelta(days=n), Decimal(value), "timed") for n, value in ((30, 20), (60, 21))]
    verdict = series_change([*told, *timed], direction=UP, unit="minutes", noise=TWENTY)
    assert verdict.sentence == "No clear change: from 20 to 21 minutes, 5.0 percent more."
    alone = series_change([*told, *timed[:1]], direction=UP, unit="minutes", noise=TWENTY)
    assert alone.code == Change.CANNOT_TELL


def test_too_few_weeks_are_too_soon_to_say():
    verdict = weekly(STEP[:11], missing=4)
    assert verdict.code == Change.CANNOT_TELL
    assert verdict.sentence == (
        "Too soon to say: 11 of 15 weeks have a mean, 10 off the middle; 12 are needed."
    )
    assert weekly([]).code == Change.CANNOT_TELL


def test_weeks_that_mostly_lie_on_the_middle_have_not_moved():
    verdict = weekly([390] * 15 + [400, 380, 400])
    assert verdict.code == Change.NO_CLEAR_CHANGE
    assert verdict.sentence == (
        "No clear change: most weeks are at 390 minutes a day. 18 of 18 weeks have a mean, 3 off it."
    )


def test_weeks_say_how_many_are_missing():
    assert "12 of 15 weeks have a mean; longest run 6" in weekly(STEP, missing=3).sentence


def days(*values):
    return [(JUNE + timedelta(days=n), value) for n, value in enumerate(values)]


def test_a_week_with_fewer_than_four_days_has_no_mean_and_is_missing():
    found = weekly_means(days(*[10] * 7, 20, 20, 20, None, None, None, None, *[30] * 7))
    assert [point.value for point in found.points] == [10, 30]
    assert (found.missing, found.days) == (1, 17)
    assert [point.on for point in found.points] == [JUNE + timedelta(days=6), JUNE + timedelta(days=20)]


def test_no_days_are_no_weeks():
    assert weekly_means(days(None, None)) == WeeklySeries((), 0, 0)


def test_a_day_of_nothing_is_a_zero_and_a_missing_day_is_not():
    assert weekly_means(days(0, 0, 0, 0, None, None, 28)).points[0].value == Decimal(28) / 5


@given(st.lists(st.integers(0, 500), min_size=1, max_size=200), st.data())
def test_a_mean_never_leaves_its_days_and_missing_days_are_never_filled(values, data):
    kept = [value if data.draw(st.booleans()) else None for value in values]
    found = weekly_means(days(*kept))
    known = [value for value in kept if value is not None]
    assert all(min(known) <= point.value <= max(known) for point in found.points)
    assert found.days == len(known)
    assert 4 * len(found.points) <= found.days


@given(st.lists(st.integers(0, 100), max_size=40))
def test_turning_the_direction_turns_the_shift(values):
    mirror = {"better": "worse", "worse": "better", "steady": "steady"}
    assert weekly(values, direction=DOWN).code.tone == mirror[weekly(values).code.tone]


def autocorrelated(count, likeness, chance):
    """An AR(1) series about 0 with unit shocks, begun in its own spread."""
    value = chance.gauss(0, 1) / (1 - likeness**2) ** 0.5
    for _ in range(count):
        yield value
        value = likeness * value + chance.gauss(0, 1)


def share_of_false_shifts(likeness, *, weeks, missing, chance, times=300):
    """Of series about 60 minutes that never shift, how many are called shifted."""
    shifts = 0
    for _ in range(times):
        values = [60 + round(10 * one) for one in autocorrelated(7 * weeks, likeness, chance)]
        kept = [value if chance.random() >= missing else None for value in values]
        verdict = weekly_change(weekly_means(days(*kept)), direction=UP, unit="minutes a day")
        shifts += verdict.code in (Change.CLEAR_SHIFT_BETTER, Change.CLEAR_SHIFT_WORSE)
    return shifts / times


@pytest.mark.parametrize("likeness", [0, 0.2, 0.4, 0.6])
@pytest.mark.parametrize("missing", [0, 0.2, 0.4])
def test_weeks_of_days_that_resemble_each_other_seldom_shift_by_chance(likeness, missing):
    """At most 5 percent are meant; 300 series can stray to 7.5 percent from there (docs/adr/0024)."""
    chance = random.Random(24)
    assert share_of_false_shifts(likeness, weeks=26, missing=missing, chance=chance) <= 0.075


@pytest.mark.parametrize(
    ("taken", "kept"),
    [
        ([(1, 60, "timed"), (1, 90, "stated"), (9, 20, "timed")], [60, 20]),
        ([(1, 90, "stated"), (1, 60, "timed"), (9, 20, "timed")], [60, 20]),
        ([(1, 60, "timed"), (1, 70, "timed"), (9, 20, "timed")], [70, 20]),
        ([(1, 60, "timed"), (1, 90, "stated"), (9, 20, "stated")], [90, 20]),
        ([(1, 60, "test"), (1, 90, "stated"), (9, 20, "timed")], [90, 20]),
        ([(1, 60, "timed"), (9, 20, "timed"), (9, 30, "stated")], [60, 30]),
        ([], []),
    ],
)
def test_of_one_day_a_value_taken_as_the_newest_was_is_never_hidden(taken, kept):
    points = [Point(JUNE + timedelta(days=day), Decimal(value), version) for day, value, version in taken]
    assert [point.value for point in last_of_day(points)] == kept
