"""A night by the clock on the wall: over midnight, through a change of the clock, never over 100 percent."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import DomainError
from outcomes.rules.scoring import shown
from outcomes.rules.sleep import SleepBand, efficiency, night, share_asleep, sleep_band

NEW_YORK = ZoneInfo("America/New_York")
FRIDAY = date(2026, 11, 20)


def clock(text: str) -> time:
    return time.fromisoformat(text)


def slept(*clocks, awake=0, morning=FRIDAY, zone=NEW_YORK):
    bed, asleep, woke, up = map(clock, clocks)
    return night(morning, bed=bed, asleep=asleep, woke=woke, up=up, awake_minutes=awake, zone=zone)


@pytest.mark.parametrize(
    ("clocks", "awake", "asleep", "in_bed", "percent", "band"),
    [
        (("22:45", "23:15", "06:15", "06:30"), 45, 375, 465, "80.6", SleepBand.BORDERLINE),
        (("22:00", "23:00", "05:30", "06:00"), 60, 330, 480, "68.8", SleepBand.POOR),
        (("23:00", "23:00", "07:00", "07:00"), 0, 480, 480, "100.0", SleepBand.GOOD),
        (("00:30", "01:00", "07:00", "07:30"), 0, 360, 420, "85.7", SleepBand.GOOD),
        (("23:50", "00:10", "00:20", "00:30"), 0, 10, 40, "25.0", SleepBand.POOR),
        (("08:00", "09:00", "15:00", "16:00"), 60, 300, 480, "62.5", SleepBand.POOR),
        (("23:00", "01:00", "01:00", "07:00"), 0, 0, 480, "0.0", SleepBand.POOR),
    ],
    ids=["TST 6h15 of 7h45", "TST 5h30 of 8h", "all", "after midnight", "short", "by day", "none"],
)
def test_a_night_is_counted_over_midnight(clocks, awake, asleep, in_bed, percent, band):
    found = slept(*clocks, awake=awake)
    assert (found.asleep_minutes, found.in_bed_minutes) == (asleep, in_bed)
    assert shown(share_asleep(asleep, in_bed)) == percent
    assert sleep_band(share_asleep(asleep, in_bed)) == band


@pytest.mark.parametrize(
    ("morning", "zone", "in_bed"),
    [
        (date(2026, 3, 8), "America/New_York", 420),
        (date(2026, 11, 1), "America/New_York", 540),
        (date(2026, 3, 29), "Europe/Berlin", 420),
        (date(2026, 10, 25), "Europe/Berlin", 540),
        (date(2026, 3, 29), "America/New_York", 480),
        (date(2026, 10, 4), "Australia/Lord_Howe", 450),
        (date(2026, 3, 8), "America/Phoenix", 480),
    ],
)
def test_a_changed_clock_changes_the_length_where_the_person_lives(morning, zone, in_bed):
    """23:00 to 07:00 are eight hours, but for the two nights of the year."""
    found = slept("23:00", "23:30", "06:30", "07:00", morning=morning, zone=ZoneInfo(zone))
    assert (found.in_bed_minutes, found.asleep_minutes) == (in_bed, in_bed - 60)


def test_moments_are_kept_in_utc():
    found = slept("23:00", "23:30", "06:30", "07:00")
    assert found.bed_at == datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
    assert found.up_at == datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def test_an_hour_that_the_clock_left_out_is_refused():
    with pytest.raises(DomainError, match="there was no 02:30") as refused:
        slept("01:00", "02:30", "06:30", "07:00", morning=date(2026, 3, 8))
    assert refused.value.field == "asleep"


def test_an_hour_that_the_clock_shows_twice_is_the_first():
    found = slept("23:00", "01:30", "06:30", "07:00", morning=date(2026, 11, 1))
    assert found.asleep_at == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("clocks", "awake", "field"),
    [
        (("07:00", "07:00", "07:00", "07:00"), 0, "up"),
        (("08:00", "23:00", "22:00", "07:00"), 0, "up"),
        (("23:00", "22:00", "06:00", "07:00"), 0, "up"),
        (("23:00", "23:30", "06:30", "07:00"), 421, "awake_minutes"),
        (("23:00", "23:30", "06:30", "07:00"), -1, "awake_minutes"),
    ],
    ids=["no time in bed", "woke before asleep", "asleep before bed", "awake for longer", "negative"],
)
def test_times_that_do_not_fit_are_refused(clocks, awake, field):
    with pytest.raises(DomainError) as refused:
        slept(*clocks, awake=awake)
    assert refused.value.field == field


@pytest.mark.parametrize(("asleep", "in_bed"), [(1, 0), (0, 0), (1, -5), (481, 480), (-1, 480)])
def test_more_than_everything_and_no_time_in_bed_are_refused(asleep, in_bed):
    with pytest.raises(DomainError):
        share_asleep(asleep, in_bed)
    with pytest.raises(DomainError):
        efficiency(asleep, in_bed)


@pytest.mark.parametrize(
    ("percent", "band"),
    [(74.99, "poor"), (75, "borderline"), (84.99, "borderline"), (85, "good"), (100, "good"), (0, "poor")],
)
def test_the_edges_of_the_bands(percent, band):
    assert sleep_band(percent) == band


ZONES = st.sampled_from(["America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "UTC", "Asia/Kolkata"])


@given(
    st.dates(date(2025, 1, 1), date(2027, 12, 31)),
    ZONES.map(ZoneInfo),
    st.integers(0, 24 * 60 - 1),
    st.lists(st.integers(0, 400), min_size=3, max_size=3),
    st.integers(0, 400),
)
def test_whatever_is_kept_holds_together(morning, zone, bed, lengths, awake):
    moments = [datetime(2026, 6, 1, tzinfo=UTC) + timedelta(minutes=bed)]
    for length in lengths:
        moments.append(moments[-1] + timedelta(minutes=length))
    times = dict(zip(("bed", "asleep", "woke", "up"), (moment.time() for moment in moments), strict=True))
    try:
        found = night(morning, **times, awake_minutes=awake, zone=zone)
    except DomainError:
        return
    assert found.bed_at <= found.asleep_at <= found.woke_at <= found.up_at
    assert found.up_at.astimezone(zone).date() == morning
    assert 0 < found.in_bed_minutes < 24 * 60
    assert 0 <= share_asleep(found.asleep_minutes, found.in_bed_minutes) <= 100
