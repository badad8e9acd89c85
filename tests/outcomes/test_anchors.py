"""The own anchor of many patients for the lists (C10)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from outcomes.rules.change import Change, Noise
from outcomes.selectors import anchor_column, anchor_line
from people.models import Patient
from tests.factories.outcomes import FlareFactory, GoalFactory, MeasureFactory, ReadingFactory
from tests.factories.people import NOON, PatientFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
TWENTY = Noise("clinical 8", percent=Decimal(20))


def read(measure, *days_and_values):
    for days, value in days_and_values:
        ReadingFactory(measure=measure, value=Decimal(value), true_on=TODAY - timedelta(days=days))


def anchors_of(patients):
    rows = Patient.objects.filter(pk__in=[patient.pk for patient in patients])
    rows = rows.annotate(anchor=anchor_column(TODAY)).values_list("pk", "anchor")
    lines = {pk: anchor_line(found, on=TODAY, noise=TWENTY) for pk, found in rows}
    return {pk: line for pk, line in lines.items() if line}


def anchor(patient):
    return anchors_of([patient]).get(patient.pk)


def test_the_first_goals_measure_stands_for_the_person(pia_record):
    sits = MeasureFactory(patient=pia_record, label="Sits")
    walks = MeasureFactory(patient=pia_record, label="Walks", created_at=NOON + timedelta(days=1))
    read(sits, (50, 20), (0, 20))
    read(walks, (120, 10), (40, 20), (0, 25))
    assert anchor(pia_record).label == "Sits"
    GoalFactory(patient=pia_record, rank=2, measure=walks, target=Decimal(30))
    line = anchor(pia_record)
    assert (line.label, line.unit, line.goal) == ("Walks", "minutes", 30)
    assert [point.value for point in line.points] == [20, 25]
    assert line.verdict.code == Change.CLEAR_SHIFT_BETTER
    assert "from 10 to 25 minutes" in line.verdict.sentence


def test_a_measure_without_a_value_sensitive_or_in_error_stands_for_nobody(pia_record):
    MeasureFactory(patient=pia_record)
    read(MeasureFactory(patient=pia_record, sensitive=True), (1, 5))
    read(MeasureFactory(patient=pia_record, erred_at=NOON), (1, 5))
    ReadingFactory(measure=MeasureFactory(patient=pia_record), true_on=TODAY, erred_at=NOON)
    assert anchor(pia_record) is None


def test_the_later_value_of_a_day_counts_and_the_future_does_not(pia_record):
    sits = MeasureFactory(patient=pia_record)
    read(sits, (89, 12), (90, 8), (-1, 99))
    ReadingFactory(measure=sits, value=Decimal(15), true_on=TODAY, recorded_at=NOON)
    ReadingFactory(measure=sits, value=Decimal(16), true_on=TODAY, recorded_at=NOON + timedelta(hours=1))
    assert [point.value for point in anchor(pia_record).points] == [12, 16]


def test_the_flares_of_the_window_come_along(pia_record):
    read(MeasureFactory(patient=pia_record), (0, 15))
    for days, facts in ((89, {}), (90, {}), (30, {"erred_at": NOON}), (-1, {})):
        began = TODAY - timedelta(days=days)
        FlareFactory(patient=pia_record, started_on=began, ended_on=began, **facts)
    assert anchor(pia_record).flares == (TODAY - timedelta(days=89),)


def test_what_is_older_than_the_window_is_known_and_not_drawn(pia_record):
    read(MeasureFactory(patient=pia_record), (200, 10), (100, 12))
    line = anchor(pia_record)
    assert (line.points, line.latest.value) == ((), 12)


def test_a_goal_in_another_unit_is_not_its_line(pia_record):
    sits = MeasureFactory(patient=pia_record)
    read(sits, (0, 15))
    GoalFactory(patient=pia_record, measure=sits, unit="hours")
    assert anchor(pia_record).goal is None


@pytest.mark.parametrize("count", [1, 12])
def test_it_is_one_query_for_everybody(maple, django_assert_num_queries, count):
    patients = [PatientFactory(clinic=maple) for _ in range(count)]
    for patient in patients:
        read(MeasureFactory(patient=patient), (30, 10), (1, 14))
    with django_assert_num_queries(1):
        found = anchors_of(patients)
    assert set(found) == {patient.pk for patient in patients}


def test_a_test_that_no_figure_is_published_of_is_shown_and_not_judged(pia_record):
    knee = MeasureFactory(patient=pia_record, unit="degrees", test="knee-bend", test_version="1")
    read(knee, (60, 80), (1, 120))
    verdict = anchor(pia_record).verdict
    assert verdict.code == Change.CANNOT_TELL
    assert verdict.sentence.startswith("No figure is published here")
