"""A table's rows by the names of its columns, and what is wrong with a row told with its line."""

from collections.abc import Callable, Iterable, Iterator

from core.errors import DomainError

from .cells import orders
from .contract import DateOrder
from .gathered import Gathered

Row = tuple[int, list[str]]
#: Days of sixty years, with room.
_MOST_DAYS = 25_000


class Named:
    """The cells of one row by the name of their column, whatever its capitals."""

    def __init__(self, header: list[str]):
        self._at = {name.lower(): index for index, name in reversed(list(enumerate(header)))}
        self.cells: list[str] = []

    def __getitem__(self, name: str) -> str:
        index = self._at.get(name)
        return self.cells[index] if index is not None and index < len(self.cells) else ""


def cell(cells: list[str], at: int | None) -> str:
    return cells[at] if at is not None and 0 <= at < len(cells) else ""


def each(rows: Iterable[Row], gathered: Gathered, read: Callable[[int, list[str]], None]) -> None:
    """`read` every row; one that it refuses with a ValueError is told and left out."""
    for line, cells in rows:
        try:
            read(line, cells)
        except ValueError as wrong:
            gathered.refuse(line, str(wrong))


def collected(rows: Iterable[Row]) -> list[Row]:
    """All rows of a table with a row a day."""
    found = []
    for row in rows:
        found.append(row)
        if len(found) > _MOST_DAYS:
            raise DomainError("large_table", "This table has more rows than a life has days.")
    return found


def order_of(cells: Iterator[str]) -> DateOrder:
    """The one order in which all dates make sense. A table that can be read two ways is refused."""
    possible = orders(cells)
    if len(possible) > 1:
        why = "The dates of this table can be read two ways, as 4/5/2026. Please send one with more days."
        raise DomainError("ambiguous_dates", why)
    if not possible:
        raise DomainError("no_dates", "The dates of this table make no sense together.")
    return possible.pop()
