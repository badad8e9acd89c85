"""Weeks of a device: a mean says of how many days it is, and of too few there is none."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from outcomes.rules.weeks import FEWEST_DAYS, DeviceDayFact, Mean, weeks

LAST = date(2026, 11, 20)


def days(*steps: int | None, slept: int | None = None) -> list[DeviceDayFact]:
    """One day back for each value, the newest first."""
    return [DeviceDayFact(LAST - timedelta(days=back), value, slept) for back, value in enumerate(steps)]


def test_a_mean_needs_four_days():
    (three,) = weeks(days(1000, 2000, 3000), most=8)
    (four,) = weeks(days(1000, 2000, 3000, 4000), most=8)
    assert three.steps == Mean(None, 3)
    assert four.steps == Mean(Decimal(2500), 4)


def test_a_day_without_a_value_is_not_a_zero():
    (week,) = weeks(days(1000, None, 1000, None, 1000, 1000, None), most=8)
    assert week.steps == Mean(Decimal(1000), 4)
    assert week.slept_hours is None


def test_sleep_is_told_in_hours():
    (week,) = weeks(days(None, None, None, None, slept=390), most=8)
    assert week.slept_hours == Decimal("6.5")
    assert week.steps == Mean(None, 0)


def test_weeks_are_counted_back_from_the_newest_day_and_empty_ones_are_left_out():
    facts = [
        *days(1000),
        DeviceDayFact(LAST - timedelta(days=7), 1, None),
        *[DeviceDayFact(LAST - timedelta(days=20), 1, None)],
    ]
    assert [week.last for week in weeks(facts, most=8)] == [
        LAST,
        LAST - timedelta(days=7),
        LAST - timedelta(days=14),
    ]
    assert len(weeks(facts, most=1)) == 1
    assert weeks([], most=8) == []


@given(st.lists(st.one_of(st.none(), st.integers(0, 40_000)), max_size=70), st.integers(1, 10))
def test_a_mean_lies_among_its_days_and_no_week_has_more_than_seven(steps, most):
    for week in weeks(days(*steps), most=most):
        assert week.steps.days <= 7
        assert (week.steps.value is not None) == (week.steps.days >= FEWEST_DAYS)
        if week.steps.value is not None:
            known = [value for value in steps if value is not None]
            assert min(known) <= week.steps.value <= max(known)
