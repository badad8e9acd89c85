"""Sane limits, lateness and habits."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import DomainError
from outcomes.rules import limits
from outcomes.rules.gaps import usual_gap_days

NOON = datetime(2026, 11, 20, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "unit"), [("-1", "minutes"), ("1441", "minutes"), ("25", "Hours"), ("NaN", "kg"), ("301", "kg")]
)
def test_a_number_that_nobody_can_have_is_refused(value, unit):
    with pytest.raises(DomainError):
        limits.check_amount(Decimal(value), unit, "value")


@pytest.mark.parametrize(
    ("value", "unit"), [("0", "minutes"), ("1440", "min"), ("7.5", "h"), ("5000", "beads")]
)
def test_other_numbers_pass(value, unit):
    limits.check_amount(Decimal(value), unit, "value")


@pytest.mark.parametrize(("moved", "slept"), [(None, None), (0, 0), (720, 720), (1440, None)])
def test_a_day_has_24_hours(moved, slept):
    limits.check_minutes(moved, slept)


@pytest.mark.parametrize(
    ("moved", "slept", "field"),
    [(1441, None, "moved_minutes"), (-1, None, "moved_minutes"), (700, 800, "slept_minutes")],
)
def test_more_than_24_hours_are_refused(moved, slept, field):
    with pytest.raises(DomainError) as refused:
        limits.check_minutes(moved, slept)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("claimed", "expected"),
    [
        (None, NOON),
        (NOON - timedelta(hours=3), NOON - timedelta(hours=3)),
        (NOON + timedelta(minutes=1), NOON),
        (NOON - timedelta(days=43), NOON),
    ],
)
def test_a_phone_is_believed_within_reason(claimed, expected):
    assert limits.saved_at(claimed_at=claimed, received_at=NOON) == expected


def test_a_day_stays_open_48_hours_after_its_own_midnight():
    """Midnight after 18 November in New York is 05:00 UTC on the 19th."""
    closes = datetime(2026, 11, 21, 5, tzinfo=UTC)
    day = date(2026, 11, 18)
    limits.check_backfill(day, at=closes, zone="America/New_York", hours=48)
    with pytest.raises(DomainError, match="closed now"):
        limits.check_backfill(day, at=closes + timedelta(seconds=1), zone="America/New_York", hours=48)


def test_the_hours_are_real_ones_across_a_change_of_the_clock():
    """1 November 2026 has 25 hours in New York; its midnight is 05:00 UTC on the 2nd."""
    closes = datetime(2026, 11, 4, 5, tzinfo=UTC)
    limits.check_backfill(date(2026, 11, 1), at=closes, zone="America/New_York", hours=48)
    with pytest.raises(DomainError):
        limits.check_backfill(
            date(2026, 11, 1), at=closes + timedelta(minutes=1), zone="America/New_York", hours=48
        )


@pytest.mark.parametrize("day", [date(2026, 11, 21), date(1983, 3, 11)])
def test_a_day_not_lived_is_refused(day):
    with pytest.raises(DomainError):
        limits.check_day(day, today=date(2026, 11, 20), born=date(1983, 3, 12))


@pytest.mark.parametrize(
    ("offsets", "gap"),
    [([], None), ([0, 1, 2], None), ([0, 1, 2, 3], "1.0"), ([0, 2, 4, 8], "2.0"), ([8, 0, 5, 3, 4], "2.0")],
)
def test_the_usual_gap_is_a_median_of_enough_days(offsets, gap):
    days = [date(2026, 11, 1) + timedelta(days=offset) for offset in offsets]
    assert usual_gap_days(days) == (Decimal(gap) if gap else None)


@given(st.sets(st.integers(0, 400), min_size=4))
def test_a_usual_gap_lies_between_the_shortest_and_the_longest(offsets):
    ordered = sorted(offsets)
    gaps = [later - earlier for earlier, later in zip(ordered, ordered[1:], strict=False)]
    usual = usual_gap_days([date(2026, 1, 1) + timedelta(days=offset) for offset in offsets])
    assert min(gaps) <= usual <= max(gaps)
