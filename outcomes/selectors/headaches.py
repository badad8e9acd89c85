"""The headache calendar: thirteen weeks of days, and three months against the limit (C6)."""

from dataclasses import dataclass
from datetime import date, timedelta

from people.models import Patient
from people.policies import PolicyValue
from people.selectors import policies

from ..links import latest_episode
from ..models import Day
from ..rules.headaches import HeadacheDay, HeadacheVerdict, headache_months, limit_for
from ..rules.words import AcuteMedicine, Headache

WEEKS = 13
#: More ink is a worse headache.
GLYPHS = {Headache.NONE: "○", Headache.MILD: "◔", Headache.MODERATE: "◑", Headache.SEVERE: "●"}


@dataclass(frozen=True)
class HeadacheCell:
    """None: nobody said."""

    day: date
    level: Headache | None
    medicine: bool | None

    @property
    def glyph(self) -> str:
        return "┄" if self.level is None else GLYPHS[self.level]

    @property
    def words(self) -> str:
        level = "not said" if self.level is None else f"{self.level.name.lower()} headache"
        level = "no headache" if self.level == Headache.NONE else level
        return f"{level}, medicine taken" if self.medicine else level


@dataclass(frozen=True)
class HeadachePage:
    """`rows` are the seven days of the week, Monday first, each with a cell or None for every week."""

    weeks: tuple[date, ...]
    rows: tuple[tuple[str, tuple[HeadacheCell | None, ...]], ...]
    verdict: HeadacheVerdict
    limit: PolicyValue
    medicine: AcuteMedicine | None
    is_asked: bool


def headache_page(patient: Patient, *, on: date) -> HeadachePage:
    """Three queries. The kind of medicine is that of the newest block; unknown, the lower limit counts."""
    episode = latest_episode(patient, on)
    medicine = episode.headache_medicine if episode else ""
    days = _days(patient, on)
    numbers = policies(patient.clinic, on=on)
    strong, simple = numbers["headache_days_strong"], numbers["headache_days_simple"]
    limit = limit_for(medicine, strong=int(strong.value), simple=int(simple.value))
    mondays = _mondays(on)
    return HeadachePage(
        weeks=mondays,
        rows=_rows(days, mondays, on),
        verdict=headache_months(list(days.values()), on=on, limit=limit),
        limit=simple if medicine == AcuteMedicine.SIMPLE else strong,
        medicine=AcuteMedicine(medicine) if medicine else None,
        is_asked=bool(episode and episode.asks_headache),
    )


def _days(patient: Patient, on: date) -> dict[date, HeadacheDay]:
    rows = Day.objects.filter(patient=patient, day__gt=on - timedelta(weeks=WEEKS), day__lte=on)
    fields = rows.exclude(headache=None, headache_medicine=None)
    return {
        day: HeadacheDay(day, None if level is None else Headache(level), medicine)
        for day, level, medicine in fields.values_list("day", "headache", "headache_medicine")
    }


def _mondays(on: date) -> tuple[date, ...]:
    """Weeks as columns, the newest last."""
    newest = on - timedelta(days=on.weekday())
    return tuple(newest - timedelta(weeks=back) for back in range(WEEKS - 1, -1, -1))


def _rows(
    days: dict[date, HeadacheDay], mondays: tuple[date, ...], on: date
) -> tuple[tuple[str, tuple[HeadacheCell | None, ...]], ...]:
    def cell(day: date) -> HeadacheCell | None:
        if day > on:
            return None
        said = days.get(day)
        return HeadacheCell(day, said.level if said else None, said.medicine if said else None)

    names = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    return tuple(
        (name, tuple(cell(monday + timedelta(days=number)) for monday in mondays))
        for number, name in enumerate(names)
    )
