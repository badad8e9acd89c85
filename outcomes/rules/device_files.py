"""Reading files of device days: two exports of Fitbit, and a plain table. Bytes in, days and refusals out.

A day on which the device counted nothing at all was a day without the device: it is left out, not kept as
zero.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from core.errors import DomainError

from .limits import MINUTES_IN_A_DAY, MOST_STEPS

_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: 12:00:00 AM)?")


#: Wraps the lines while they are read, for a bar in a terminal.
Progress = Callable[[Iterable], Iterable]


class DeviceFileKind(StrEnum):
    FITBIT_ACTIVITY = "fitbit_activity"
    FITBIT_SLEEP = "fitbit_sleep"
    PLAIN = "plain"


@dataclass(frozen=True)
class DeviceDay:
    """What a device says of one person's one day. `person` is the id in the file, empty in a plain table.

    Minutes asleep and in bed belong to the night that the sender files under this day.
    """

    line: int
    person: str
    day: date
    steps: int | None = None
    slept_minutes: int | None = None
    in_bed_minutes: int | None = None

    @property
    def values(self) -> tuple[int | None, int | None, int | None]:
        return self.steps, self.slept_minutes, self.in_bed_minutes


@dataclass(frozen=True)
class RefusedLine:
    """A line that was not taken, counted from 1 with the header, and why."""

    line: int
    why: str


@dataclass
class DeviceDays:
    """A file after reading: each person's day once."""

    kind: DeviceFileKind
    days: list[DeviceDay] = field(default_factory=list)
    duplicates: int = 0
    not_worn: int = 0
    refused: list[RefusedLine] = field(default_factory=list)

    @property
    def names_people(self) -> bool:
        return self.kind != DeviceFileKind.PLAIN


class _BadLine(ValueError):
    """One sentence about one line."""


@dataclass(frozen=True)
class _Format:
    kind: DeviceFileKind
    needs: frozenset[str]
    read: Callable[[int, Mapping[str, str]], DeviceDay]


def as_they_come(lines: Iterable) -> Iterable:
    """No progress is shown."""
    return lines


def read_device_days(content: bytes, *, progress: Progress = as_they_come) -> DeviceDays:
    """Every day of a file. A file of no known kind is refused whole; a bad line alone."""
    reader = csv.DictReader(io.StringIO(_text(content)), strict=True)
    file_format = _format(reader)
    found = DeviceDays(file_format.kind)
    seen: dict[tuple[str, date], DeviceDay] = {}
    for line, cells in enumerate(progress(_lines(reader)), start=2):
        _take(found, seen, file_format, line, cells)
    return found


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DomainError("not_text", "This file is not a table in plain text (CSV, UTF-8).") from None


def _format(reader: csv.DictReader) -> _Format:
    try:
        columns = frozenset(reader.fieldnames or [])
    except csv.Error:
        columns = frozenset()
    for known in _FORMATS:
        if known.needs <= columns:
            return known
    raise DomainError(
        "unknown_table", "This table has none of the columns that we know: Fitbit days, or day and steps."
    )


def _lines(reader: csv.DictReader) -> Iterator[Mapping[str, str]]:
    try:
        yield from reader
    except csv.Error as broken:
        raise DomainError("broken_table", f"Line {reader.line_num} cannot be read: {broken}.") from None


def _take(
    found: DeviceDays,
    seen: dict[tuple[str, date], DeviceDay],
    file_format: _Format,
    line: int,
    cells: Mapping[str, str],
) -> None:
    try:
        day = file_format.read(line, cells)
    except _BadLine as bad:
        found.refused.append(RefusedLine(line, str(bad)))
        return
    first = seen.setdefault((day.person, day.day), day)
    if first is not day:
        _note_second(found, first, day)
    elif day.values == (None, None, None):
        found.not_worn += 1
    else:
        found.days.append(day)


def _note_second(found: DeviceDays, first: DeviceDay, second: DeviceDay) -> None:
    if second.values == first.values:
        found.duplicates += 1
    else:
        found.refused.append(RefusedLine(second.line, f"Line {first.line} says something else of this day."))


def _fitbit_activity(line: int, cells: Mapping[str, str]) -> DeviceDay:
    steps = _number(cells, "TotalSteps", MOST_STEPS)
    active = ("VeryActiveMinutes", "FairlyActiveMinutes", "LightlyActiveMinutes")
    was_worn = steps or any(_number(cells, name, MINUTES_IN_A_DAY) for name in active)
    day = _american_day(cells, "ActivityDate")
    return DeviceDay(line, _person(cells), day, steps=steps if was_worn else None)


def _fitbit_sleep(line: int, cells: Mapping[str, str]) -> DeviceDay:
    slept = _number(cells, "TotalMinutesAsleep", MINUTES_IN_A_DAY)
    in_bed = _number(cells, "TotalTimeInBed", MINUTES_IN_A_DAY)
    if slept is not None and in_bed is not None and slept > in_bed:
        raise _BadLine(f"{slept} minutes asleep in {in_bed} minutes in bed.")
    day = _american_day(cells, "SleepDay")
    return DeviceDay(line, _person(cells), day, slept_minutes=slept, in_bed_minutes=in_bed)


def _plain(line: int, cells: Mapping[str, str]) -> DeviceDay:
    return DeviceDay(
        line,
        "",
        _iso_day(cells, "day"),
        steps=_number(cells, "steps", MOST_STEPS),
        slept_minutes=_number(cells, "slept_minutes", MINUTES_IN_A_DAY),
    )


def _person(cells: Mapping[str, str]) -> str:
    person = _cell(cells, "Id")
    if not person:
        raise _BadLine("It names nobody.")
    return person


def _number(cells: Mapping[str, str], name: str, most: int) -> int | None:
    """A whole number, or None for an empty cell."""
    text = _cell(cells, name)
    if not text:
        return None
    if not (text.isascii() and text.isdigit()):
        raise _BadLine(f"{name} is “{text[:20]}”, not a whole number.")
    if len(text) > len(str(most)) or int(text) > most:
        raise _BadLine(f"{name} is {text[:20]}; more than {most} cannot be.")
    return int(text)


def _american_day(cells: Mapping[str, str], name: str) -> date:
    """4/9/2016 and 04/09/2016, with or without midnight behind it."""
    text = _cell(cells, name)
    match = _AMERICAN.fullmatch(text)
    if not match:
        raise _BadLine(f"“{text[:20]}” is not a date such as 4/12/2016.")
    month, day, year = (int(part) for part in match.groups())
    return _date(year, month, day, text)


def _iso_day(cells: Mapping[str, str], name: str) -> date:
    text = _cell(cells, name)
    match = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text)
    if not match:
        raise _BadLine(f"“{text[:20]}” is not a date such as 2026-04-12.")
    year, month, day = (int(part) for part in match.groups())
    return _date(year, month, day, text)


def _date(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise _BadLine(f"“{text}” is not a day of the calendar.") from None


def _cell(cells: Mapping[str, str], name: str) -> str:
    return (cells.get(name) or "").strip()


_FORMATS = (
    _Format(
        DeviceFileKind.FITBIT_ACTIVITY, frozenset({"Id", "ActivityDate", "TotalSteps"}), _fitbit_activity
    ),
    _Format(
        DeviceFileKind.FITBIT_SLEEP,
        frozenset({"Id", "SleepDay", "TotalMinutesAsleep", "TotalTimeInBed"}),
        _fitbit_sleep,
    ),
    _Format(DeviceFileKind.PLAIN, frozenset({"day", "steps"}), _plain),
)
