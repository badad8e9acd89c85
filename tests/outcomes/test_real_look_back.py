"""A look-back on the real month of one person (Fitbit, CC0): too short, and said so. Only with REAL_DATA."""

import os
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.urls import reverse

from outcomes.models import Day
from outcomes.services import import_device_export, link_device_people
from people.access import Actor
from people.models import PatientIdentifier
from tests.chart.test_storyboard import text_of
from tests.factories.people import NOON

FITBIT = Path(os.environ["REAL_DATA"]) / "fitbit"
FILES = [FITBIT / "dailyActivity_merged.csv", FITBIT / "sleepDay_merged.csv"]
PERSON = "1503960366"
MONTH = (date(2016, 4, 12), date(2016, 5, 12))

pytestmark = pytest.mark.django_db


@pytest.fixture
def wearer(maple, pia_record):
    """Pia wears the watch of one of them."""
    by = Actor.system(maple.pk)
    people = (
        f"id,mrn,given_name,family_name,birth_date\n{PERSON},004-118,Pia,Okafor,{pia_record.birth_date}\n"
    )
    link_device_people(clinic=maple, content=people.encode(), by=by, at=NOON)
    assert PatientIdentifier.objects.get(value=PERSON).patient == pia_record
    for path in FILES:
        import_device_export(clinic=maple, filename=path.name, content=path.read_bytes(), by=by, at=NOON)
    return pia_record


def looked_back(client, patient, on: date) -> str:
    return text_of(client.get(reverse("chart:look-back", args=[patient.pk]), {"on": on.isoformat()}))


def test_a_month_is_too_short_from_its_middle(as_, dr_amara, wearer):
    days = Day.objects.filter(patient=wearer, day__range=MONTH).count()
    text = looked_back(as_(dr_amara), wearer, date(2016, 4, 28))
    known = int(re.search(r"(\d+) of 56 days have a value: too short to look back from\.", text)[1])
    assert 27 <= known <= days
    assert "Steps by the device in the 14 days before 28 Apr 2016: cannot tell." in text
    assert "Worth asking" not in text
    assert "No clear change" not in text


def test_no_day_of_the_month_has_enough_on_both_sides(as_, dr_amara, wearer):
    client = as_(dr_amara)
    for after in range(31):
        text = looked_back(client, wearer, MONTH[0] + timedelta(days=after))
        assert "of 56 days have a value: too short" in text
