"""The shared x axis of a chart: real dates, never visit numbers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Window:
    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def days(self) -> int:
        """From the first to the last."""
        return (self.last - self.first).days

    def at(self, day: date) -> float:
        """Where the day lies, in percent of the width."""
        return round(100 * (day - self.first).days / max(self.days, 1), 2)

    def months(self) -> Iterator[date]:
        """The first of every month inside the window."""
        month = self.first.replace(day=1)
        while month <= self.last:
            if month >= self.first:
                yield month
            month = (month + timedelta(days=32)).replace(day=1)
