"""The evidence lines in which function leads: the pattern, the own measure, what changed (S79)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from core.words import full_day
from outcomes.rules.change import ChangeVerdict, Point
from outcomes.rules.performance import change_between
from outcomes.selectors import FunctionAndPain, noise_by, pattern_in
from people.policies import PolicyValue

from ..models import Checkpoint
from ..rules.checkpoint import with_unit
from ..rules.evidence import EvidenceLine
from ..rules.words import JudgedBy

Limits = dict[str, PolicyValue]


def pattern_lines(told: FunctionAndPain, limits: Limits) -> list[EvidenceLine]:
    """Whether life is wider while pain is the same, or the reverse (S79)."""
    pattern = pattern_in(told, limits)
    if pattern is None:
        return []
    return [EvidenceLine("Function and pain", pattern.sentence, source=f"Source: {pattern.source}")]


def function_lines(
    checkpoint: Checkpoint, measured: ChangeVerdict, told: FunctionAndPain, since: date, limits: Limits
) -> list[EvidenceLine]:
    """Function leads: the checkpoint's own measure, else the one that the plan's goal points at."""
    if checkpoint.judged_by == JudgedBy.MEASURE:
        return [_own_line(checkpoint, measured)]
    goal = checkpoint.plan.goal
    aim = next((aim for aim in told.aims if goal and aim.measure == str(goal.measure_id)), None)
    if goal is None or aim is None:
        return []
    change = change_between(
        value_before(aim.points, since),
        value_after(aim.points, since),
        direction=aim.direction,
        unit=aim.unit,
        noise=noise_by(limits["function_noise_percent"]),
        test=aim.test,
    )
    return [change_line(aim.title, change, aim.unit, f"goal {with_unit(goal.target, goal.unit)}")]


def _own_line(checkpoint: Checkpoint, measured: ChangeVerdict) -> EvidenceLine:
    measure = checkpoint.measure
    goal = checkpoint.plan.goal
    aims = [f"line {with_unit(checkpoint.line, measure.unit)}"]
    if goal and goal.measure_id == measure.pk:
        aims.append(f"goal {with_unit(goal.target, measure.unit)}")
    return change_line(measure.label, measured, measure.unit, ", ".join(aims))


def change_line(label: str, change: ChangeVerdict, unit: str, note: str = "") -> EvidenceLine:
    latest, baseline = change.latest, change.baseline
    now = f"{_amount(latest, unit)} on {full_day(latest.on)}" if latest else "Nothing new recorded"
    was = f"was {_amount(baseline, unit)} on {full_day(baseline.on)}" if baseline else "no baseline"
    if latest is None:
        return EvidenceLine(label, f"{now}, {was}", note=note)
    code, source = change.code, f"Source: {change.source.rstrip('.')}"
    return EvidenceLine(label, f"{now}, {was}", code.label, code.tone, code.glyph, note, source)


def _amount(point: Point, unit: str) -> str:
    return with_unit(point.value.quantize(Decimal("0.1")), unit)


def value_before(points: Sequence[Point], since: date) -> Point | None:
    """The baseline: the last value up to the day on which counting starts."""
    return next((point for point in reversed(points) if point.on <= since), None)


def value_after(points: Sequence[Point], since: date) -> Point | None:
    return next((point for point in reversed(points) if point.on > since), None)
