"""The sleep diary: a night is kept once, shown with its band and source, and never over what was there."""

from datetime import date, time, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from core.errors import DomainError
from outcomes import services
from outcomes.models import SleepNight
from outcomes.selectors import sleep_series
from tests.factories.people import NOON

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False):
        yield


def record(patient, by, morning=TODAY, **changes):
    given = {
        "bed": time(22, 45),
        "asleep": time(23, 15),
        "woke": time(6, 15),
        "up": time(6, 30),
        "awake_minutes": 45,
        "awakenings": 2,
        "mode": "paper",
        "at": NOON,
    }
    return services.record_night(patient=patient, morning=morning, by=by, **given | changes)


def test_a_night_is_kept_with_both_clocks_and_who(pia_record, amara, audited):
    night = record(pia_record, amara)
    assert (night.asleep_minutes, night.in_bed_minutes, night.awakenings) == (375, 465, 2)
    assert (night.morning, night.recorded_at, night.recorded_by_id) == (TODAY, NOON, amara.user_id)
    assert audited(pia_record) == ["night_recorded"]


def test_the_same_night_again_is_the_one_that_is_there(pia_record, amara):
    assert record(pia_record, amara) == record(pia_record, amara)
    assert SleepNight.objects.count() == 1


def test_another_one_of_that_morning_waits_until_the_first_is_marked_as_wrong(pia_record, amara):
    first = record(pia_record, amara)
    with pytest.raises(DomainError, match="This night is there already") as refused:
        record(pia_record, amara, awake_minutes=0)
    assert refused.value.field == "morning"
    services.enter_in_error(row=first, reason="wrong chart", by=amara, at=NOON)
    assert record(pia_record, amara, awake_minutes=0).asleep_minutes == 420


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"morning": TODAY + timedelta(days=1)}, "morning"),
        ({"morning": date(1900, 1, 1)}, "morning"),
        ({"up": time(13, 0)}, "up"),
        ({"bed": time(6, 30), "asleep": time(6, 30), "woke": time(6, 30)}, "up"),
    ],
)
def test_a_night_that_cannot_be_is_refused(pia_record, amara, changes, field):
    with pytest.raises(DomainError) as refused:
        record(pia_record, amara, **changes)
    assert refused.value.field == field
    assert not SleepNight.objects.exists()


def test_it_is_the_clock_where_the_patient_lives(pia_record, amara):
    pia_record.time_zone = "Europe/Berlin"
    spring = record(pia_record, amara, morning=date(2026, 3, 29))
    pia_record.time_zone = "America/New_York"
    same_day_here = record(pia_record, amara, morning=date(2026, 3, 30))
    assert (spring.in_bed_minutes, same_day_here.in_bed_minutes) == (405, 465)


def test_a_stranger_is_refused(pia_record, stranger):
    with pytest.raises(PermissionDenied):
        record(pia_record, stranger)


def test_the_week_says_how_many_nights_it_rests_on(pia_record, amara):
    assert sleep_series(pia_record).mean is None
    for days, awake in [(0, 45), (2, 135), (6, 0), (7, 0)]:
        record(pia_record, amara, morning=TODAY - timedelta(days=days), awake_minutes=awake)
    wrong = record(pia_record, amara, morning=TODAY - timedelta(days=3), awake_minutes=400)
    services.enter_in_error(row=wrong, reason="typing", by=amara, at=NOON)
    series = sleep_series(pia_record)
    assert len(series.lines) == 5
    assert (len(series.week), series.mean_shown, series.mean_band) == (3, "77.4", "borderline")


def test_the_page_shows_bands_source_and_denominator(as_, dr_amara, pia_record, amara):
    record(pia_record, amara)
    page = as_(dr_amara).get(reverse("outcomes:scores", args=[pia_record.pk])).content.decode()
    assert "80.6 %" in page
    assert "borderline" in page
    assert "Ohayon 2017" in page
    assert "mean of 1 of the 7 nights" in page
    assert "higher is better" in page


def test_a_night_is_typed_in_and_said_back(as_, nav_nia, pia_record):
    sent = {"morning": "2026-11-20", "bed": "23:00", "asleep": "23:30", "woke": "06:30", "up": "07:00"}
    address = reverse("outcomes:night-new", args=[pia_record.pk])
    bad = as_(nav_nia).post(address, sent | {"awake_minutes": "500", "mode": "staff"})
    assert bad.status_code == 422
    assert "That is longer than from falling asleep to waking up." in bad.content.decode()
    assert 'value="23:30"' in bad.content.decode()
    good = as_(nav_nia).post(address, sent | {"awake_minutes": "15", "mode": "staff"}, follow=True)
    assert "The night is kept: 84.4 % of the time in bed was slept." in good.content.decode()


def test_a_wrong_night_is_marked_and_stays_readable(as_, nav_nia, pia_record, amara):
    night = record(pia_record, amara)
    address = reverse("outcomes:entry-error", args=["night", night.pk])
    assert "The night to 20 Nov 2026." in as_(nav_nia).get(address).content.decode()
    as_(nav_nia).post(address, {"reason": "another person"})
    page = as_(nav_nia).get(reverse("outcomes:scores", args=[pia_record.pk])).content.decode()
    assert "Entered in error: another person" in page
    assert "<s>80.6 %</s>" in page
