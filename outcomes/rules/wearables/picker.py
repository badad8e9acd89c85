"""The head of a plain table for the column picker, and a guess which column holds what."""

from itertools import islice
from typing import BinaryIO

from core.errors import DomainError

from .cells import orders
from .contract import ColumnChoice, DateOrder, SleepUnit, TableShape
from .rows import Rows
from .table_rows import cell

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


def _guess(header: list[str], rows: list[list[str]]) -> tuple[ColumnChoice | None, bool]:
    dated = [at for at in range(len(header)) if orders(cell(row, at) for row in rows)]
    day = _named(header, _DAY_WORDS, dated)
    if day is None and dated:
        day = dated[0]
    if day is None:
        return None, False
    possible = orders(cell(row, day) for row in rows)
    others = [at for at in range(len(header)) if at != day]
    in_bed = _named(header, _BED_WORDS, others)
    slept = _named(header, _SLEEP_WORDS, [at for at in others if at != in_bed])
    choice = ColumnChoice(
        day,
        steps=_named(header, _STEP_WORDS, others),
        slept=slept,
        in_bed=in_bed,
        sleep_unit=_unit([cell(row, slept) for row in rows]),
        date_order=next(order for order in DateOrder if order in possible),
    )
    return choice, len(possible) == 1


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
