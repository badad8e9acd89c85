"""Goals as the page of measures shows them: words, where it stands, its weeks, its scale. One query."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from people.models import Patient

from .. import performance
from ..models import Goal, GoalLevel, GoalWeek
from ..rules.change import Change, ChangeVerdict, Noise, Point
from ..rules.frequency import frequency_words
from ..rules.goal_weeks import WEEK, WeeksTold, WeekTold, weeks_told
from ..rules.goal_words import GoalParts, goal_sentence, pain_only_advice
from ..rules.performance import change_between
from ..rules.words import Direction, GoalStatus, GoalTick, Mode
from .goal_scales import ScaleLine, scale_of
from .readings import ReadingLine, of_one_protocol

WEEKS_SHOWN = 12


@dataclass(frozen=True)
class WeekLine(WeekTold):
    """A week with what is needed to mark it as wrong."""

    id: UUID
    mode: Mode


@dataclass(frozen=True)
class GoalLine:
    """One goal: `start` and `latest` are None while nobody has said a number."""

    id: UUID
    rank: int
    words: str
    sentence: str
    advice: str
    target: Decimal
    unit: str
    baseline: Decimal | None
    baseline_on: date | None
    latest: Point | None
    verdict: ChangeVerdict
    is_reached: bool
    is_tracked: bool
    weeks: WeeksTold
    scale: ScaleLine | None
    is_sensitive: bool = False

    @property
    def is_judged(self) -> bool:
        return self.verdict.code != Change.CANNOT_TELL


Readings = Mapping[UUID, Sequence[ReadingLine]]

_FIELDS = (
    "id",
    "rank",
    "words",
    "activity",
    "target",
    "unit",
    "frequency",
    "times",
    "per",
    "condition",
    "baseline",
    "baseline_on",
    "target_on",
    "measure_id",
    "measure__sensitive",
    "measure__direction",
    "measure__test",
    "measure__test_version",
    "created_at",
    "scale__much_less",
    "scale__less",
    "scale__expected",
    "scale__more",
    "scale__much_more",
    "scale__importance",
    "scale__difficulty",
    "week_rows",
    "level_rows",
)


def goal_lines(patient: Patient, readings: Readings, *, on: date, noise: Noise) -> tuple[GoalLine, ...]:
    """The active goals by rank. `readings` are the patient's, newest first, by measure."""
    active = Goal.objects.filter(patient=patient, status=GoalStatus.ACTIVE, erred_at=None).order_by("rank")
    rows = active.annotate(
        week_rows=ArraySubquery(_newest_weeks().values(json=JSONObject(**_WEEK))[:WEEKS_SHOWN]),
        level_rows=ArraySubquery(_newest_levels().values(json=JSONObject(**_LEVEL))),
    )
    return tuple(_line(row, readings, patient, on=on, noise=noise) for row in rows.values(*_FIELDS))


_WEEK = {name: name for name in ("id", "week_on", "tick", "value", "mode")} | {"erred": "reading__erred_at"}
_LEVEL = {"id": "id", "level": "level", "on": "true_on"}


def _newest_weeks() -> QuerySet[GoalWeek]:
    weeks = GoalWeek.objects.filter(goal=OuterRef("pk"), erred_at=None)
    return weeks.order_by("-week_on", "-recorded_at", "-id").distinct("week_on")


def _newest_levels() -> QuerySet[GoalLevel]:
    levels = GoalLevel.objects.filter(goal=OuterRef("pk"), erred_at=None)
    return levels.order_by("true_on", "-recorded_at", "-id").distinct("true_on")


def _line(row: dict, readings: Readings, patient: Patient, *, on: date, noise: Noise) -> GoalLine:
    told = [_week(one) for one in row["week_rows"]]
    values = of_one_protocol(readings.get(row["measure_id"], ()))
    start, latest = _start(row, values, patient), _latest(values, told, on)
    direction = _direction(row, start)
    return GoalLine(
        id=row["id"],
        rank=row["rank"],
        words=row["words"],
        sentence=goal_sentence(_parts(row)),
        advice=pain_only_advice(row["words"], row["activity"], row["unit"]),
        target=row["target"],
        unit=row["unit"],
        baseline=row["baseline"],
        baseline_on=row["baseline_on"],
        latest=latest,
        verdict=_verdict(row, start, latest, direction, noise),
        is_reached=latest is not None and _reaches(latest.value, row["target"], direction),
        is_tracked=row["measure_id"] is not None,
        weeks=weeks_told(told, since=patient.today(row["created_at"]), today=on, most=WEEKS_SHOWN),
        scale=scale_of(row),
        is_sensitive=bool(row["measure__sensitive"]),
    )


def _parts(row: dict) -> GoalParts:
    return GoalParts(
        activity=row["activity"],
        target=row["target"],
        unit=row["unit"],
        frequency=frequency_words(row["frequency"], row["times"], row["per"]),
        condition=row["condition"],
        target_on=row["target_on"],
    )


def _start(row: dict, values: Sequence[ReadingLine], patient: Patient) -> Point | None:
    """The baseline; one whose day nobody wrote down was there when the goal was. Else the first value, all of
    them taken as the newest one was.
    """
    if row["baseline"] is not None:
        return Point(row["baseline_on"] or patient.today(row["created_at"]), row["baseline"])
    return Point(values[-1].on, values[-1].value) if values else None


def _latest(values: Sequence[ReadingLine], told: Sequence[WeekTold], on: date) -> Point | None:
    """The newest number, whether it was entered as a value or told with a week."""
    points = [Point(values[0].on, values[0].value)] if values else []
    points += [
        Point(min(week.week_on + WEEK - timedelta(days=1), on), week.value)
        for week in told
        if week.value is not None
    ][:1]
    return max(points, key=lambda point: point.on, default=None)


def _direction(row: dict, start: Point | None) -> Direction:
    if row["measure__direction"]:
        return Direction(row["measure__direction"])
    falls = start is not None and row["target"] < start.value
    return Direction.LOWER_IS_BETTER if falls else Direction.HIGHER_IS_BETTER


def _verdict(
    row: dict, start: Point | None, latest: Point | None, direction: Direction, noise: Noise
) -> ChangeVerdict:
    """By the figures of its test where it is counted by one, else by the noise of what people can do."""
    test = performance.of_measure(row["measure__test"] or "", row["measure__test_version"] or "")
    return change_between(start, latest, direction=direction, unit=row["unit"], noise=noise, test=test)


def _reaches(value: Decimal, target: Decimal, direction: Direction) -> bool:
    return value >= target if direction == Direction.HIGHER_IS_BETTER else value <= target


def _week(row: dict) -> WeekLine:
    """A number whose reading was marked as wrong is no number any more."""
    value = None if row["value"] is None or row["erred"] else Decimal(str(row["value"]))
    return WeekLine(
        week_on=date.fromisoformat(row["week_on"]),
        tick=GoalTick(row["tick"]),
        value=value,
        id=UUID(row["id"]),
        mode=Mode(row["mode"]),
    )
