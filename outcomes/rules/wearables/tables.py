"""Tables of days: the ones that we know by their columns, and plain ones whose columns somebody names."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from core.errors import DomainError

from . import cells as say
from . import fitbit_tables, garmin_tables, google_fit
from .contract import NEEDS_COLUMNS, ColumnChoice, SourceDay, WearableKind
from .gathered import Gathered
from .rows import Rows
from .sources import Rank, Source
from .streams import Stream
from .table_rows import Row, cell, collected, each

PLAIN = Source(Rank.OTHER, "Table", "Table")
_OWN = ["day", "steps", "slept_minutes"]


def read_table(stream: Stream, gathered: Gathered, columns: ColumnChoice | None) -> None:
    """A known table by its header, another one by `columns`; without them it asks for them."""
    rows = Rows(stream)
    first = next(iter(rows), None)
    if first is None:
        raise DomainError("empty", "There is nothing in this file.")
    known = known_table(first[1]) if columns is None else None
    if known:
        known.read(first, rows, gathered)
        return
    if columns is None and [cell.lower() for cell in first[1]] in (_OWN, _OWN[:2]):
        columns = ColumnChoice(day=0, steps=1, slept=2 if len(first[1]) > 2 else None)
    if columns is None:
        raise DomainError(NEEDS_COLUMNS, "We do not know this table. Please say which column holds what.")
    gathered.is_of(WearableKind.PLAIN_TABLE)
    _read_plain(rows, gathered, columns)


@dataclass(frozen=True)
class KnownTable:
    """A table that we know by its header; `reader` gets its first row, the others, and where to put them."""

    kind: WearableKind
    is_it: Callable[[list[str]], bool]
    reader: Callable[[Row, Rows, Gathered], None]

    def read(self, first: Row, rows: Rows, gathered: Gathered) -> None:
        gathered.is_of(self.kind)
        self.reader(first, rows, gathered)


def known_table(header: list[str]) -> KnownTable | None:
    """None for the header of a table that we do not know; a known one without a person's days is refused."""
    names = fitbit_tables.names(header)
    if "id" in names and names & {"activitydate", "sleepday"}:
        raise DomainError("names_people", "This file names people by id; it is not one person's.")
    if garmin_tables.is_averages(header):
        raise garmin_tables.refuse_averages()
    return next((known for known in _KNOWN if known.is_it(header)), None)


def _has(wanted: set[str]) -> Callable[[list[str]], bool]:
    return lambda header: fitbit_tables.names(header) >= wanted


_KNOWN = (
    KnownTable(WearableKind.FITBIT, fitbit_tables.is_export, fitbit_tables.read_sections),
    KnownTable(WearableKind.FITBIT, _has(fitbit_tables.MINUTE_STEPS), fitbit_tables.read_minute_steps),
    KnownTable(WearableKind.FITBIT, _has(fitbit_tables.USER_SLEEPS), fitbit_tables.read_user_sleeps),
    KnownTable(WearableKind.GOOGLE_FIT, _has(google_fit.DAILY), google_fit.read_daily),
    KnownTable(WearableKind.GARMIN_TABLE, garmin_tables.is_steps, garmin_tables.read_steps),
    KnownTable(WearableKind.GARMIN_TABLE, garmin_tables.is_sleep, garmin_tables.read_sleep),
)


def _read_plain(rows: Iterable[tuple[int, list[str]]], gathered: Gathered, columns: ColumnChoice) -> None:
    def take(line: int, cells: list[str]) -> None:
        told = SourceDay(
            say.day(cell(cells, columns.day), columns.date_order),
            PLAIN.name,
            steps=say.whole(cell(cells, columns.steps), "Steps"),
            slept_minutes=say.minutes(cell(cells, columns.slept), columns.sleep_unit),
            in_bed_minutes=say.minutes(cell(cells, columns.in_bed), columns.sleep_unit),
        )
        gathered.add_day(line, PLAIN, told)

    each(collected(rows), gathered, take)
