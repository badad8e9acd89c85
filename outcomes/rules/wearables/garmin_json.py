"""Garmin's account export (“Export your data”): UDSFile_….json with days, ….sleepData.json with nights.

The FIT files of the same export lie in zips of their own and are not needed for days.
"""

import re
from datetime import UTC, datetime

from .cells import day
from .contract import DateOrder, SourceDay, WearableKind
from .fitbit_json import number
from .garmin_tables import GARMIN
from .gathered import Gathered
from .json_stream import Item
from .moments import read_iso
from .sleeps import Sleep

_EXPORT = re.compile(r"(?:^|/)(?:UDSFile_[^/]*|[^/]*_sleepData)\.json$")
_ASLEEP = ("deepSleepSeconds", "lightSleepSeconds", "remSleepSeconds")


def is_export(filename: str) -> bool:
    return bool(_EXPORT.search(filename))


def is_day(item: Item) -> bool:
    return "calendarDate" in item and "totalSteps" in item


def is_sleep(item: Item) -> bool:
    return "sleepStartTimestampGMT" in item and "sleepEndTimestampGMT" in item


def read_day(line: int, item: Item, gathered: Gathered) -> None:
    gathered.is_of(WearableKind.GARMIN_EXPORT)
    steps = item["totalSteps"]
    if steps is not None:
        told = day(str(item["calendarDate"]), DateOrder.YEAR_FIRST)
        gathered.add_day(line, GARMIN, SourceDay(told, GARMIN.name, steps=number(steps, "steps")))


def read_sleep(item: Item, gathered: Gathered) -> None:
    """A night that the watch did not measure has no stages, and so no sleep that is told."""
    gathered.is_of(WearableKind.GARMIN_EXPORT)
    gathered.records += 1
    stages = [item[name] for name in _ASLEEP if item.get(name) is not None]
    if not stages:
        return
    start, _ = gathered.clock.both(_utc(item["sleepStartTimestampGMT"]))
    end, _ = gathered.clock.both(_utc(item["sleepEndTimestampGMT"]))
    slept = sum(number(stage, "seconds") for stage in stages)
    count = item.get("awakeCount")
    awakenings = None if count is None else number(count, "awakenings")
    offset = gathered.clock.offset(end)
    gathered.sleeps.add_sleep(Sleep(GARMIN, start, end, offset, slept, max(end - start, 0), awakenings))


def _utc(text: object) -> datetime:
    """“2024-06-14T22:09:00.0”, in UTC though it does not say so."""
    moment = read_iso(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
