"""The page of goals and measures, gathered: a fixed number of queries however long the history."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from people.models import Patient
from people.policies import PolicyValue
from people.selectors import policies

from ..models import Goal, Measure, Reading
from ..rules.change import ChangeVerdict, Noise, Point
from ..rules.shift import last_of_day, series_change
from ..rules.words import Direction, GoalStatus, Mode
from .check_ins import BlockLine
from .days import LoggedDays, days_and_block
from .devices import DeviceWeeks, device_weeks
from .scores import ScoreSeries, score_series

DAYS_COUNTED = 14


@dataclass(frozen=True)
class ReadingLine:
    id: UUID
    on: date
    value: Decimal
    mode: Mode


@dataclass(frozen=True)
class MeasureLine:
    """One capacity with its values, newest first, and the first of them against the newest."""

    id: UUID
    label: str
    unit: str
    limiter: str
    sensitive: bool
    readings: tuple[ReadingLine, ...]
    verdict: ChangeVerdict

    @property
    def latest(self) -> ReadingLine | None:
        return self.readings[0] if self.readings else None


@dataclass(frozen=True)
class GoalLine:
    """One goal, and where its measure stands now."""

    id: UUID
    rank: int
    words: str
    target: Decimal
    unit: str
    frequency: str
    condition: str
    baseline: Decimal | None
    target_on: date | None
    latest: ReadingLine | None


@dataclass(frozen=True)
class MeasuresPage:
    goals: tuple[GoalLine, ...]
    measures: tuple[MeasureLine, ...]
    scores: tuple[ScoreSeries, ...]
    days: LoggedDays
    block: BlockLine | None
    device: DeviceWeeks
    limits: Mapping[str, PolicyValue]

    @property
    def free_rank(self) -> int | None:
        """The first of the three places that no goal holds."""
        taken = {goal.rank for goal in self.goals}
        return next((rank for rank in (1, 2, 3) if rank not in taken), None)


def measures_page(patient: Patient, *, on: date) -> MeasuresPage:
    """Goals, capacities, scores and the last two weeks, as of a day."""
    readings = _readings(patient)
    limits = policies(patient.clinic, on=on)
    days, block = days_and_block(patient, on=on, days=DAYS_COUNTED)
    return MeasuresPage(
        goals=_goals(patient, readings),
        measures=_measures(patient, readings, limits["function_noise_percent"]),
        scores=score_series(patient),
        days=days,
        block=block,
        device=device_weeks(patient, shift=limits["steps_shift"]),
        limits=limits,
    )


def _readings(patient: Patient) -> dict[UUID, list[ReadingLine]]:
    """Newest first, by measure."""
    rows = Reading.objects.filter(patient=patient, erred_at=None).order_by("-true_on", "-recorded_at", "-id")
    grouped: dict[UUID, list[ReadingLine]] = defaultdict(list)
    for measure, pk, on, value, mode in rows.values_list("measure_id", "id", "true_on", "value", "mode"):
        grouped[measure].append(ReadingLine(pk, on, value, Mode(mode)))
    return grouped


def _measures(
    patient: Patient, readings: dict[UUID, list[ReadingLine]], limit: PolicyValue
) -> tuple[MeasureLine, ...]:
    noise = Noise(limit.source, percent=limit.value)
    rows = Measure.objects.filter(patient=patient, erred_at=None).order_by("created_at")
    fields = ("id", "label", "unit", "limiter", "sensitive", "direction")
    return tuple(
        MeasureLine(
            pk,
            label,
            unit,
            limiter,
            sensitive,
            tuple(readings[pk]),
            _verdict(readings[pk], Direction(direction), unit, noise),
        )
        for pk, label, unit, limiter, sensitive, direction in rows.values_list(*fields)
    )


def _verdict(readings: list[ReadingLine], direction: Direction, unit: str, noise: Noise) -> ChangeVerdict:
    points = last_of_day(Point(line.on, line.value) for line in reversed(readings))
    return series_change(points, direction=direction, unit=unit, noise=noise)


def _goals(patient: Patient, readings: dict[UUID, list[ReadingLine]]) -> tuple[GoalLine, ...]:
    rows = Goal.objects.filter(patient=patient, status=GoalStatus.ACTIVE, erred_at=None).order_by("rank")
    fields = (
        "id",
        "rank",
        "words",
        "target",
        "unit",
        "frequency",
        "condition",
        "baseline",
        "target_on",
    )
    return tuple(
        GoalLine(*values, latest=next(iter(readings[measure]), None) if measure else None)
        for *values, measure in rows.values_list(*fields, "measure_id")
    )
