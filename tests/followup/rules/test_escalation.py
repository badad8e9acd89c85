"""The ladder of an urgent task that nobody takes."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.rules.escalation import Told, rung_due

OPENED = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
SHIPPED = {"patience": timedelta(minutes=30), "every": timedelta(minutes=15)}


@pytest.mark.parametrize(
    ("minutes", "number", "told"),
    [
        (30, 0, Told.LEAD),
        (44, 0, Told.LEAD),
        (45, 1, Told.ON_CALL),
        (60, 2, Told.ON_CALL),
        (600, 38, Told.ON_CALL),
    ],
)
def test_the_lead_then_on_call_every_quarter_of_an_hour(minutes, number, told):
    rung = rung_due(OPENED, now=OPENED + timedelta(minutes=minutes), **SHIPPED)
    assert (rung.number, rung.told) == (number, told)


@pytest.mark.parametrize("minutes", [0, 29])
def test_nobody_is_told_before_the_time_to_acknowledge_is_over(minutes):
    assert rung_due(OPENED, now=OPENED + timedelta(minutes=minutes), **SHIPPED) is None


@given(st.integers(30, 10_000))
def test_a_rung_is_worth_telling_until_the_next(minutes):
    now = OPENED + timedelta(minutes=minutes)
    rung = rung_due(OPENED, now=now, **SHIPPED)
    assert rung.at <= now < rung.use_by
    assert rung_due(OPENED, now=rung.use_by, **SHIPPED).number == rung.number + 1
