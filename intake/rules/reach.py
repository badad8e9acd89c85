"""How far a fuzzy date reaches: what it may mean, how it moves by its own unit, how it is written."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.words import full_day

from .fuzzy import ABOUT, SEASONS, read_date, read_length
from .words import Precision

#: Around a date that was said with “about”.
DAYS_ABOUT = 3
#: From how long ago on a date that counts from today moves by months, and by years.
_MONTHS_FROM, _YEARS_FROM = 21, 730
_SEASON_NAMES = {month: name for name, month in SEASONS.items() if name != "fall"}


class Unit(StrEnum):
    """By what a date moves, and the size of what it may mean."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"


@dataclass(frozen=True)
class Reach:
    """Every day that was meant lies between these two, both included."""

    first: date
    last: date

    @property
    def middle(self) -> date:
        return self.first + (self.last - self.first) / 2


def unit_of(on: date, precision: Precision, words: str = "") -> Unit:
    """The unit of a date; of one said with “about”, that of the words after it."""
    if precision in (Precision.DAY, Precision.MONTH, Precision.SEASON, Precision.YEAR):
        return Unit(precision.value)
    inner = read_date(ABOUT.sub("", words))
    if inner.starts_on == on and inner.precision not in (Precision.ABOUT, Precision.UNKNOWN):
        return Unit(inner.precision.value)
    length = read_length(words)
    if length is None:
        return Unit.YEAR if "age" in words else Unit.MONTH
    return Unit.DAY if length.days < _MONTHS_FROM else Unit.MONTH if length.days < _YEARS_FROM else Unit.YEAR


def reach_of(on: date, precision: Precision, words: str = "") -> Reach:
    """A season is three months long; “about” reaches one unit further on both sides."""
    unit = unit_of(on, precision, words)
    last = on if unit is Unit.DAY else _added(on, unit, 1) - timedelta(days=1)
    if precision is not Precision.ABOUT:
        return Reach(on, last)
    if unit is Unit.DAY:
        return Reach(on - timedelta(days=DAYS_ABOUT), last + timedelta(days=DAYS_ABOUT))
    if read_length(
        words
    ):  # Counted back from a day, so what is meant lies around it: no period begins there.
        return Reach(_added(on, unit, -1), _added(on, unit, 1))
    return Reach(_added(on, unit, -1), _added(on, unit, 2) - timedelta(days=1))


def moved(on: date, unit: Unit, by: int) -> date:
    """So many units later, at the beginning of a unit."""
    return _added(floor(on, unit), unit, by)


def floor(on: date, unit: Unit) -> date:
    """The first day of the unit that holds this day; winter begins in December."""
    if unit is Unit.DAY:
        return on
    if unit is Unit.MONTH:
        return on.replace(day=1)
    if unit is Unit.YEAR:
        return date(on.year, 1, 1)
    month = (on.month // 3) * 3
    return date(on.year, month, 1) if month else date(on.year - 1, 12, 1)


def date_words(on: date, unit: Unit, *, about: bool = False) -> str:
    """`12 Mar 2024`, `Mar 2024`, `winter 2023`, `about 2024`: words that read back as the same date."""
    return ("about " if about else "") + _WORDS[unit](on)


_WORDS = {
    Unit.DAY: full_day,
    Unit.MONTH: lambda on: f"{on:%b %Y}",
    Unit.SEASON: lambda on: f"{_SEASON_NAMES[floor(on, Unit.SEASON).month]} {floor(on, Unit.SEASON).year}",
    Unit.YEAR: lambda on: f"{on.year:04}",
}


def _added(on: date, unit: Unit, by: int) -> date:
    if unit is Unit.DAY:
        return on + timedelta(days=by)
    months = on.year * 12 + on.month - 1 + by * {Unit.MONTH: 1, Unit.SEASON: 3, Unit.YEAR: 12}[unit]
    return date(months // 12, months % 12 + 1, 1)
