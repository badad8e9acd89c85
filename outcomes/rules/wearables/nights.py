"""Sleeps into nights: which belong to the night of a day, and which are naps.

1. A sleep is filed under the day on which it ends; one that ends after 18:00 opens the night of the next day.
2. The longest sleep of a day is its night, if it lasts three hours or its middle is between 21:00 and 09:00:
   who works at night and sleeps from 9 to 16 has a night, who slept two bad hours at 3 has one too, and an
   hour on the sofa is none.
3. Other sleeps of that day with their middle between 21:00 and 09:00 belong to the same night, which was
   broken. All that is left are naps: counted, and in no night's minutes.

These are our own rules; a device's mark of a main sleep is not used, as Fitbit calls the second half of a
broken night a nap. Lengths are time that passed, so that a night on which the clock changes is as long as it
was.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from .moments import DAY, HOUR, day_of
from .sleeps import Sleep
from .sources import Source, shown

EVENING = 18 * HOUR
NIGHT_FROM, NIGHT_TO = 21 * HOUR, 9 * HOUR
SURELY_A_NIGHT = 3 * HOUR


@dataclass(frozen=True)
class Night:
    """Minutes of one night as one device tells them."""

    source: Source
    slept: int | None
    in_bed: int | None
    awakenings: int | None


@dataclass(frozen=True)
class SettledNight:
    slept: int | None
    in_bed: int | None
    awakenings: int | None
    source: str
    overlaps: int


@dataclass(frozen=True)
class DaySleeps:
    """The sleeps of one device that are filed under one day."""

    night: Night | None
    naps: int


def by_day(sleeps: list[Sleep]) -> dict[date, DaySleeps]:
    """Of one device."""
    days: dict[date, list[Sleep]] = defaultdict(list)
    for sleep in sleeps:
        days[day_of(sleep.end + sleep.offset + DAY - EVENING)].append(sleep)
    return {day: _of_day(filed) for day, filed in days.items()}


def _of_day(sleeps: list[Sleep]) -> DaySleeps:
    main = max(sleeps, key=lambda sleep: (sleep.length, -sleep.start))
    others = [one for one in sleeps if one is not main and one.slept is not None]
    if main.length < SURELY_A_NIGHT and not _is_at_night(main):
        return DaySleeps(None, len(others) + (main.slept is not None))
    same = [one for one in others if main.slept is not None and _is_at_night(main) and _is_at_night(one)]
    return DaySleeps(_night([main, *same]), len(others) - len(same))


def _is_at_night(sleep: Sleep) -> bool:
    middle = ((sleep.start + sleep.end) // 2 + sleep.offset) % DAY
    return middle >= NIGHT_FROM or middle < NIGHT_TO


def _night(parts: list[Sleep]) -> Night:
    """Getting up between two parts is an awakening."""
    slept, in_bed = (_sum([part.slept for part in parts]), _sum([part.in_bed for part in parts]))
    awakenings = _sum([part.awakenings for part in parts])
    return Night(
        parts[0].source,
        None if slept is None else slept // 60,
        None if in_bed is None else in_bed // 60,
        None if awakenings is None else awakenings + len(parts) - 1,
    )


def _sum(values: list[int | None]) -> int | None:
    """Unknown if any part is."""
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


def settle_night(nights: list[Night]) -> SettledNight:
    """Of several devices the first by rank that tells sleep, among equals the one that tells more of it.

    Time in bed that it does not tell may come from another device, if it is not shorter than the sleep.
    """
    order = sorted(
        nights, key=lambda one: (one.slept is None, one.source.rank, -(one.slept or 0), one.source)
    )
    best = order[0]
    used = [best.source]
    in_bed = best.in_bed
    if in_bed is None:
        fits = [one for one in order if one.in_bed is not None and one.in_bed >= (best.slept or 0)]
        in_bed = fits[0].in_bed if fits else None
        used += [one.source for one in fits[:1]]
    return SettledNight(best.slept, in_bed, best.awakenings, shown(used), len(nights) - len(set(used)))
