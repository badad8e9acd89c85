"""docs/instruments.md says what the registry says."""

from io import StringIO
from pathlib import Path

from django.core.management import call_command

from outcomes import instruments
from outcomes.instruments.table import COLUMNS

PAGE = Path(__file__).parents[2] / "docs" / "instruments.md"


def test_the_page_is_the_registry():
    printed = StringIO()
    call_command("instrument_table", stdout=printed)
    table = [line for line in PAGE.read_text().splitlines() if line.startswith("|")]
    assert table == printed.getvalue().splitlines(), "make manage ARGS=instrument_table prints the new table"
    assert len(table) == len(instruments.ALL) + 2


def test_no_cell_of_the_table_is_empty_or_splits_it():
    table = [line for line in PAGE.read_text().splitlines() if line.startswith("|")]
    for line in table:
        cells = line.strip("|").split(" | ")
        assert len(cells) == len(COLUMNS)
        assert all(cell.strip() for cell in cells)
