"""What the person can do, in their units, and each value of it."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from audit import services as audit
from core.errors import DomainError
from people.access import Actor
from people.models import Patient

from ..models import Measure, Reading
from ..rules.limits import check_amount
from ..rules.words import Capacity, Direction, Mode, Protocol
from .guards import ensure_lived, ensure_may_write, take_turns


@transaction.atomic
def set_measure(
    *,
    patient: Patient,
    capacity: Capacity,
    label: str,
    unit: str,
    by: Actor,
    at: datetime,
    direction: Direction = Direction.HIGHER_IS_BETTER,
    limiter: str = "",
    sensitive: bool = False,
    measure: Measure | None = None,
) -> Measure:
    """Start tracking a capacity, or change what is said about one.

    Without `measure`, the one with the same capacity and label is meant if there is one. A unit cannot change
    under values that were taken in it.
    """
    ensure_may_write(by, patient, measure)
    take_turns(patient)
    label, unit = label.strip(), unit.strip()
    _refuse_empty(label=label, unit=unit)
    same = Measure.objects.filter(patient=patient, capacity=capacity, label=label, erred_at=None)
    existing = same.first()
    if measure and existing and existing.pk != measure.pk:
        raise DomainError("measure_known", f"“{label}” is tracked already.", "label")
    row = measure or existing or Measure(clinic_id=patient.clinic_id, patient=patient, created_at=at)
    if row.test:
        raise DomainError("is_a_test", "A test keeps its name and its unit.", "label")
    _refuse_new_unit(row, unit)
    row.capacity, row.label, row.unit, row.direction = capacity, label, unit, direction
    row.limiter, row.sensitive = limiter, sensitive
    row.save()
    audit.record("measure_set", by=by, subject=row, detail=capacity, at=at)
    return row


def _refuse_empty(**texts: str) -> None:
    for field, text in texts.items():
        if not text:
            raise DomainError("empty", "This is needed.", field)


def _refuse_new_unit(row: Measure, unit: str) -> None:
    if not row._state.adding and row.unit != unit and row.readings.filter(erred_at=None).exists():
        raise DomainError("unit_in_use", f"It has values in {row.unit}. Track a new one in {unit}.", "unit")


@transaction.atomic
def record_reading(
    *,
    measure: Measure,
    value: Decimal,
    true_on: date,
    mode: Mode,
    by: Actor,
    at: datetime,
    protocol: Protocol = Protocol.STATED,
    trials: Sequence[int] = (),
    note: str = "",
) -> Reading:
    """Keep one value. The newest of a day counts; the same again on that day changes nothing.

    A result of a performance test comes by `record_test`, timed trials by `record_trials`.
    """
    ensure_may_write(by, measure.patient, measure)
    take_turns(measure.patient)
    ensure_lived(measure.patient, true_on, at=at)
    if measure.is_entered_in_error:
        raise DomainError("measure_in_error", "This measure was entered in error.")
    if measure.test and protocol == Protocol.STATED:
        raise DomainError("test_needed", "This is a test: enter its result on the page of the test.", "value")
    value = Decimal(value)
    check_amount(value, measure.unit, "value")
    latest = measure.readings.filter(true_on=true_on, erred_at=None).order_by("-recorded_at", "-id").first()
    if latest and _same(latest, value, protocol, trials, note):
        return latest
    reading = Reading.objects.create(
        clinic_id=measure.clinic_id,
        patient_id=measure.patient_id,
        measure=measure,
        value=value,
        true_on=true_on,
        recorded_at=at,
        recorded_by_id=by.user_id,
        mode=mode,
        protocol=protocol,
        trials=list(trials),
        note=note,
    )
    audit.record("reading_recorded", by=by, subject=reading, at=at)
    return reading


def _same(latest: Reading, value: Decimal, protocol: Protocol, trials: Sequence[int], note: str) -> bool:
    kept = (latest.value, latest.protocol, list(latest.trials), latest.note)
    return kept == (value, protocol, list(trials), note)
