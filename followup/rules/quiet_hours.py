"""When a message may reach somebody, on the wall clock where they live."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class QuietHours:
    """Hours of the wall clock: quiet from `from_hour` on, until `until_hour` (21 and 8 as shipped)."""

    from_hour: int
    until_hour: int

    def covers(self, wall: time) -> bool:
        """Is this time of day quiet? Equal hours mean that no time is."""
        if self.from_hour <= self.until_hour:
            return self.from_hour <= wall.hour < self.until_hour
        return wall.hour >= self.from_hour or wall.hour < self.until_hour


def moment_of(day: date, wall: time, zone: str, *, not_before: datetime | None = None) -> datetime:
    """The moment at which the wall clock of `zone` shows `wall` on `day`, in UTC.

    A time that the clock skips (2027-03-14 02:30 in New York) is the moment that it would have been, 07:30Z.
    A time that comes twice (2027-11-07 01:30) is the first, unless that lies before `not_before`.
    """
    local = datetime.combine(day, wall, ZoneInfo(zone))
    first = local.astimezone(UTC)
    if not_before is not None and first < not_before:
        return local.replace(fold=1).astimezone(UTC)
    return first


def next_allowed(at: datetime, *, zone: str, quiet: QuietHours) -> datetime:
    """`at` itself when a message may arrive then, else the end of the quiet hours that hold it, in UTC."""
    local = at.astimezone(ZoneInfo(zone))
    if not quiet.covers(local.time()):
        return at.astimezone(UTC)
    until = time(quiet.until_hour)
    ends_tomorrow = local.time() >= until
    return moment_of(local.date() + timedelta(days=ends_tomorrow), until, zone, not_before=at)
