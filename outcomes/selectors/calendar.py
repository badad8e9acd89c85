"""Days as a calendar: a month of cells, and one day with everything that is known of it (C2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from people.models import Patient

from ..models import Day, DayEntry
from ..rules.months import Month
from ..rules.words import DayMark, GoalTick, Headache, Mode
from .flares import flare_days

#: The house's marks: more ink is a harder day.
GLYPHS = {DayMark.GOOD: "○", DayMark.OKAY: "◐", DayMark.HARD: "●"}


@dataclass(frozen=True)
class MonthCell:
    """One day of the grid. No mark: nobody said."""

    day: date
    mark: DayMark | None
    is_late: bool
    in_flare: bool
    is_to_come: bool

    @property
    def word(self) -> str:
        return self.mark.name.lower() if self.mark else "not said"

    @property
    def glyph(self) -> str:
        return GLYPHS[self.mark] if self.mark else "┄"


@dataclass(frozen=True)
class MonthPage:
    month: Month
    weeks: tuple[tuple[MonthCell | None, ...], ...]

    @property
    def cells(self) -> list[MonthCell]:
        return [cell for week in self.weeks for cell in week if cell and not cell.is_to_come]

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """(glyph, word, days), of the days that have come."""
        marked = [(GLYPHS[mark], mark.name.lower(), self._count(mark)) for mark in DayMark]
        return [*marked, ("┄", "not said", self._count(None))]

    def _count(self, mark: DayMark | None) -> int:
        return sum(cell.mark == mark for cell in self.cells)

    @property
    def flare_days(self) -> int:
        return sum(cell.in_flare for cell in self.cells)


def month_page(patient: Patient, month: Month, *, today: date) -> MonthPage:
    """Two queries."""
    rows = Day.objects.filter(patient=patient, day__range=(month.first, month.last), mark__isnull=False)
    marks = {day: (DayMark(mark), late) for day, mark, late in rows.values_list("day", "mark", "is_late")}
    in_flare = flare_days(patient, first=month.first, last=min(month.last, today))

    def cell(day: date) -> MonthCell:
        mark, late = marks.get(day, (None, False))
        return MonthCell(day, mark, late, day in in_flare, day > today)

    return MonthPage(month, tuple(tuple(cell(day) if day else None for day in week) for week in month.weeks))


@dataclass(frozen=True)
class Pair:
    """What the person said of one thing, and what a device counted: kept apart, never added up."""

    label: str
    said: str
    counted: str

    @property
    def shown(self) -> str:
        """The person's own word comes first; a device speaks where they said nothing."""
        if self.said:
            return "what they said"
        return "the device" if self.counted else "nothing"


@dataclass(frozen=True)
class EntryLine:
    """One save of this day as it arrived."""

    saved_at: datetime
    mark: DayMark
    is_wrong: bool
    reason: str


@dataclass(frozen=True)
class DayPage:
    day: date
    mark: DayMark | None
    goal_tick: GoalTick | None
    headache: Headache | None
    headache_medicine: bool | None
    is_late: bool
    mode: Mode | None
    recorded_at: datetime | None
    recorded_by: str
    pairs: tuple[Pair, ...]
    entries: tuple[EntryLine, ...]
    in_flare: bool

    @property
    def glyph(self) -> str:
        return GLYPHS[self.mark] if self.mark else "┄"


def day_page(patient: Patient, day: date) -> DayPage:
    """Three queries."""
    row = Day.objects.filter(patient=patient, day=day).select_related("recorded_by").first()
    row = row or Day(patient=patient, day=day)
    said = row.mark is not None
    return DayPage(
        day=day,
        mark=DayMark(row.mark) if said else None,
        goal_tick=GoalTick(row.goal_tick) if row.goal_tick else None,
        headache=None if row.headache is None else Headache(row.headache),
        headache_medicine=row.headache_medicine,
        is_late=row.is_late,
        mode=Mode(row.mode) if said else None,
        recorded_at=row.recorded_at if said else None,
        recorded_by=str(row.recorded_by or "") if said else "",
        pairs=_pairs(row),
        entries=_entries(patient, day),
        in_flare=day in flare_days(patient, first=day, last=day),
    )


def _pairs(row: Day) -> tuple[Pair, ...]:
    return (
        Pair("Minutes moved", _words(row.moved_minutes, "min"), ""),
        Pair("Steps", _words(row.moved_steps, "steps"), _words(row.device_steps, "steps")),
        Pair("Slept", _hours(row.slept_minutes), _hours(row.device_slept_minutes)),
    )


def _words(value: int | None, unit: str) -> str:
    return "" if value is None else f"{value:,} {unit}"


def _hours(minutes: int | None) -> str:
    return "" if minutes is None else f"{minutes // 60} h {minutes % 60:02} min"


def _entries(patient: Patient, day: date) -> tuple[EntryLine, ...]:
    """Newest first; the phone's own clock where it said one."""
    rows: Sequence[DayEntry] = DayEntry.objects.filter(patient=patient, day=day).order_by("-received_at")
    return tuple(
        EntryLine(
            row.claimed_at or row.received_at,
            DayMark(row.body["mark"]),
            row.is_entered_in_error,
            row.erred_reason,
        )
        for row in rows
    )
