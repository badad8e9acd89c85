"""docs/performance-tests.md says what the definitions say."""

from io import StringIO
from pathlib import Path

from django.core.management import call_command

from outcomes import performance
from outcomes.performance.table import COLUMNS

PAGE = Path(__file__).parents[2] / "docs" / "performance-tests.md"


def lines(text):
    return [line for line in text.splitlines() if line.startswith("|")]


def test_the_page_is_what_the_definitions_say():
    printed = StringIO()
    call_command("performance_table", stdout=printed)
    told = "make manage ARGS=performance_table prints the new tables"
    assert lines(PAGE.read_text()) == lines(printed.getvalue()), told
    norms = sum(len(norms.rows) for norms in performance.NORMS.values())
    assert len(lines(printed.getvalue())) == len(performance.ALL) + 2 + norms + 2


def test_every_row_has_every_cell():
    rows = lines(PAGE.read_text())[: len(performance.ALL) + 2]
    for row in rows:
        cells = row.strip("|").split(" | ")
        assert len(cells) == len(COLUMNS)
        assert all(cell.strip() for cell in cells)
