"""Timed tolerance and performance tests: values that come with how they were taken (S28, S64)."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from audit import services as audit
from core.errors import DomainError
from people.access import Actor
from people.models import Patient

from .. import performance
from ..models import Measure, Reading
from ..rules.capacities import can_be_timed
from ..rules.performance import PerformanceTest, check_result
from ..rules.tolerance import tolerance
from ..rules.words import Capacity, Mode, Protocol
from .guards import ensure_may_write, take_turns
from .measures import record_reading


@transaction.atomic
def record_trials(
    *,
    measure: Measure,
    trials: Sequence[int],
    true_on: date,
    mode: Mode,
    by: Actor,
    at: datetime,
    note: str = "",
) -> Reading:
    """Keep one to three timed tries, in seconds, as one value: their mean in minutes (clinical.md 8)."""
    if not can_be_timed(Capacity(measure.capacity), measure.unit):
        raise DomainError("not_timed", "Only sitting, standing and walking in minutes are timed.")
    timed = tolerance(trials)
    return record_reading(
        measure=measure,
        value=timed.minutes,
        true_on=true_on,
        mode=mode,
        by=by,
        at=at,
        protocol=Protocol.TIMED,
        trials=timed.trials,
        note=note,
    )


@transaction.atomic
def record_timed_test(
    *,
    patient: Patient,
    test: str,
    trials: Sequence[int],
    true_on: date,
    mode: Mode,
    by: Actor,
    at: datetime,
    note: str = "",
) -> Reading:
    """Timed tries by the protocol of a test: a series apart from what the person times by themselves."""
    series = _series(patient=patient, test=performance.get(test), side="", by=by, at=at)
    return record_trials(measure=series, trials=trials, true_on=true_on, mode=mode, by=by, at=at, note=note)


@transaction.atomic
def record_test(
    *,
    patient: Patient,
    test: str,
    value: Decimal | None,
    true_on: date,
    mode: Mode,
    by: Actor,
    at: datetime,
    side: str = "",
    is_zero: bool = False,
    note: str = "",
) -> Reading:
    """Keep a result in the series of its test, protocol and side; the first result begins the series.

    `is_zero` says that what makes the result 0 came true (the arms were needed); the note then tells so.
    """
    definition = performance.get(test)
    if is_zero and definition.zero_if:
        value, note = Decimal(0), "; ".join(filter(None, [definition.zero_if, note]))
    if value is None:
        raise DomainError("no_value", "Give the result.", "value")
    check_result(definition, value, side)
    measure = _series(patient=patient, test=definition, side=side, by=by, at=at)
    return record_reading(
        measure=measure,
        value=value,
        true_on=true_on,
        mode=mode,
        by=by,
        at=at,
        protocol=Protocol.TEST,
        note=note,
    )


@transaction.atomic
def _series(*, patient: Patient, test: PerformanceTest, side: str, by: Actor, at: datetime) -> Measure:
    """The series of one test, one version of its protocol and one side; made when it is first needed."""
    ensure_may_write(by, patient)
    take_turns(patient)
    of_test = {"test": test.key, "test_version": test.version, "side": side}
    known = Measure.objects.filter(patient=patient, erred_at=None, **of_test).first()
    if known:
        return known
    measure = Measure.objects.create(
        clinic_id=patient.clinic_id,
        patient=patient,
        capacity=test.capacity,
        label=_free_label(patient, test, side),
        unit=test.unit,
        direction=test.direction,
        created_at=at,
        **of_test,
    )
    audit.record("measure_set", by=by, subject=measure, detail=test.key, at=at)
    return measure


def _free_label(patient: Patient, test: PerformanceTest, side: str) -> str:
    """The test's own name, told apart from a capacity that somebody had called the same."""
    label = test.label(side)
    same = Measure.objects.filter(patient=patient, capacity=test.capacity, label=label, erred_at=None)
    return f"{label} (test)" if same.exists() else label
