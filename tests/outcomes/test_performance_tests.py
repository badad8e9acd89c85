"""Timed tries and performance tests: how a value was taken stays with it (S28, S64)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from core.errors import DomainError
from outcomes import selectors, services
from outcomes.models import Measure, Reading
from outcomes.rules.change import Change
from outcomes.rules.words import Capacity, Mode, Protocol
from tests.factories.outcomes import MeasureFactory, ReadingFactory
from tests.factories.people import NOON

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


@pytest.fixture
def sits(pia_record):
    return MeasureFactory(patient=pia_record, label="Sits")


def time_it(measure, by, *minutes, **changes):
    given = {"true_on": TODAY, "mode": Mode.PHONE, "at": NOON, **changes}
    return services.record_trials(measure=measure, trials=[m * 60 for m in minutes], by=by, **given)


def result_of(patient, by, test="chair-stand", value="9", **changes):
    given = {"true_on": TODAY, "mode": Mode.STAFF, "at": NOON, **changes}
    return services.record_test(patient=patient, test=test, value=Decimal(value), by=by, **given)


def lines(patient):
    return selectors.measures_page(patient, on=TODAY)


def test_the_mean_of_the_tries_is_the_value(sits, herself, audited):
    reading = time_it(sits, herself, 20, 25, 15)
    assert (reading.value, reading.trials, reading.protocol) == (20, [1200, 1500, 900], Protocol.TIMED)
    assert time_it(sits, herself, 20, 25, 15) == reading
    time_it(sits, herself, 20)
    assert Reading.objects.count() == 2
    assert audited(sits.patient) == ["reading_recorded"] * 2


def test_staff_see_who_timed_what_and_the_quota_with_its_source(sits, herself, pia):
    time_it(sits, herself, 20, 25, 15)
    line = lines(sits.patient).own[0]
    assert line.latest.how == f"mean of 3 trials: 20:00, 25:00, 15:00; phone; {pia.name}"
    assert line.quota.minutes == 16
    assert "Fordyce" in line.quota.source


def test_a_told_value_and_a_timed_one_are_not_compared(sits, herself):
    for day, value in ((60, 10), (30, 40)):
        ReadingFactory(measure=sits, value=value, true_on=TODAY - timedelta(days=day))
    assert lines(sits.patient).own[0].verdict.code == Change.CLEAR_SHIFT_BETTER
    time_it(sits, herself, 12, true_on=TODAY - timedelta(days=20))
    assert lines(sits.patient).own[0].verdict.code == Change.CANNOT_TELL
    time_it(sits, herself, 20)
    verdict = lines(sits.patient).own[0].verdict
    assert verdict.sentence == "Clear shift, better: from 12 to 20 minutes, 66.7 percent more."


def test_twenty_percent_is_noise(sits, herself):
    time_it(sits, herself, 20, true_on=TODAY - timedelta(days=20))
    time_it(sits, herself, 24)
    assert lines(sits.patient).own[0].verdict.code == Change.NO_CLEAR_CHANGE


@pytest.mark.parametrize(
    "changes",
    [{"capacity": Capacity.DRIVE}, {"unit": "hours"}, {"capacity": Capacity.OTHER}],
)
def test_only_what_a_clock_can_time_is_timed(pia_record, herself, changes):
    with pytest.raises(DomainError, match="Only sitting, standing and walking"):
        time_it(MeasureFactory(patient=pia_record, **changes), herself, 20)
    assert not Reading.objects.exists()


@pytest.mark.parametrize("minutes", [(), (1, 2, 3, 4), (0,), (1500,)])
def test_tries_that_cannot_be_are_refused(sits, herself, minutes):
    with pytest.raises(DomainError):
        time_it(sits, herself, *minutes)
    assert not Reading.objects.exists()


def test_a_test_begins_its_series_and_goes_on_in_it(pia_record, amara, audited):
    result_of(pia_record, amara, value="8", true_on=TODAY - timedelta(days=40))
    reading = result_of(pia_record, amara, value="11", note="with shoes")
    measure = Measure.objects.get()
    assert (measure.label, measure.unit, measure.test, measure.test_version) == (
        "30-second chair stand",
        "stands",
        "chair-stand",
        "1",
    )
    assert (reading.protocol, reading.note) == (Protocol.TEST, "with shoes")
    line = lines(pia_record).tests[0]
    assert line.verdict.code == Change.BETTER
    assert "It reaches 2 stands" in line.verdict.sentence
    assert "Wright 2011" in line.verdict.source
    assert audited(pia_record) == ["measure_set", "reading_recorded", "reading_recorded"]


def test_arms_that_were_needed_make_it_zero(pia_record, amara):
    reading = result_of(pia_record, amara, value="7", is_zero=True, note="left hip")
    assert (reading.value, reading.note) == (0, "Arms were needed; left hip")
    walked = result_of(pia_record, amara, test="six-minute-walk", value="300", is_zero=True)
    assert (walked.value, walked.note) == (300, "")


def test_the_norm_is_by_age_on_the_day_and_sex(pia_record, amara):
    pia_record.birth_date, pia_record.sex = date(1954, 11, 20), "female"
    pia_record.save()
    result_of(pia_record, amara, value="9")
    assert lines(pia_record).tests[0].norm == (
        "Below average for women of 70 to 74: fewer than 10 (CDC STEADI, below average)."
    )


def test_each_side_is_a_series_of_its_own(pia_record, amara):
    for hour, (side, value) in enumerate([("left", "90"), ("right", "120"), ("left", "110")]):
        at = NOON + timedelta(hours=hour)
        result_of(pia_record, amara, test="knee-bend", value=value, side=side, at=at)
    told = {line.label: [r.value for r in line.readings] for line in lines(pia_record).tests}
    assert told == {"Knee bend, left": [110, 90], "Knee bend, right": [120]}


def test_a_capacity_that_is_called_like_a_test_is_told_apart(pia_record, amara):
    MeasureFactory(patient=pia_record, capacity=Capacity.WALK, label="6-minute walk")
    result_of(pia_record, amara, test="six-minute-walk", value="310")
    assert set(Measure.objects.values_list("label", flat=True)) == {"6-minute walk", "6-minute walk (test)"}


def test_timed_sitting_by_protocol_is_apart_from_the_persons_own(sits, herself, amara):
    time_it(sits, herself, 20)
    services.record_timed_test(
        patient=sits.patient,
        test="timed-sit",
        trials=[600, 660],
        true_on=TODAY,
        mode=Mode.STAFF,
        by=amara,
        at=NOON,
    )
    page = lines(sits.patient)
    assert [line.latest.value for line in page.own] == [20]
    assert [(line.label, line.latest.value) for line in page.tests] == [("Timed sitting", Decimal("10.5"))]


def test_a_test_takes_no_told_value_and_keeps_its_name(pia_record, amara):
    measure = result_of(pia_record, amara).measure
    with pytest.raises(DomainError, match="page of the test"):
        services.record_reading(
            measure=measure, value=Decimal(9), true_on=TODAY, mode=Mode.STAFF, by=amara, at=NOON
        )
    with pytest.raises(DomainError, match="keeps its name"):
        services.set_measure(
            patient=pia_record,
            capacity=Capacity.OTHER,
            label="Mine",
            unit="stands",
            measure=measure,
            by=amara,
            at=NOON,
        )


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"test": "handstand"}, "test"),
        ({"value": "61"}, "value"),
        ({"value": "8.5"}, "value"),
        ({"side": "left"}, "side"),
        ({"test": "knee-bend", "value": "90"}, "side"),
        ({"true_on": TODAY + timedelta(days=1)}, "true_on"),
    ],
)
def test_a_result_that_cannot_be_leaves_nothing_behind(pia_record, amara, changes, field):
    with pytest.raises(DomainError) as refused:
        result_of(pia_record, amara, **changes)
    assert refused.value.field == field
    assert not Measure.objects.exists()


def test_other_clinics_and_closed_records_are_refused(sits, amara, stranger, pia_record):
    writes = [lambda by: time_it(sits, by, 20), lambda by: result_of(pia_record, by)]
    for write in writes:
        with pytest.raises(PermissionDenied):
            write(stranger)
    pia_record.closed_at, pia_record.closed_reason = NOON, "moved"
    pia_record.save()
    for write in writes:
        with pytest.raises(DomainError, match="closed"):
            write(amara)
    assert not Reading.objects.exists()
