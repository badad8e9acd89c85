"""The own anchor of many patients for the lists: the measure that stands for somebody in one row (C10)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from ..models import Goal, Measure, Reading
from ..rules.change import ChangeVerdict, Noise, Point
from ..rules.shift import last_of_day, series_change
from ..rules.words import Direction, GoalStatus

ANCHOR_DAYS = 90


@dataclass(frozen=True)
class AnchorLine:
    """The anchor's values in the window, oldest first, and what changed from its first value ever until now.

    The verdict is that of the storyboard; `points` is empty where nothing was measured in the window.
    """

    label: str
    unit: str
    direction: Direction
    goal: Decimal | None
    points: tuple[Point, ...]
    verdict: ChangeVerdict


def anchors_of(patients: Collection[UUID], *, on: date, noise: Noise) -> dict[UUID, AnchorLine]:
    """The measure of each patient's first goal, else the first one tracked; of those with a value. One query.

    The window is the 90 days up to and including `on`. A sensitive measure is never shown in a list. Patients
    without an anchor are left out.
    """
    since = on - timedelta(days=ANCHOR_DAYS - 1)
    fields = ("label", "unit", "direction", "goal_target", "goal_unit", "read_on", "read_values")
    return {
        patient: _line(*values, since=since, noise=noise)
        for patient, *values in _anchors(patients, on).values_list("patient_id", *fields)
    }


def _anchors(patients: Collection[UUID], on: date) -> QuerySet[Measure]:
    readings = Reading.objects.filter(measure=OuterRef("pk"), erred_at=None, true_on__lte=on)
    readings = readings.order_by("true_on", "recorded_at", "id")
    goals = Goal.objects.filter(measure=OuterRef("pk"), status=GoalStatus.ACTIVE, erred_at=None)
    goals = goals.order_by("rank")
    measures = Measure.objects.filter(Exists(readings), patient__in=patients, erred_at=None, sensitive=False)
    return (
        measures.annotate(
            rank=Subquery(goals.values("rank")[:1]),
            goal_target=Subquery(goals.values("target")[:1]),
            goal_unit=Subquery(goals.values("unit")[:1]),
            read_on=ArraySubquery(readings.values("true_on")),
            read_values=ArraySubquery(readings.values("value")),
        )
        .order_by("patient_id", F("rank").asc(nulls_last=True), "created_at", "id")
        .distinct("patient_id")
    )


def _line(
    label: str,
    unit: str,
    direction: str,
    target: Decimal | None,
    goal_unit: str | None,
    read_on: list[date],
    read_values: list[Decimal],
    *,
    since: date,
    noise: Noise,
) -> AnchorLine:
    """A goal in another unit than the measure's is no line on its chart."""
    points = last_of_day(map(Point, read_on, read_values))
    better = Direction(direction)
    return AnchorLine(
        label=label,
        unit=unit,
        direction=better,
        goal=target if goal_unit == unit else None,
        points=tuple(point for point in points if point.on >= since),
        verdict=series_change(points, direction=better, unit=unit, noise=noise),
    )
