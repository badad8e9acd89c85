"""Tables of Garmin Connect: Steps.csv and Sleep.csv of its reports, as their “Export” button writes them.

Steps has a first column without a name, `Actual` and `Goal`; its dates go by the account's country. Sleep
calls its first column “Sleep Score 7 Days” or “… 4 Weeks”, though it holds dates, and tells `Duration` as
“7h 5min”. Longer reports hold averages of weeks, of which no day can be told.
"""

from core.errors import DomainError

from .cells import day, minutes, whole
from .contract import DateOrder, SleepUnit, SourceDay
from .gathered import Gathered
from .rows import Rows
from .sources import Rank, Source
from .table_rows import Row, cell, collected, each, order_of

GARMIN = Source(Rank.BODY, "Garmin", "Garmin")


def is_steps(header: list[str]) -> bool:
    return [cell.lower() for cell in header[:2]] in (["", "actual"], ["date", "actual"], ["", "steps"])


def is_sleep(header: list[str]) -> bool:
    return header[0].lower().startswith("sleep score") and "duration" in _lower(header)


def is_averages(header: list[str]) -> bool:
    return "avg duration" in _lower(header)


def _lower(header: list[str]) -> list[str]:
    return [cell.lower() for cell in header]


def read_steps(first: Row, rows: Rows, gathered: Gathered) -> None:
    def take(line: int, cells: list[str]) -> None:
        steps = whole(cell(cells, 1), "Steps")
        gathered.add_day(line, GARMIN, SourceDay(day(cells[0], order), GARMIN.name, steps=steps))

    found = collected(rows)
    order = order_of(cells[0] for _, cells in found) if found else DateOrder.YEAR_FIRST
    each(found, gathered, take)


def read_sleep(first: Row, rows: Rows, gathered: Gathered) -> None:
    at = _lower(first[1]).index("duration")

    def take(line: int, cells: list[str]) -> None:
        slept = minutes(cell(cells, at), SleepUnit.CLOCK)
        told = SourceDay(day(cells[0], DateOrder.YEAR_FIRST), GARMIN.name, slept_minutes=slept)
        gathered.add_day(line, GARMIN, told)

    each(collected(rows), gathered, take)


def refuse_averages() -> DomainError:
    why = "This Garmin report holds averages of weeks. Export the report of 7 days or 4 weeks instead."
    return DomainError("averages", why)
