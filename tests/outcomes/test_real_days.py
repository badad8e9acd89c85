"""The real days of 26 people (Fitbit, CC0), read where they stand; collected only with REAL_DATA."""

import os
from datetime import date
from pathlib import Path

import pytest

from outcomes.models import Day, Pulse
from outcomes.rules.device_files import DeviceDays, read_device_days
from outcomes.services import import_device_export, link_device_people
from people.access import Actor
from people.models import Patient, PatientIdentifier
from tests.factories.people import NOON

FITBIT = Path(os.environ["REAL_DATA"]) / "fitbit"
ACTIVITY, SLEEP = FITBIT / "dailyActivity_merged.csv", FITBIT / "sleepDay_merged.csv"
FIRST, LAST = date(2016, 4, 12), date(2016, 5, 12)


@pytest.fixture(scope="module")
def activity() -> DeviceDays:
    return read_device_days(ACTIVITY.read_bytes())


@pytest.fixture(scope="module")
def sleep() -> DeviceDays:
    return read_device_days(SLEEP.read_bytes())


def test_the_steps_of_26_people(activity):
    assert len(activity.days) == 668
    assert (activity.not_worn, activity.duplicates, activity.refused) == (58, 0, [])
    assert len({day.person for day in activity.days}) == 26
    assert {day.day for day in activity.days} >= {FIRST, LAST}
    assert (min(day.steps for day in activity.days), max(day.steps for day in activity.days)) == (4, 36_019)


def test_days_without_the_watch_are_gaps_not_zeros(activity):
    """The export has a line for every day between its first and its last; 58 of them counted nothing."""
    assert not [day for day in activity.days if day.steps == 0]
    spans = {}
    for day in activity.days:
        spans.setdefault(day.person, []).append(day.day)
    gaps = {person: (max(days) - min(days)).days + 1 - len(days) for person, days in spans.items()}
    assert sum(gap > 0 for gap in gaps.values()) == 10
    assert sum(gaps.values()) == 33


def test_the_sleep_of_19_people_with_its_three_double_lines(sleep):
    assert len(sleep.days) == 389
    assert (sleep.duplicates, sleep.not_worn, sleep.refused) == (3, 0, [])
    assert len({day.person for day in sleep.days}) == 19
    assert (min(d.slept_minutes for d in sleep.days), max(d.slept_minutes for d in sleep.days)) == (58, 775)


@pytest.mark.django_db
def test_the_real_files_end_to_end(maple, activity):
    by = Actor.system(maple.pk)
    ids = sorted({day.person for day in activity.days})
    wearers = "".join(f"{one},,Fitbit,{one},1980-01-01\n" for one in ids)
    table = f"id,mrn,given_name,family_name,birth_date\n{wearers}".encode()
    assert len(link_device_people(clinic=maple, content=table, by=by, at=NOON)) == 26

    def take(path: Path):
        return import_device_export(
            clinic=maple, filename=path.name, content=path.read_bytes(), by=by, at=NOON
        )

    steps, nights = take(ACTIVITY), take(SLEEP)
    assert (steps.added, steps.changed, steps.lines) == (668, 0, 726)
    assert (nights.added + nights.changed, nights.lines) == (389, 392)
    assert Day.objects.filter(device_steps__isnull=False).count() == 668
    assert Day.objects.filter(device_slept_minutes__isnull=False).count() == 389
    assert Pulse.objects.filter(last_day=None, last_device_day__isnull=False).count() == 26

    again = take(ACTIVITY)
    assert (again.added, again.changed, again.unchanged, again.was_known) == (0, 0, 668, True)
    assert Patient.objects.count() == PatientIdentifier.objects.count() == 26
