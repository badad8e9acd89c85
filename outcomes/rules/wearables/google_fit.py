"""Google Fit's export (Takeout): “Daily activity metrics.csv”, a day a row.

Its sleep is cut at midnight and so is of no night: it is not taken.
"""

from .cells import day, whole
from .contract import DateOrder, SourceDay
from .gathered import Gathered
from .rows import Rows
from .sources import Rank, Source
from .table_rows import Named, Row, collected, each

GOOGLE_FIT = Source(Rank.PHONE, "Google Fit", "Google Fit")
DAILY = {"date", "step count"}


def read_daily(first: Row, rows: Rows, gathered: Gathered) -> None:
    row = Named(first[1])

    def take(line: int, cells: list[str]) -> None:
        row.cells = cells
        told = SourceDay(
            day(row["date"], DateOrder.YEAR_FIRST),
            GOOGLE_FIT.name,
            steps=whole(row["step count"], "Step count"),
        )
        gathered.add_day(line, GOOGLE_FIT, told)

    each(collected(rows), gathered, take)
