"""Which days were logged, out of how many."""

from dataclasses import dataclass
from datetime import date, timedelta

from people.models import Patient

from ..models import Day
from ..rules.words import DayMark, GoalTick, Mode


@dataclass(frozen=True)
class DayLine:
    """What the person said of one day. None is “not said”."""

    day: date
    mark: DayMark
    moved_minutes: int | None
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


def logged_days(patient: Patient, *, last: date, days: int) -> LoggedDays:
    """The `days` days up to and including `last`; one query."""
    first = last - timedelta(days=days - 1)
    rows = Day.objects.filter(patient=patient, day__range=(first, last), mark__isnull=False)
    fields = ("day", "mark", "moved_minutes", "slept_minutes", "goal_tick", "is_late", "mode")
    lines = [
        DayLine(day, DayMark(mark), moved, slept, GoalTick(tick) if tick else None, late, Mode(mode))
        for day, mark, moved, slept, tick, late, mode in rows.order_by("-day").values_list(*fields)
    ]
    return LoggedDays(first, last, tuple(lines))
