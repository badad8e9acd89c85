"""Fitbit's account export, its own and Google Takeout's: steps-2026-01-01.json and sleep-2026-01-01.json.

Steps are a minute a record with a time in UTC, as people found who laid them beside the tables of the same
export. Sleeps are on the wall clock of the account. Of other files nothing is read.
"""

import re
from datetime import datetime

from .contract import WearableKind
from .fitbit_tables import FITBIT
from .gathered import Gathered
from .json_stream import Item
from .moments import read_iso
from .sleeps import Sleep

_STEPS_FILE = re.compile(r"(?:^|/)steps-\d{4}-\d{2}-\d{2}[^/]*\.json$", re.I)
_SLEEP_FILE = re.compile(r"(?:^|/)sleep-\d{4}-\d{2}-\d{2}[^/]*\.json$", re.I)
_MOMENT = re.compile(r"(\d\d)/(\d\d)/(\d\d) (\d\d):(\d\d):(\d\d)")


def is_steps(item: Item, filename: str) -> bool:
    """Heart rates and distances look the same inside, so the name counts."""
    return item.keys() == {"dateTime", "value"} and bool(_STEPS_FILE.search(filename))


def is_sleep(item: Item) -> bool:
    return "dateOfSleep" in item or (isinstance(item.get("sleep"), list) and len(item) <= 3)


def is_export(filename: str) -> bool:
    return bool(_STEPS_FILE.search(filename) or _SLEEP_FILE.search(filename))


def read_steps(item: Item, gathered: Gathered) -> None:
    gathered.is_of(WearableKind.FITBIT)
    match = _MOMENT.fullmatch(str(item["dateTime"]))
    if not match:
        raise ValueError(f"“{str(item['dateTime'])[:30]}” is not a time.")
    month, day, year, *clock = (int(part) for part in match.groups())
    utc, _ = gathered.clock.both(read_iso(f"20{year:02}-{month:02}-{day:02}T{':'.join(match.groups()[3:])}Z"))
    gathered.records += 1
    gathered.steps.add(FITBIT, utc + gathered.clock.offset(utc), 60, number(item["value"], "steps"))


def read_sleep(item: Item, gathered: Gathered) -> None:
    """A sleep, or the web interface's answer with a list of them."""
    gathered.is_of(WearableKind.FITBIT)
    for log in item.get("sleep", [item]):
        if isinstance(log, dict):
            _sleep(log, gathered)


def _sleep(log: Item, gathered: Gathered) -> None:
    gathered.records += 1
    start, _ = gathered.clock.both(_wall(log["startTime"]))
    end, offset = gathered.clock.both(_wall(log["endTime"]))
    gathered.sleeps.add_sleep(
        Sleep(
            FITBIT,
            start,
            end,
            offset,
            slept=number(log["minutesAsleep"], "minutes") * 60,
            in_bed=number(log["timeInBed"], "minutes") * 60,
            awakenings=_awakenings(log),
        )
    )


def _wall(text: object) -> datetime:
    return read_iso(text)


def _awakenings(log: Item) -> int | None:
    """Stages count “wake”, the older classic logs “awake”; “restless” is no waking."""
    levels = log.get("levels")
    summary = levels.get("summary") if isinstance(levels, dict) else None
    if not isinstance(summary, dict):
        return None
    for name in ("wake", "awake"):
        stage = summary.get(name)
        if isinstance(stage, dict) and isinstance(stage.get("count"), int):
            return min(stage["count"], 999)
    return None


def number(value: object, what: str) -> int:
    """A whole number, as such or in quotes."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10:
        return int(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e9:
        raise ValueError(f"“{str(value)[:20]}” is not a number of {what}.")
    return round(value)
