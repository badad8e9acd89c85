"""The first load, cold: everything that the storyboard and a patient's page bring along, gzipped."""

import gzip
import re
from pathlib import Path

import time_machine
from django.contrib.staticfiles import finders
from django.urls import reverse

from tests.factories.chart import whole_chart
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


def test_the_house_styles_and_scripts_stay_small():
    assert sum(weight(name) for name in HOUSE) <= 12 * 1024
