"""Which days were logged, out of how many."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from people.models import Patient

from ..models import Day
from ..rules.words import DayMark, GoalTick, Mode
from .check_ins import BLOCK, BlockLine, newest_block


@dataclass(frozen=True)
class DayLine:
    """What the person said of one day. None is “not said”."""

    day: date
    mark: DayMark
    moved_minutes: int | None
    moved_steps: int | None
    slept_minutes: int | None
    goal_tick: GoalTick | None
    is_late: bool
    mode: Mode

    @property
    def slept_hours(self) -> float | None:
        return None if self.slept_minutes is None else round(self.slept_minutes / 60, 1)


@dataclass(frozen=True)
class LoggedDays:
    """A stretch of days, both ends included; `lines` newest first. A day that is not in it had no word."""

    first: date
    last: date
    lines: tuple[DayLine, ...]

    @property
    def possible(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def late(self) -> int:
        return sum(line.is_late for line in self.lines)

    @property
    def by_mark(self) -> dict[str, int]:
        """“good”, “okay” and “hard” with how many, in this order."""
        return {mark.name.lower(): sum(line.mark == mark for line in self.lines) for mark in DayMark}


def days_and_block(patient: Patient, *, on: date, days: int) -> tuple[LoggedDays, BlockLine | None]:
    """The `days` days up to and including `on`, and the newest block of check-ins; one query."""
    first = on - timedelta(days=days - 1)
    said = Day.objects.filter(patient=OuterRef("pk"), day__range=(first, on), mark__isnull=False)
    lines = said.order_by("-day").values(json=JSONObject(**{name: name for name in _LINE}))
    block = newest_block(OuterRef("pk"), on=on).values(
        json=JSONObject(**{name: name for name in (*BLOCK, "logged")})
    )
    row = Patient.objects.filter(pk=patient.pk)
    found_lines, blocks = row.values_list(ArraySubquery(lines), ArraySubquery(block[:1])).get()
    logged = LoggedDays(first, on, tuple(_line(**line) for line in found_lines))
    return logged, _block(**blocks[0], on=on) if blocks else None


_LINE = ("day", "mark", "moved_minutes", "moved_steps", "slept_minutes", "goal_tick", "is_late", "mode")


def _line(*, day: str, mark: int, goal_tick: str, mode: str, **same: Any) -> DayLine:
    """A day as JSON brings it."""
    tick = GoalTick(goal_tick) if goal_tick else None
    return DayLine(day=date.fromisoformat(day), mark=DayMark(mark), goal_tick=tick, mode=Mode(mode), **same)


def _block(*, starts_on: str, ends_on: str, weekly_until: str | None, **same: Any) -> BlockLine:
    return BlockLine(
        starts_on=date.fromisoformat(starts_on),
        ends_on=date.fromisoformat(ends_on),
        weekly_until=date.fromisoformat(weekly_until) if weekly_until else None,
        **same,
    )
