"""Tables of Fitbit and of Google's export of it (Takeout): of their own words for columns, and no others.

- “Export your data”, a month at most: sections Activities and Sleep, dates by the account's country.
- Physical Activity_GoogleData/steps_2026-01-01.csv: a minute a row, in UTC, several sources over each other.
- Health Fitness Data_GoogleData/UserSleeps_2026-01-01.csv: a sleep a row, in UTC with offsets.
"""

import re
from datetime import timedelta

from .cells import day, minutes, moment, whole
from .contract import SleepUnit, SourceDay
from .gathered import Gathered
from .moments import Clock, read_iso
from .rows import Rows
from .sleeps import Sleep
from .sources import Rank, Source, source_of
from .table_rows import Named, Row, collected, each, order_of

FITBIT = Source(Rank.BODY, "Fitbit", "Fitbit")
ACTIVITIES = {"date", "calories burned", "steps", "distance"}
SLEEP = {"start time", "end time", "minutes asleep", "time in bed"}
_SECTIONS = {"activities", "sleep", "body", "foods"}
MINUTE_STEPS = {"timestamp", "steps"}
USER_SLEEPS = {"sleep_id", "sleep_start", "sleep_end", "minutes_asleep"}
_OFFSET = re.compile(r"([+-]?)(\d{1,2}):(\d{2})(?::\d{2})?")


def names(cells: list[str]) -> set[str]:
    return {cell.lower() for cell in cells}


def is_export(header: list[str]) -> bool:
    """Begins with one of its sections, with or without the title above."""
    title = header[0].lower() in _SECTIONS and not any(header[1:])
    return title or names(header) >= ACTIVITIES or names(header) >= SLEEP


def read_sections(first: Row, rows: Rows, gathered: Gathered) -> None:
    """Activities and Sleep; sections of food and weight are passed over."""
    activities, sleeps = _sections([first, *collected(rows)])
    for header, found, read in (
        (activities[:1], activities[1:], _activity),
        (sleeps[:1], sleeps[1:], _sleep),
    ):
        if found:
            read(header[0][1], found, gathered)


def _sections(rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """Each with its header as first row."""
    activities: list[Row] = []
    sleeps: list[Row] = []
    section: list[Row] | None = None
    for line, cells in rows:
        if names(cells) >= ACTIVITIES:
            section = activities
        elif names(cells) >= SLEEP:
            section = sleeps
        elif not any(cells[1:]):
            section = None
        if section is not None:
            section.append((line, cells))
    return activities, sleeps


def _activity(header: list[str], rows: list[Row], gathered: Gathered) -> None:
    row = Named(header)

    def take(line: int, cells: list[str]) -> None:
        row.cells = cells
        told = SourceDay(day(row["date"], order), FITBIT.name, steps=whole(row["steps"], "Steps"))
        gathered.add_day(line, FITBIT, told)

    order = order_of(cells[0] for _, cells in rows)
    each(rows, gathered, take)


def _sleep(header: list[str], rows: list[Row], gathered: Gathered) -> None:
    row = Named(header)

    def take(line: int, cells: list[str]) -> None:
        row.cells = cells
        start, from_offset = gathered.clock.both(moment(row["start time"], order))
        end, offset = gathered.clock.both(moment(row["end time"], order))
        slept, in_bed = whole(row["minutes asleep"], "Asleep"), whole(row["time in bed"], "In bed")
        awakenings = whole(row["number of awakenings"], "Awakenings")
        gathered.records += 1
        gathered.sleeps.add_sleep(
            Sleep(FITBIT, start, end, offset, _seconds(slept), _seconds(in_bed), awakenings)
        )

    order = order_of(cell for _, cells in rows for cell in cells[:2])
    each(rows, gathered, take)


def read_minute_steps(first: Row, rows: Rows, gathered: Gathered) -> None:
    row = Named(first[1])
    sources: dict[str, Source] = {}

    def take(line: int, cells: list[str]) -> None:
        row.cells = cells
        steps = whole(row["steps"], "Steps")
        name = row["data source"] or FITBIT.name
        if steps is None or len(sources) > 200:
            return
        gathered.records += 1
        utc, _ = gathered.clock.both(read_iso(row["timestamp"]))
        source = sources.setdefault(name, source_of(name))
        gathered.steps.add(source, utc + gathered.clock.offset(utc), 60, steps)

    each(rows, gathered, take)


def read_user_sleeps(first: Row, rows: Rows, gathered: Gathered) -> None:
    row = Named(first[1])

    def take(line: int, cells: list[str]) -> None:
        row.cells = cells
        gathered.records += 1
        start, _ = gathered.clock.both(read_iso(row["sleep_start"]))
        end, _ = gathered.clock.both(read_iso(row["sleep_end"]))
        slept = minutes(row["minutes_asleep"], SleepUnit.MINUTES)
        offset = _offset(row["end_utc_offset"], end, gathered.clock)
        in_bed = max(end - start, _seconds(slept) or 0)
        gathered.sleeps.add_sleep(Sleep(FITBIT, start, end, offset, _seconds(slept), in_bed, None))

    each(rows, gathered, take)


def _offset(text: str, utc: int, clock: Clock) -> int:
    match = _OFFSET.fullmatch(text)
    if not match:
        return clock.offset(utc)
    span = timedelta(hours=int(match[2]), minutes=int(match[3]))
    if span > timedelta(hours=15):
        raise ValueError(f"“{text[:20]}” is not an offset of a clock.")
    return int(span.total_seconds()) * (-1 if match[1] == "-" else 1)


def _seconds(told: int | None) -> int | None:
    return None if told is None else told * 60
