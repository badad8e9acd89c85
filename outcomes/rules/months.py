"""A month of the calendar, as paper and grid have it: weeks begin on Monday."""

from calendar import Calendar, monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from core.errors import DomainError

_CALENDAR = Calendar()
_FIRST_YEAR, _LAST_YEAR = 1900, 2200


@dataclass(frozen=True, order=True)
class Month:
    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Month":
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> "Month":
        """`2026-11`; anything else is refused."""
        year, _, number = text.partition("-")
        if not (
            len(year) == 4
            and len(number) == 2
            and f"{year}{number}".isascii()
            and f"{year}{number}".isdigit()
        ):
            raise DomainError("invalid", "Give a month like 2026-11.")
        month = cls(int(year), int(number))
        if not (_FIRST_YEAR <= month.year <= _LAST_YEAR and 1 <= month.number <= 12):
            raise DomainError("invalid", "Give a month like 2026-11.")
        return month

    @property
    def first(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        return date(self.year, self.number, monthrange(self.year, self.number)[1])

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=number) for number in range(self.last.day)]

    @property
    def weeks(self) -> list[list[date | None]]:
        """Seven days each, Monday first; None where the day is another month's."""
        whole = _CALENDAR.monthdatescalendar(self.year, self.number)
        return [[day if day.month == self.number else None for day in week] for week in whole]

    @property
    def previous(self) -> "Month":
        return Month.of(self.first - timedelta(days=1))

    @property
    def next(self) -> "Month":
        return Month.of(self.last + timedelta(days=1))

    @property
    def label(self) -> str:
        return f"{self.first:%B %Y}"

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"
