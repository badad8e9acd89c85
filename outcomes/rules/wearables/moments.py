"""Times in files of wearables, as whole seconds: since 1970 in UTC, or on a wall clock as if it were UTC."""

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

DAY = 86_400
HOUR = 3_600
_EPOCH = date(1970, 1, 1).toordinal()
#: No wearable counted before 1990; packed times end in 2106.
FIRST_YEAR, LAST_YEAR = 1990, 2099
_CACHED = 50_000
_OFFSET = re.compile(r" ([+-])(\d\d)(\d\d)")
_HOUR = re.compile(r"(\d{4})-(\d\d)-(\d\d) (\d\d)")
_LONGEST_OFFSET = 15 * HOUR
_MOST_OFFSETS = 200


class BadMoment(ValueError):
    """One sentence about a time that cannot be read."""


def day_of(local: int) -> date:
    return date.fromordinal(_EPOCH + local // DAY)


def midnight(day: date) -> int:
    """The wall clock's seconds at which a day begins."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise BadMoment(f"The year {day.year} is not one of a wearable.")
    return (day.toordinal() - _EPOCH) * DAY


def wall(moment: datetime) -> int:
    """The seconds that a clock on the wall shows, whatever its zone."""
    return midnight(moment.date()) + moment.hour * HOUR + moment.minute * 60 + moment.second


def read_iso(text: object) -> datetime:
    """An ISO time, with or without an offset."""
    try:
        return datetime.fromisoformat(str(text))
    except ValueError:
        raise _not_a_time(text) from None


def _not_a_time(text: object) -> BadMoment:
    return BadMoment(f"“{str(text)[:30]}” is not a time.")


class Clock:
    """The patient's own clock, for times that carry no offset."""

    def __init__(self, zone: str):
        self._zone = ZoneInfo(zone)
        self._offsets: dict[int, int] = {}

    def both(self, moment: datetime) -> tuple[int, int]:
        """Seconds in UTC, and the offset of the clock there: the time's own, or else the patient's."""
        zoned = moment if moment.tzinfo else moment.replace(tzinfo=self._zone)
        offset = zoned.utcoffset()
        seconds = int(offset.total_seconds()) if offset is not None else 0
        return wall(moment) - seconds, seconds

    def offset(self, utc: int) -> int:
        """The offset at a time in UTC; looked up once for each quarter of an hour."""
        quarter = utc // 900
        if quarter not in self._offsets:
            if len(self._offsets) >= _CACHED:
                self._offsets.clear()
            there = datetime.fromtimestamp(quarter * 900, UTC).astimezone(self._zone)
            self._offsets[quarter] = wall(there) - quarter * 900
        return self._offsets[quarter]


class AppleTimes:
    """“2026-11-20 10:00:00 +0100”, millions of times: each hour and each offset is worked out once."""

    def __init__(self) -> None:
        self._hours: dict[str, int] = {}
        self._offsets: dict[str, int] = {}

    def read(self, text: str) -> tuple[int, int]:
        """The wall clock's seconds, and its offset."""
        hour = self._hours.get(text[:13])
        offset = self._offsets.get(text[19:])
        if hour is None or offset is None:
            hour, offset = self._learn(text)
        seconds = int(text[14:16]) * 60 + int(text[17:19])
        if not 0 <= seconds < HOUR:
            raise _not_a_time(text)
        return hour + seconds, offset

    def _learn(self, text: str) -> tuple[int, int]:
        hour, offset = _HOUR.fullmatch(text[:13]), _OFFSET.fullmatch(text[19:])
        if not hour or not offset or len(self._offsets) > _MOST_OFFSETS:
            raise _not_a_time(text)
        seconds = int(offset[2]) * HOUR + int(offset[3]) * 60
        if seconds > _LONGEST_OFFSET or int(hour[4]) > 23:
            raise _not_a_time(text)
        if len(self._hours) >= _CACHED:
            self._hours.clear()
        day = date(int(hour[1]), int(hour[2]), int(hour[3]))
        self._hours[text[:13]] = midnight(day) + int(hour[4]) * HOUR
        self._offsets[text[19:]] = -seconds if offset[1] == "-" else seconds
        return self._hours[text[:13]], self._offsets[text[19:]]
