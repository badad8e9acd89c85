"""When somebody at the clinic is watching. Pure: the clock and the zone are arguments."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

#: Opening hours by ISO weekday ("1" is Monday): opens, closes, as "HH:MM" in the clinic's zone.
OpeningHours = Mapping[str, Sequence[str]]

WEEKDAYS_8_TO_5: OpeningHours = {str(day): ["08:00", "17:00"] for day in range(1, 6)}


def is_watched(hours: OpeningHours, *, at: datetime, zone: str) -> bool:
    """Is the clinic open at the moment `at`, on its own wall clock?"""
    local = at.astimezone(ZoneInfo(zone))
    span = hours.get(str(local.isoweekday()))
    if not span:
        return False
    opens, closes = (time.fromisoformat(text) for text in span)
    return opens <= local.time() < closes
