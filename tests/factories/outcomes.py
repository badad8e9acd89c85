"""Rows of the outcomes app, made with as little as a test needs."""

from datetime import date, timedelta
from decimal import Decimal

import factory

from core.ids import uuid7
from outcomes.models import Ask, CheckInEpisode, Day, Flare, Goal, Measure, Reading, Score
from outcomes.rules.words import AskState, Capacity, DayMark, Mode

from .people import NOON, PatientFactory


class _PatientRowFactory(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True

    patient = factory.SubFactory(PatientFactory)
    clinic = factory.SelfAttribute("patient.clinic")


class AskFactory(_PatientRowFactory):
    """A PEG that is open for two weeks."""

    class Meta:
        model = Ask

    instrument = "peg"
    version = "1"
    opens_at = NOON
    due_on = date(2026, 11, 22)
    closes_at = NOON + timedelta(days=14)
    state = AskState.OPEN
    created_at = NOON


class MeasureFactory(_PatientRowFactory):
    class Meta:
        model = Measure

    capacity = Capacity.SIT
    label = factory.Sequence(lambda n: f"Sits {n}")
    unit = "minutes"
    created_at = NOON


class ReadingFactory(_PatientRowFactory):
    class Meta:
        model = Reading

    patient = factory.SelfAttribute("measure.patient")
    measure = factory.SubFactory(MeasureFactory)
    value = Decimal(20)
    true_on = date(2026, 11, 1)
    recorded_at = NOON
    mode = Mode.STAFF


class GoalFactory(_PatientRowFactory):
    class Meta:
        model = Goal

    rank = 1
    words = "Sit through a meeting"
    target = Decimal(60)
    unit = "minutes"
    created_at = NOON


class ScoreFactory(_PatientRowFactory):
    class Meta:
        model = Score

    instrument = "peg"
    version = "1"
    value = Decimal(7)
    true_on = date(2026, 11, 1)
    computed_at = NOON
    mode = Mode.STAFF


class CheckInEpisodeFactory(_PatientRowFactory):
    class Meta:
        model = CheckInEpisode

    starts_on = date(2026, 11, 1)
    ends_on = date(2026, 12, 12)
    created_at = NOON


class DayFactory(_PatientRowFactory):
    class Meta:
        model = Day

    day = date(2026, 11, 20)
    mark = DayMark.GOOD
    mode = Mode.PHONE
    recorded_at = NOON


class FlareFactory(_PatientRowFactory):
    """One that is still on."""

    class Meta:
        model = Flare

    operation_id = factory.LazyFunction(uuid7)
    started_on = date(2026, 11, 18)
    mode = Mode.PHONE
    recorded_at = NOON
