"""Sleep efficiency: the share of the time in bed that was slept (clinical.md 8).

85 percent and more is good, below 75 poor (Ohayon 2017, National Sleep Foundation). `night` makes lengths in
minutes of what the clock on the wall said, over midnight and through a change of the clock.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo

from core.errors import DomainError

_GOOD, _POOR = 85, 75
SOURCE = "Ohayon 2017, Sleep Health (National Sleep Foundation): 85 % and more is good, below 75 % poor"
_DAY = 24 * 60


class SleepBand(StrEnum):
    GOOD = "good"
    BORDERLINE = "borderline"
    POOR = "poor"


def efficiency(asleep_minutes: int | None, in_bed_minutes: int | None) -> Decimal | None:
    """Percent, not rounded; None when either time is missing."""
    if asleep_minutes is None or in_bed_minutes is None:
        return None
    return share_asleep(asleep_minutes, in_bed_minutes)


def share_asleep(asleep_minutes: int, in_bed_minutes: int) -> Decimal:
    """Percent, not rounded. No time in bed, or more sleep than that, is refused."""
    if in_bed_minutes <= 0:
        raise DomainError("out_of_range", "The time in bed is more than 0 minutes.", "in_bed_minutes")
    if not 0 <= asleep_minutes <= in_bed_minutes:
        raise DomainError("out_of_range", "Nobody sleeps longer than they are in bed.", "asleep_minutes")
    return Decimal(100 * asleep_minutes) / in_bed_minutes


def sleep_band(percent: Decimal) -> SleepBand:
    if percent >= _GOOD:
        return SleepBand.GOOD
    return SleepBand.BORDERLINE if percent >= _POOR else SleepBand.POOR


@dataclass(frozen=True)
class Night:
    """Four moments in their order, and what they come to, in minutes."""

    bed_at: datetime
    asleep_at: datetime
    woke_at: datetime
    up_at: datetime
    in_bed_minutes: int
    asleep_minutes: int


def night(
    morning: date, *, bed: time, asleep: time, woke: time, up: time, awake_minutes: int, zone: ZoneInfo
) -> Night:
    """A night that ended on `morning`, by the clock where the person slept.

    Going back from getting up, a time that is later on the clock belongs to the day before. An hour that the
    clock shows twice is taken the first time. Raises DomainError for times that do not follow each other, for
    one that the clock left out, and for no time in bed or more sleep than that.
    """
    days, later = [morning], up
    for earlier in (woke, asleep, bed):
        days.append(days[-1] - timedelta(days=1) if earlier > later else days[-1])
        later = earlier
    fields = ("up", "woke", "asleep", "bed")
    clocks = zip(days, (up, woke, asleep, bed), fields, strict=True)
    up_at, woke_at, asleep_at, bed_at = (_moment(day, clock, zone, field) for day, clock, field in clocks)
    in_bed, slept = _minutes(bed_at, up_at), _minutes(asleep_at, woke_at) - awake_minutes
    if not 0 < in_bed < _DAY:
        why = "These times do not follow each other: to bed, asleep, awake, up."
        raise DomainError("out_of_order", why, "up")
    if awake_minutes < 0 or slept < 0:
        why = "That is longer than from falling asleep to waking up."
        raise DomainError("out_of_range", why, "awake_minutes")
    return Night(bed_at, asleep_at, woke_at, up_at, in_bed, slept)


def _moment(day: date, clock: time, zone: ZoneInfo, field: str) -> datetime:
    """In UTC."""
    at = datetime.combine(day, clock, zone).astimezone(UTC)
    if at.astimezone(zone).time() != clock:
        why = f"The clock went forward that night: there was no {clock:%H:%M}."
        raise DomainError("no_such_time", why, field)
    return at


def _minutes(start: datetime, end: datetime) -> int:
    return round((end - start) / timedelta(minutes=1))
