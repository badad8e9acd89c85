"""The page of goals and measures, gathered: a fixed number of queries however long the history."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from people.models import Patient
from people.policies import PolicyValue
from people.selectors import policies

from .. import performance
from ..models import Measure
from ..rules.capacities import can_be_timed
from ..rules.change import ChangeVerdict, Noise, Point
from ..rules.performance import PerformanceTest, against_norm, change_of_series
from ..rules.shift import last_of_day
from ..rules.tolerance import Quota, quota
from ..rules.words import Capacity, Direction
from .check_ins import BlockLine
from .days import LoggedDays, days_and_block
from .devices import DeviceWeeks, device_weeks
from .goal_scales import Attainment, attainment
from .goals import GoalLine, goal_lines
from .noise import noise_by
from .noticed import Noticed, noticed
from .readings import ReadingLine, of_one_protocol, readings_of
from .scores import ScoreSeries, score_series

DAYS_COUNTED = 14


@dataclass(frozen=True)
class MeasureLine:
    """One capacity with its values, newest first, and the first of them against the newest.

    `test` is its performance test, if it is one; `norm` and `quota` are there where they say something.
    """

    id: UUID
    label: str
    unit: str
    limiter: str
    sensitive: bool
    readings: tuple[ReadingLine, ...]
    verdict: ChangeVerdict
    is_timed: bool = False
    test: PerformanceTest | None = None
    side: str = ""
    norm: str = ""
    quota: Quota | None = None
    quota_on: date | None = None

    @property
    def latest(self) -> ReadingLine | None:
        return self.readings[0] if self.readings else None


@dataclass(frozen=True)
class MeasuresPage:
    goals: tuple[GoalLine, ...]
    measures: tuple[MeasureLine, ...]
    scores: tuple[ScoreSeries, ...]
    days: LoggedDays
    block: BlockLine | None
    device: DeviceWeeks
    noticed: Noticed
    limits: Mapping[str, PolicyValue]

    @property
    def without_sensitive(self) -> "MeasuresPage":
        """For a role that does not read what is sensitive: neither the measure nor a goal that it tracks."""
        return replace(
            self,
            goals=tuple(goal for goal in self.goals if not goal.is_sensitive),
            measures=tuple(one for one in self.measures if not one.sensitive),
        )

    @property
    def free_rank(self) -> int | None:
        """The first of the three places that no goal holds."""
        taken = {goal.rank for goal in self.goals}
        return next((rank for rank in (1, 2, 3) if rank not in taken), None)

    @property
    def attainment(self) -> Attainment | None:
        return attainment(goal.scale for goal in self.goals)

    @property
    def own(self) -> list[MeasureLine]:
        """The person's own capacities."""
        return [measure for measure in self.measures if measure.test is None]

    @property
    def tests(self) -> list[MeasureLine]:
        return [measure for measure in self.measures if measure.test]


def measures_page(patient: Patient, *, on: date) -> MeasuresPage:
    """Goals, capacities, scores and the last two weeks, as of a day."""
    readings = readings_of(patient)
    limits = policies(patient.clinic, on=on)
    noise = noise_by(limits["function_noise_percent"])
    days, block = days_and_block(patient, on=on, days=DAYS_COUNTED)
    return MeasuresPage(
        goals=goal_lines(patient, readings, on=on, noise=noise),
        measures=_measures(patient, readings, limits, noise),
        scores=score_series(patient),
        days=days,
        block=block,
        device=device_weeks(patient),
        noticed=noticed(patient, on=on, limits=limits),
        limits=limits,
    )


def _measures(
    patient: Patient,
    readings: dict[UUID, list[ReadingLine]],
    limits: Mapping[str, PolicyValue],
    noise: Noise,
) -> tuple[MeasureLine, ...]:
    rows = Measure.objects.filter(patient=patient, erred_at=None).order_by("created_at")
    return tuple(_measure(measure, patient, readings[measure.pk], limits, noise) for measure in rows)


def _measure(
    measure: Measure,
    patient: Patient,
    readings: list[ReadingLine],
    limits: Mapping[str, PolicyValue],
    noise: Noise,
) -> MeasureLine:
    test = performance.of_measure(measure.test, measure.test_version)
    timed = next((line for line in readings if line.trials), None)
    return MeasureLine(
        id=measure.pk,
        label=measure.label,
        unit=measure.unit,
        limiter=measure.limiter,
        sensitive=measure.sensitive,
        readings=tuple(readings),
        verdict=_verdict(readings, Direction(measure.direction), measure.unit, noise, test),
        is_timed=can_be_timed(Capacity(measure.capacity), measure.unit),
        test=test,
        side=measure.side,
        norm=_norm(test, patient, readings),
        quota=_quota(timed, limits["tolerance_quota_percent"]),
        quota_on=timed.on if timed else None,
    )


def _verdict(
    readings: list[ReadingLine],
    direction: Direction,
    unit: str,
    noise: Noise,
    test: PerformanceTest | None,
) -> ChangeVerdict:
    """Of the values taken in one way; a test with figures of its own is judged by those."""
    points = last_of_day(Point(line.on, line.value) for line in reversed(of_one_protocol(readings)))
    return change_of_series(points, direction=direction, unit=unit, noise=noise, test=test)


def _norm(test: PerformanceTest | None, patient: Patient, readings: list[ReadingLine]) -> str:
    norms = performance.NORMS.get(test.key) if test else None
    if norms is None or not readings:
        return ""
    latest = readings[0]
    return against_norm(norms, latest.value, age=patient.age_on(latest.on), sex=patient.sex)


def _quota(timed: ReadingLine | None, limit: PolicyValue) -> Quota | None:
    return quota(timed.trials, percent=limit.value, source=limit.source) if timed else None
