"""Only what came about alike is compared, and a test by its own figures, on every page the same (S64)."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from chart.selectors.overview import overview_of
from outcomes.selectors import anchor_column, anchor_line, measures_page, noise_by
from people.access import Actor
from people.models import Patient
from people.permissions import Role
from people.selectors import policies
from tests.chart.test_explore import zoom
from tests.factories.outcomes import MeasureFactory, ReadingFactory
from tests.factories.people import NOON

TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


def taken(measure, *agos_values_protocols):
    for ago, value, protocol in agos_values_protocols:
        ReadingFactory(measure=measure, value=value, true_on=TODAY - timedelta(days=ago), protocol=protocol)


def track_of(patient):
    """The one series of the overview."""
    reader = Actor(None, patient.clinic_id, Role.PHYSICIAN, "Dr A")
    (track,) = overview_of(
        patient, limits=policies(patient.clinic, on=TODAY), today=TODAY, reader=reader
    ).tracks
    return track


def test_a_told_value_is_no_start_of_timed_ones(as_, dr_amara, pia_record):
    walks = MeasureFactory(patient=pia_record, label="Walks")
    taken(walks, (60, 90, "stated"), (40, 10, "timed"), (2, 30, "timed"))
    address = reverse("chart:series", args=[pia_record.pk, f"measure-{walks.pk}"])
    assert zoom(as_(dr_amara).get(address))["panels"][0]["was"] == 10
    assert track_of(pia_record).baseline.value == 10
    assert track_of(pia_record).verdict.word == "clear shift, better"


def test_a_test_is_judged_by_its_own_figures_on_every_page(pia_record):
    """30 metres more in six minutes is short of what matters, whatever share of the first it is."""
    test = {"label": "Walk", "unit": "m", "test": "six-minute-walk", "test_version": "1"}
    taken(MeasureFactory(patient=pia_record, **test), (40, 60, "test"), (2, 90, "test"))
    noise = noise_by(policies(pia_record.clinic, on=TODAY)["function_noise_percent"])
    listed = Patient.objects.annotate(anchor=anchor_column(TODAY)).get(pk=pia_record.pk)
    told = [
        track_of(pia_record).verdict.word,
        anchor_line(listed.anchor, on=TODAY, noise=noise).verdict.code.label.lower(),
        measures_page(pia_record, on=TODAY).measures[0].verdict.code.label.lower(),
    ]
    assert told == ["no clear change"] * 3
    assert track_of(pia_record).threshold is None
