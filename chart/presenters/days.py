"""C2, the day strip: forty days as cells. A day without an entry is an open dashed cell, never a guess."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from chart.presenters.marks import Span
from chart.presenters.words import safe
from core.words import full_day

KINDS = {"good": "○", "okay": "◐", "hard": "●"}


@dataclass(frozen=True)
class DayCell:
    on: date
    kind: str | None
    in_flare: bool = False


def cells_until(
    on: date, logged: Mapping[date, str], *, days: int = 40, flares: Sequence[Span] = ()
) -> tuple[DayCell, ...]:
    """The `days` days up to and including `on`, oldest first."""
    span = (on - timedelta(days=back) for back in range(days - 1, -1, -1))
    return tuple(DayCell(day, logged.get(day), any(day in flare for flare in flares)) for day in span)


def tally(cells: Sequence[DayCell]) -> list[tuple[str, str, int]]:
    """(glyph, word, how many) for the line under the strip and for ears."""
    kinds = [(glyph, kind, sum(cell.kind == kind for cell in cells)) for kind, glyph in KINDS.items()]
    in_flare = sum(cell.in_flare for cell in cells)
    flare = [("✶", "in a flare", in_flare)] if in_flare else []
    return [*kinds, ("┄", "no entry", sum(cell.kind is None for cell in cells)), *flare]


def draw_days(cells: Sequence[DayCell], *, href: str) -> str:
    """The strip leads to the month, whose days are large enough to tap."""
    if not cells:
        return ""
    counts = ", ".join(f"{n} {word}" for _, word, n in tally(cells))
    label = f"{full_day(cells[0].on)} to {full_day(cells[-1].on)}: {counts}."
    blocks = "".join(f'<li class="{_look(cell)}"></li>' for cell in cells)
    key = " · ".join(f'<span aria-hidden="true">{glyph}</span> {word} {n}' for glyph, word, n in tally(cells))
    strip = f'<div role="img" aria-label="{label}"><ol class="days">{blocks}</ol></div>'
    return f'<a class="strip" href="{safe(href)}">{strip}</a><p class="key">{key}</p>'


def _look(cell: DayCell) -> str:
    return f"{cell.kind or 'none'} in-flare" if cell.in_flare else cell.kind or "none"
