"""Quiet hours on the patient's wall clock: gaps, folds and odd zones (security D17)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.rules.quiet_hours import QuietHours, moment_of, next_allowed

SHIPPED = QuietHours(from_hour=21, until_hour=8)
ZONES = sorted(available_timezones() - {"localtime", "Factory"})


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "day", "wall", "moment"),
    [
        ("America/New_York", "2027-03-14", "02:30", "2027-03-14T07:30"),  # the clock skips it: 03:30 EDT
        ("America/New_York", "2027-11-07", "01:30", "2027-11-07T05:30"),  # it comes twice: the first
        ("America/New_York", "2027-03-13", "09:00", "2027-03-13T14:00"),
        ("America/New_York", "2027-03-15", "09:00", "2027-03-15T13:00"),
        ("America/Phoenix", "2027-03-14", "02:30", "2027-03-14T09:30"),  # Arizona keeps its clock
        ("America/Phoenix", "2027-07-01", "09:00", "2027-07-01T16:00"),
        ("Australia/Lord_Howe", "2027-10-03", "02:15", "2027-10-02T15:45"),  # skips half an hour: 02:45
        ("Australia/Lord_Howe", "2027-04-04", "01:45", "2027-04-03T14:45"),  # comes twice
        ("Asia/Kathmandu", "2027-06-01", "08:00", "2027-06-01T02:15"),
        ("Pacific/Kiritimati", "2027-06-01", "08:00", "2027-05-31T18:00"),
    ],
)
def test_a_wall_time_is_one_moment(zone, day, wall, moment):
    assert moment_of(date.fromisoformat(day), time.fromisoformat(wall), zone) == utc(moment)


@pytest.mark.parametrize(
    ("zone", "at", "allowed"),
    [
        ("America/New_York", "2026-11-20T17:00", "2026-11-20T17:00"),  # noon
        ("America/New_York", "2026-11-21T01:59", "2026-11-21T01:59"),  # 20:59, still allowed
        ("America/New_York", "2026-11-21T02:00", "2026-11-21T13:00"),  # 21:00: tomorrow at 8
        ("America/New_York", "2026-11-21T12:59", "2026-11-21T13:00"),  # 07:59: in a minute
        ("America/New_York", "2027-03-14T06:30", "2027-03-14T12:00"),  # the night of the gap: 8 EDT
        ("America/New_York", "2027-11-07T05:30", "2027-11-07T13:00"),  # the night of the fold: 8 EST
        ("America/New_York", "2027-11-07T06:30", "2027-11-07T13:00"),  # 01:30 for the second time
        ("America/Phoenix", "2027-03-14T06:30", "2027-03-14T15:00"),
        ("Australia/Lord_Howe", "2027-10-02T15:40", "2027-10-02T21:00"),  # 8 at +11:00
        ("Australia/Lord_Howe", "2027-04-03T15:10", "2027-04-03T21:30"),  # 8 at +10:30
        ("Asia/Kathmandu", "2027-06-01T16:00", "2027-06-02T02:15"),
    ],
)
def test_the_next_moment_outside_the_quiet_hours(zone, at, allowed):
    assert next_allowed(utc(at), zone=zone, quiet=SHIPPED) == utc(allowed)


MOMENTS = st.integers(0, 3 * 365 * 24 * 60).map(lambda n: utc("2026-01-01T00:00") + timedelta(minutes=n))
HOURS = st.integers(0, 23)


@given(at=MOMENTS, zone=st.sampled_from(ZONES), from_hour=HOURS, until_hour=HOURS)
def test_it_is_allowed_soon_and_never_before(at, zone, from_hour, until_hour):
    quiet = QuietHours(from_hour, until_hour)
    allowed = next_allowed(at, zone=zone, quiet=quiet)
    assert at <= allowed <= at + timedelta(hours=26)
    assert not quiet.covers(allowed.astimezone(ZoneInfo(zone)).time())
    if not quiet.covers(at.astimezone(ZoneInfo(zone)).time()):
        assert allowed == at


@given(at=MOMENTS, later=st.timedeltas(timedelta(0), timedelta(days=3)), zone=st.sampled_from(ZONES))
def test_who_waits_first_is_written_first(at, later, zone):
    assert next_allowed(at, zone=zone, quiet=SHIPPED) <= next_allowed(at + later, zone=zone, quiet=SHIPPED)


@pytest.mark.parametrize(
    "zone", ["America/New_York", "America/Phoenix", "Australia/Lord_Howe", "Africa/Cairo"]
)
def test_each_day_of_two_years_has_one_eight_o_clock(zone):
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(731)]
    eights = [moment_of(day, time(8), zone) for day in days]
    assert [at.astimezone(ZoneInfo(zone)).date() for at in eights] == days
    assert {at.astimezone(ZoneInfo(zone)).hour for at in eights} == {8}


def test_equal_hours_are_no_quiet_hours():
    assert not any(QuietHours(9, 9).covers(time(hour)) for hour in range(24))
