"""The first load, cold: everything that the storyboard and a patient's page bring along, gzipped."""

import gzip
import re
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.contrib.staticfiles import finders
from django.urls import reverse

from outcomes.models import Day
from tests.factories.chart import whole_chart
from tests.factories.outcomes import DayFactory
from tests.factories.people import NOON

HOUSE = ("css/tokens.css", "css/house.css", "js/page.js", "js/palette.js")
#: Response headers of one static file, rounded up (measured: 350 to 420).
HEADERS = 450
SHIPPED_AS_IS = (".woff2",)


def cold_bytes(page: bytes) -> int:
    """The page, what it links to, and what its styles link to."""
    names = set(re.findall(rb'(?:href|src)="/static/([^"#]+)', page))
    weights = [weight(name.decode()) for name in names]
    return len(gzip.compress(page)) + HEADERS + sum(weights)


def weight(name: str) -> int:
    body = Path(finders.find(name)).read_bytes()
    return HEADERS + (len(body) if name.endswith(SHIPPED_AS_IS) else len(gzip.compress(body, 9)))


def test_the_storyboard_comes_in_52_kb(as_, dr_amara, pia_record):
    with time_machine.travel(NOON, tick=False):
        whole_chart(pia_record, dr_amara)
        page = as_(dr_amara).get(reverse("chart:storyboard", args=[pia_record.pk])).content
    assert cold_bytes(page) <= 52 * 1024


@pytest.mark.parametrize("years", [1, 10])
@pytest.mark.parametrize("page", ["overview", "half a year", "all there is"])
def test_measures_come_in_64_kb_after_ten_years_too(as_, dr_amara, pia_record, page, years):
    with time_machine.travel(NOON, tick=False):
        whole_chart(pia_record, dr_amara)
        many_days(pia_record, years * 365)
        series = reverse("chart:series", args=[pia_record.pk, "day-moved"])
        addresses = {
            "overview": reverse("outcomes:measures", args=[pia_record.pk]),
            "half a year": series,
            "all there is": f"{series}?range=all",
        }
        found = as_(dr_amara).get(addresses[page]).content
    assert cold_bytes(found) <= 64 * 1024


def test_zooming_stays_within_the_first_load_of_a_clinician():
    assert weight("vendor/uplot-1.6.32.iife.min.js") + weight("vendor/uplot-1.6.32.min.css") <= 24 * 1024


def many_days(patient, count: int) -> None:
    """A different number every day, as life is: nothing that compresses away."""
    Day.objects.filter(patient=patient).delete()
    Day.objects.bulk_create(
        DayFactory.build(
            patient=patient,
            clinic=patient.clinic,
            day=NOON.date() - timedelta(days=ago),
            moved_minutes=ago * 7919 % 91,
            slept_minutes=300 + ago * 104729 % 199,
        )
        for ago in range(count)
    )


def test_the_house_styles_and_scripts_stay_small():
    assert sum(weight(name) for name in HOUSE) <= 12 * 1024
