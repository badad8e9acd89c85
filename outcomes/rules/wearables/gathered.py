"""What the readers found in a file, and how it becomes one day per date."""

from datetime import date

from core.errors import DomainError

from ..device_files import RefusedLine
from ..limits import MINUTES_IN_A_DAY, MOST_STEPS
from . import nights
from .contract import Limits, SettledDay, SourceDay, WearableDays, WearableKind
from .moments import Clock
from .nights import DaySleeps, Night, SettledNight
from .sleeps import Sleeps
from .sources import Source
from .steps import DaySteps, Steps

_NO_STEPS = DaySteps(0, "", 0)
_NO_NIGHT = SettledNight(None, None, None, "", 0)


class Gathered:
    """Filled by readers, in any order of records, and settled once."""

    def __init__(self, *, zone: str, limits: Limits):
        self.clock = Clock(zone)
        self.limits = limits
        self.steps = Steps()
        self.sleeps = Sleeps()
        self.records = 0
        self._kinds: set[WearableKind] = set()
        self._counters: dict[tuple[Source, date, int], int] = {}
        self._nights: dict[date, dict[Source, Night]] = {}
        self._duplicates = 0
        self._refused: set[tuple[int, str]] = set()
        self._refused_total = 0

    def is_of(self, kind: WearableKind) -> None:
        self._kinds.add(kind)

    @property
    def knows_kind(self) -> bool:
        return bool(self._kinds)

    def refuse(self, line: int, why: str) -> None:
        self._refused_total += 1
        self._refused.add((line, why))
        if self._refused_total > self.limits.refused_most:
            raise DomainError(
                "too_many_refused", "Almost nothing in this file can be read. Please export it again."
            )
        if len(self._refused) > self.limits.refused_told * 2:
            self._refused = set(sorted(self._refused)[: self.limits.refused_told])

    def add_day(self, line: int, source: Source, told: SourceDay) -> None:
        """A day that the file sums up itself. ValueError if it cannot be."""
        self.records += 1
        slept, in_bed = told.slept_minutes, told.in_bed_minutes
        check(told.steps, MOST_STEPS, "steps")
        check(slept, MINUTES_IN_A_DAY, "minutes asleep")
        check(in_bed, MINUTES_IN_A_DAY, "minutes in bed")
        if slept is not None and in_bed is not None and slept > in_bed:
            raise ValueError(f"{slept} minutes asleep in {in_bed} minutes in bed.")
        is_new = [
            self._add_steps(line, source, told),
            self._add_night(line, told.day, Night(source, slept, in_bed, told.awakenings)),
        ]
        self._duplicates += not any(is_new)

    def count_up(self, source: Source, day: date, kind: int, steps: int) -> None:
        """A counter that began at midnight, one for each kind of activity: its last word on a day counts."""
        key = (source, day, kind)
        self._counters[key] = max(self._counters.get(key, 0), steps)

    def _add_steps(self, line: int, source: Source, told: SourceDay) -> bool:
        if told.steps is None:
            return False
        before = self.steps.told(source, told.day)
        if before is not None and before != told.steps:
            self.refuse(line, f"{told.day} was told before with other steps; the larger number was kept.")
        self.steps.add_day(source, told.day, told.steps)
        return before is None or before != told.steps

    def _add_night(self, line: int, day: date, night: Night) -> bool:
        if night.slept is None and night.in_bed is None:
            return False
        known = self._nights.setdefault(day, {})
        before = known.setdefault(night.source, night)
        if before == night:
            return before is night
        self.refuse(line, f"{day} was told before with another sleep; the longer one was kept.")
        known[night.source] = max(before, night, key=lambda one: (one.slept or 0, one.in_bed or 0))
        return True

    def settle(self) -> WearableDays:
        if not self._kinds:
            raise DomainError("unknown_file", "This is no file of a wearable that we know.")
        kind = next(kind for kind in WearableKind if kind in self._kinds)
        found = WearableDays(kind, records=self.records)
        self._settle_counters()
        sleep = self._settle_sleep(found)
        steps = dict(self.steps.settle())
        for day in sorted({*steps, *sleep}):
            self._settle_day(found, day, steps.get(day, _NO_STEPS), sleep.get(day, _NO_NIGHT))
        found.duplicates = self._duplicates + self.steps.duplicates + self.sleeps.duplicates
        found.refused = [RefusedLine(*one) for one in sorted(self._refused)[: self.limits.refused_told]]
        found.refused_total = self._refused_total
        if not found.days and not found.refused_total:
            raise DomainError("empty", "There are no steps and no sleep in this file.")
        return found

    def _settle_counters(self) -> None:
        days: dict[tuple[Source, date], int] = {}
        for (source, day, _), steps in self._counters.items():
            days[source, day] = days.get((source, day), 0) + steps
        for (source, day), steps in days.items():
            self.steps.add_day(source, day, steps)

    def _settle_sleep(self, found: WearableDays) -> dict[date, SettledNight]:
        days: dict[date, list[DaySleeps]] = {}
        for sleeps in self.sleeps.all().values():
            for day, sleeps_of_day in nights.by_day(sleeps).items():
                days.setdefault(day, []).append(sleeps_of_day)
        found.naps = sum(max(one.naps for one in of_day) for of_day in days.values())
        told = {day: list(by_source.values()) for day, by_source in self._nights.items()}
        for day, of_day in days.items():
            told.setdefault(day, []).extend(one.night for one in of_day if one.night)
        return {day: nights.settle_night(several) for day, several in told.items() if several}

    def _settle_day(self, found: WearableDays, day: date, steps: DaySteps, night: SettledNight) -> None:
        """A day on which no device counted a step is a day on which none was worn."""
        if steps.steps > MOST_STEPS:
            self.refuse(0, f"{steps.steps} steps on {day}; more than {MOST_STEPS} cannot be.")
            steps = _NO_STEPS
        if max(night.slept or 0, night.in_bed or 0) > MINUTES_IN_A_DAY:
            self.refuse(0, f"The night of {day} is longer than a day.")
            night = _NO_NIGHT
        if steps.steps or night is not _NO_NIGHT:
            found.overlaps += steps.overlaps + night.overlaps
            values = (steps.steps or None, night.slept, night.in_bed, night.awakenings)
            found.days.append(SettledDay(day, *values, steps.source, night.source))


def check(value: int | None, most: int, what: str) -> None:
    if value is not None and not 0 <= value <= most:
        raise ValueError(f"{value} {what}; a day has 0 to {most}.")
