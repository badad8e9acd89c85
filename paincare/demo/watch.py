"""The export of an invented watch: an Apple Health file, which comes in by the door of every clinic."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from .days import LoggedDay

_WATCH = "Apple Watch"
#: What a watch misses of the night that its wearer tells, in minutes.
_AWAKE = 20
_WAKES = time(6, 30)
_WALKS = time(10, 0)
#: One moment for all members, so that the same days are the same bytes.
_PACKED = (2020, 1, 1, 0, 0, 0)


def export(days: Iterable[LoggedDay], zone: str) -> bytes:
    """A zip as the phone makes it: steps of an hour's walk each day, and one sleep for each night."""
    xml = "".join(line for day in days for line in _records(day, ZoneInfo(zone)))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        member = zipfile.ZipInfo("apple_health_export/export.xml", _PACKED)
        archive.writestr(member, f'<?xml version="1.0"?>\n<HealthData locale="en_US">\n{xml}</HealthData>\n')
    return packed.getvalue()


def _records(day: LoggedDay, zone: ZoneInfo) -> Iterator[str]:
    walk = datetime.combine(day.day, _WALKS, zone)
    yield _record("HKQuantityTypeIdentifierStepCount", walk, walk + timedelta(hours=1), max(day.steps, 0))
    asleep = timedelta(minutes=day.slept_minutes - _AWAKE)
    if asleep > timedelta(0):
        wakes = datetime.combine(day.day, _WAKES, zone)
        fell = (wakes.astimezone(ZoneInfo("UTC")) - asleep).astimezone(zone)
        stage = "HKCategoryValueSleepAnalysisAsleepUnspecified"
        yield _record("HKCategoryTypeIdentifierSleepAnalysis", fell, wakes, stage)


def _record(kind: str, start: datetime, end: datetime, value: object) -> str:
    moments = f'startDate="{start:%Y-%m-%d %H:%M:%S %z}" endDate="{end:%Y-%m-%d %H:%M:%S %z}"'
    return f' <Record type="{kind}" sourceName="{_WATCH}" {moments} value="{value}"/>\n'
