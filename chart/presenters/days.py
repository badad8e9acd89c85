"""C2, the day strip: forty days as cells. A day without an entry is an open dashed cell, never a guess."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from core.words import full_day

KINDS = {"good": "○", "okay": "◐", "hard": "●"}


@dataclass(frozen=True)
class DayCell:
    on: date
    kind: str | None


def cells_until(on: date, logged: Mapping[date, str], *, days: int = 40) -> tuple[DayCell, ...]:
    """The `days` days up to and including `on`, oldest first."""
    span = (on - timedelta(days=back) for back in range(days - 1, -1, -1))
    return tuple(DayCell(day, logged.get(day)) for day in span)


def tally(cells: Sequence[DayCell]) -> list[tuple[str, str, int]]:
    """(glyph, word, how many) for the line under the strip and for ears."""
    kinds = [(glyph, kind, sum(cell.kind == kind for cell in cells)) for kind, glyph in KINDS.items()]
    return [*kinds, ("┄", "no entry", sum(cell.kind is None for cell in cells))]


def draw_days(cells: Sequence[DayCell]) -> str:
    if not cells:
        return ""
    counts = ", ".join(f"{n} {word}" for _, word, n in tally(cells))
    label = f"{full_day(cells[0].on)} to {full_day(cells[-1].on)}: {counts}."
    blocks = "".join(f'<li class="{cell.kind or "none"}"></li>' for cell in cells)
    key = " · ".join(f'<span aria-hidden="true">{glyph}</span> {word} {n}' for glyph, word, n in tally(cells))
    return (
        f'<div role="img" aria-label="{label}"><ol class="days">{blocks}</ol></div><p class="key">{key}</p>'
    )
