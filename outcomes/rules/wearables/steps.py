"""Steps of several devices into steps of days, none counted twice.

Hour by hour of the wall clock, one device counts: the first by rank (worn, phone, other), among equals the
one with the larger day, that told any step in that hour. A record longer than two hours says nothing of
hours: it and a told total of a day stand against the hours as a whole, again by rank and then by size.

Records are kept as 8 bytes each until the end, as only the whole file tells which are there twice.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from core.errors import DomainError

from ..limits import MOST_STEPS
from .moments import DAY, HOUR, day_of
from .sources import Source, shown

#: A longer record is no account of hours.
LONGEST_FOR_HOURS = 2 * HOUR
LONGEST = 7 * DAY
_CHUNK_BITS = 22
#: A chunk is 48 days of one device; a record every ten seconds, day and night, does not fill it.
_MOST_IN_CHUNK = 420_000
_MOST_RECORDS = 8_000_000
_MOST_SOURCE_DAYS = 100_000
_MOST_LONG = 100_000

Hours = dict[int, array]


@dataclass(frozen=True)
class DaySteps:
    steps: int
    source: str
    overlaps: int


class Steps:
    """Everything that a file says of steps."""

    def __init__(self) -> None:
        self.duplicates = 0
        self._records = 0
        self._short: dict[tuple[Source, int], array] = {}
        self._long: dict[Source, set[tuple[int, int, int]]] = defaultdict(set)
        self._long_records = 0
        self._days: dict[Source, dict[int, int]] = defaultdict(dict)

    def add(self, source: Source, start: int, seconds: int, steps: int) -> None:
        """`start` on the wall clock. ValueError for what no device can have counted."""
        if not 0 <= seconds <= LONGEST or not 0 <= steps <= MOST_STEPS or start >> 32:
            raise ValueError(f"{steps} steps in {seconds} seconds.")
        if seconds > LONGEST_FOR_HOURS or steps > 0xFFFF:
            self._add_long(source, start, seconds, steps)
            return
        chunk = self._short.get((source, start >> _CHUNK_BITS))
        if chunk is None:
            chunk = self._short[source, start >> _CHUNK_BITS] = array("Q")
        chunk.append(start << 32 | seconds << 16 | steps)
        self._records += 1
        if len(chunk) > _MOST_IN_CHUNK:
            self._squeeze(chunk)
        if self._records > _MOST_RECORDS:
            raise _too_many()

    def told(self, source: Source, day: date) -> int | None:
        return self._days[source].get(day.toordinal())

    def add_day(self, source: Source, day: date, steps: int) -> None:
        """A day's total as the file tells it. Told twice, the larger one counts, in whatever order."""
        ordinal, days = day.toordinal(), self._days[source]
        days[ordinal] = max(days.get(ordinal, 0), steps)
        if len(days) > _MOST_SOURCE_DAYS:
            raise _too_many()

    def settle(self) -> Iterator[tuple[date, DaySteps]]:
        hours = self._hours()
        totals = self._totals()
        days = {day for by_day in hours.values() for day in by_day}
        days.update(day for by_day in totals.values() for day in by_day)
        for day in sorted(days):
            hourly = {source: by_day[day] for source, by_day in hours.items() if day in by_day}
            whole = {source: by_day[day] for source, by_day in totals.items() if day in by_day}
            yield date.fromordinal(day), settle_day(hourly, whole)

    def _add_long(self, source: Source, start: int, seconds: int, steps: int) -> None:
        known = self._long[source]
        if (start, seconds, steps) in known:
            self.duplicates += 1
            return
        known.add((start, seconds, steps))
        self._long_records += 1
        if self._long_records > _MOST_LONG:
            raise _too_many()

    def _squeeze(self, chunk: array) -> None:
        """Drop what is there twice, early, as the chunk grew beyond all reason."""
        once = sorted(set(chunk))
        self.duplicates += len(chunk) - len(once)
        self._records -= len(chunk) - len(once)
        if len(once) > _MOST_IN_CHUNK // 2:
            raise _too_many()
        chunk[:] = array("Q", once)

    def _hours(self) -> dict[Source, Hours]:
        found: dict[Source, Hours] = defaultdict(dict)
        count = 0
        for (source, _), chunk in self._short.items():
            once = set(chunk)
            self.duplicates += len(chunk) - len(once)
            by_day = found[source]
            count -= len(by_day)
            for packed in once:
                spread(by_day, packed >> 32, packed >> 16 & 0xFFFF, packed & 0xFFFF)
            count += len(by_day)
            if count > _MOST_SOURCE_DAYS:
                raise _too_many()
        return found

    def _totals(self) -> dict[Source, dict[int, int]]:
        """Days as a whole: told so, or told in long stretches."""
        found: dict[Source, dict[int, int]] = defaultdict(dict)
        for source, records in self._long.items():
            for start, seconds, steps in records:
                for day, share in _by_day(start, seconds, steps):
                    found[source][day] = found[source].get(day, 0) + share
        for source, days in self._days.items():
            for day, steps in days.items():
                found[source][day] = max(found[source].get(day, 0), steps)
        return found


def spread(by_day: Hours, start: int, seconds: int, steps: int) -> None:
    """Steps of one record over the hours that it touches, by time, none lost and none made."""
    given, at, end = 0, start, start + seconds
    while True:
        until = min(end, (at // HOUR + 1) * HOUR)
        share = (steps if until == end else steps * (until - start) // seconds) - given
        day = day_of(at).toordinal()
        hours = by_day.get(day)
        if hours is None:
            hours = by_day[day] = array("L", bytes(24 * array("L").itemsize))
        hours[at % DAY // HOUR] += share
        given += share
        if until == end:
            return
        at = until


def _by_day(start: int, seconds: int, steps: int) -> Iterator[tuple[int, int]]:
    by_day: Hours = {}
    spread(by_day, start, seconds, steps)
    for day, hours in by_day.items():
        yield day, sum(hours)


def settle_day(hourly: dict[Source, array], whole: dict[Source, int]) -> DaySteps:
    """One day of all devices. 0 steps are a day on which nothing was worn."""
    order = sorted(hourly, key=lambda source: (source.rank, -sum(hourly[source]), source))
    steps, used, overlaps = 0, [], 0
    for hour in range(24):
        told = [source for source in order if hourly[source][hour]]
        if told:
            steps += hourly[told[0]][hour]
            used.append(told[0])
            overlaps += len(told) - 1
    best = [(min(used).rank, -steps, shown(used))] if used else []
    best += [(source.rank, -total, source.name) for source, total in whole.items() if total]
    if not best:
        return DaySteps(0, "", 0)
    _, negative, source = min(best)
    return DaySteps(-negative, source, overlaps + len(best) - 1)


def _too_many() -> DomainError:
    return DomainError("too_many_records", "This file holds more steps than one person's devices can write.")
