"""Tables of days: the ones that we know by their columns, and plain ones whose columns somebody names."""

from collections.abc import Callable, Iterable
from itertools import islice
from typing import BinaryIO

from core.errors import DomainError

from . import cells as say
from . import fitbit_tables, garmin_tables, google_fit
from .contract import (
    NEEDS_COLUMNS,
    ColumnChoice,
    DateOrder,
    SleepUnit,
    SourceDay,
    TableShape,
    WearableKind,
)
from .gathered import Gathered
from .rows import Rows
from .sources import Rank, Source
from .streams import Stream
from .table_rows import collected, each

PLAIN = Source(Rank.OTHER, "Table", "Table")
_OWN = ["day", "steps", "slept_minutes"]
_SHOWN_ROWS = 5
_MOST_COLUMNS = 200
_DAY_WORDS = ("date", "day", "datum", "tag", "fecha", "giorno", "jour", "dato")
_STEP_WORDS = ("step", "schritt", "pas", "paso", "passi", "skridt")
_BED_WORDS = ("bed", "bett", "cama", "lit")
_SLEEP_WORDS = ("sleep", "slept", "schlaf", "sueño", "sommeil", "sonno", "søvn")


def sniff_table(file: BinaryIO) -> TableShape:
    """The head of a table that is separated by commas, semicolons or tabs; a file that is none is refused."""
    file.seek(0)
    rows = [row for _, row in islice(Rows(file), _SHOWN_ROWS + 1)]
    if len(rows) < 2 or len(rows[0]) < 2 or len(rows[0]) > _MOST_COLUMNS:
        raise DomainError("not_table", "This is no table of days: it needs a header and a row for each day.")
    header, shown = rows[0], rows[1:]
    guess, is_certain = _guess(header, shown)
    return TableShape(tuple(header), tuple(tuple(row) for row in shown), guess, is_certain)


def read_table(stream: Stream, gathered: Gathered, columns: ColumnChoice | None) -> None:
    """A known table by its header, another one by `columns`; without them it asks for them."""
    rows = Rows(stream)
    first = next(iter(rows), None)
    if first is None:
        raise DomainError("empty", "There is nothing in this file.")
    if columns is None and read_known(first, rows, gathered):
        return
    if columns is None and [cell.lower() for cell in first[1]] in (_OWN, _OWN[:2]):
        columns = ColumnChoice(day=0, steps=1, slept=2 if len(first[1]) > 2 else None)
    if columns is None:
        raise DomainError(NEEDS_COLUMNS, "We do not know this table. Please say which column holds what.")
    gathered.is_of(WearableKind.PLAIN_TABLE)
    _read_plain(rows, gathered, columns)


def read_known(first: tuple[int, list[str]], rows: Rows, gathered: Gathered) -> bool:
    """False, with nothing read, if the header is of no table that we know."""
    header = first[1]
    names = fitbit_tables.names(header)
    if "id" in names and names & {"activitydate", "sleepday"}:
        raise DomainError("names_people", "This file names people by id; it is not one person's.")
    if garmin_tables.is_averages(header):
        raise garmin_tables.refuse_averages()
    if names >= fitbit_tables.ACTIVITIES or names >= fitbit_tables.SLEEP or _is_section(header):
        gathered.is_of(WearableKind.FITBIT)
        fitbit_tables.read_sections(first, rows, gathered)
        return True
    for kind, is_it, read in _KNOWN:
        if is_it(header):
            gathered.is_of(kind)
            read(header, rows, gathered)
            return True
    return False


def _is_section(header: list[str]) -> bool:
    return header[0].lower() in fitbit_tables.SECTIONS and not any(header[1:])


def _has(wanted: set[str]) -> Callable[[list[str]], bool]:
    return lambda header: fitbit_tables.names(header) >= wanted


_KNOWN = (
    (WearableKind.FITBIT, _has(fitbit_tables.MINUTE_STEPS), fitbit_tables.read_minute_steps),
    (WearableKind.FITBIT, _has(fitbit_tables.USER_SLEEPS), fitbit_tables.read_user_sleeps),
    (WearableKind.GOOGLE_FIT, _has(google_fit.DAILY), google_fit.read_daily),
    (WearableKind.GARMIN_TABLE, garmin_tables.is_steps, garmin_tables.read_steps),
    (WearableKind.GARMIN_TABLE, garmin_tables.is_sleep, garmin_tables.read_sleep),
)


def _read_plain(rows: Iterable[tuple[int, list[str]]], gathered: Gathered, columns: ColumnChoice) -> None:
    def take(line: int, cells: list[str]) -> None:
        told = SourceDay(
            say.day(_cell(cells, columns.day), columns.date_order),
            PLAIN.name,
            steps=say.whole(_cell(cells, columns.steps), "Steps"),
            slept_minutes=say.minutes(_cell(cells, columns.slept), columns.sleep_unit),
            in_bed_minutes=say.minutes(_cell(cells, columns.in_bed), columns.sleep_unit),
        )
        gathered.add_day(line, PLAIN, told)

    each(collected(rows), gathered, take)


def _cell(cells: list[str], at: int | None) -> str:
    return cells[at] if at is not None and 0 <= at < len(cells) else ""


def _guess(header: list[str], rows: list[list[str]]) -> tuple[ColumnChoice | None, bool]:
    dated = [at for at in range(len(header)) if say.orders(_cell(row, at) for row in rows)]
    day = _named(header, _DAY_WORDS, dated)
    if day is None and dated:
        day = dated[0]
    if day is None:
        return None, False
    orders = say.orders(_cell(row, day) for row in rows)
    others = [at for at in range(len(header)) if at != day]
    in_bed = _named(header, _BED_WORDS, others)
    slept = _named(header, _SLEEP_WORDS, [at for at in others if at != in_bed])
    choice = ColumnChoice(
        day,
        steps=_named(header, _STEP_WORDS, others),
        slept=slept,
        in_bed=in_bed,
        sleep_unit=_unit([_cell(row, slept) for row in rows]),
        date_order=next(order for order in DateOrder if order in orders),
    )
    return choice, len(orders) == 1


def _named(header: list[str], words: tuple[str, ...], among: list[int]) -> int | None:
    return next((at for at in among if any(word in header[at].lower() for word in words)), None)


def _unit(told: list[str]) -> SleepUnit:
    """Nobody sleeps 24 minutes every night, and nobody 24 hours."""
    if any(":" in cell for cell in told):
        return SleepUnit.CLOCK
    numbers = [
        float(cell.replace(",", ".")) for cell in told if cell.replace(",", ".").replace(".", "", 1).isdigit()
    ]
    return SleepUnit.HOURS if numbers and max(numbers) < 24 else SleepUnit.MINUTES
