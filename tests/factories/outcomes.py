"""Rows of the outcomes app, made with as little as a test needs."""

from datetime import date, timedelta
from decimal import Decimal

import factory

from core.ids import uuid7
from outcomes.models import (
    Ask,
    CheckInEpisode,
    Day,
    Flare,
    Goal,
    GoalLevel,
    GoalScale,
    GoalWeek,
    Measure,
    Reading,
    Score,
    WearableFile,
)
from outcomes.rules.words import AskState, Capacity, DayMark, GoalTick, Mode

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


class GoalWeekFactory(_PatientRowFactory):
    class Meta:
        model = GoalWeek

    patient = factory.SelfAttribute("goal.patient")
    goal = factory.SubFactory(GoalFactory)
    week_on = date(2026, 11, 16)
    tick = GoalTick.YES
    operation_id = factory.LazyFunction(uuid7)
    mode = Mode.PHONE
    recorded_at = NOON


class GoalScaleFactory(_PatientRowFactory):
    class Meta:
        model = GoalScale

    patient = factory.SelfAttribute("goal.patient")
    goal = factory.SubFactory(GoalFactory)
    much_less = "Stands up after 5 minutes"
    less = "Sits 10 minutes"
    expected = "Sits 30 minutes"
    more = "Sits 45 minutes"
    much_more = "Sits through the hour"
    set_at = NOON


class GoalLevelFactory(_PatientRowFactory):
    class Meta:
        model = GoalLevel

    patient = factory.SelfAttribute("goal.patient")
    goal = factory.SubFactory(GoalFactory)
    level = -1
    true_on = date(2026, 11, 1)
    mode = Mode.STAFF
    recorded_at = NOON


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


class WearableFileFactory(_PatientRowFactory):
    """A file that waits, without its content."""

    class Meta:
        model = WearableFile

    filename = "export.zip"
    size = 1000
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    received_at = NOON
