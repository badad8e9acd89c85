"""Interventions and flares drawn once through every panel: numbered in time, keyed beside the chart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chart.presenters.window import Window
from chart.presenters.words import safe

# Labels need 24 px each; the narrowest plot (320 px screen) is 264 px wide, so 9.1 % of the width.
LABEL_GAP = 9.1
LANES = 2


class MarkKind(StrEnum):
    PROCEDURE = "procedure"
    THERAPY = "therapy"
    MEDICINE = "medicine"
    FLARE = "flare"

    @property
    def glyph(self) -> str:
        return {"procedure": "▼", "therapy": "◆", "medicine": "●", "flare": "✶"}[self.value]


@dataclass(frozen=True)
class Mark:
    kind: MarkKind
    on: date
    label: str
    note: str = ""
    until: date | None = None


@dataclass(frozen=True)
class NumberedMark:
    number: int
    mark: Mark


@dataclass(frozen=True)
class Spot:
    """One label: a place on the axis, a lane above the panels, and the marks that share it."""

    x: float
    lane: int
    marks: tuple[NumberedMark, ...]

    @property
    def text(self) -> str:
        first, last = self.marks[0], self.marks[-1]
        span = f"{first.number}" if first is last else f"{first.number}–{last.number}"
        return f"{first.mark.kind.glyph}{span}"


def numbered(marks: Sequence[Mark], window: Window, *, most: int = 6) -> tuple[NumberedMark, ...]:
    """The latest `most` marks inside the window, in order of time."""
    inside = sorted((m for m in marks if m.on in window), key=lambda m: m.on)[-most:]
    return tuple(NumberedMark(number, mark) for number, mark in enumerate(inside, start=1))


def place(marks: Sequence[NumberedMark], window: Window) -> tuple[Spot, ...]:
    """A lane each while labels would touch; when both lanes are taken, the label is shared."""
    spots: list[Spot] = []
    for one in marks:
        x = window.at(one.mark.on)
        lane = next((lane for lane in range(LANES) if _free(spots, lane, x)), None)
        if lane is None:
            last = spots.pop()
            spots.append(Spot(last.x, last.lane, (*last.marks, one)))
        else:
            spots.append(Spot(x, lane, (one,)))
    return tuple(spots)


def _free(spots: Sequence[Spot], lane: int, x: float) -> bool:
    return all(x - spot.x >= LABEL_GAP for spot in spots if spot.lane == lane)


def draw_labels(spots: Sequence[Spot]) -> str:
    """The strip above the panels, 18 px a lane."""
    texts = (
        f'<text x="{_inside(spot.x)}%" y="{14 + 18 * spot.lane}">{safe(spot.text)}</text>' for spot in spots
    )
    return f'<svg class="mark-labels" height="36" width="100%" aria-hidden="true">{"".join(texts)}</svg>'


def draw_lines(marks: Sequence[NumberedMark], window: Window, *, height: int) -> str:
    return "".join(_line(one.mark, window, height) for one in marks)


def _line(mark: Mark, window: Window, height: int) -> str:
    x = window.at(mark.on)
    if mark.kind is MarkKind.FLARE:
        end = window.at(min(mark.until or mark.on, window.last))
        width = max(end - x, 1.6)
        return (
            f'<rect class="m-flare" x="{min(x, 100 - width):.2f}%" width="{width:.2f}%" height="{height}"/>'
        )
    return f'<line class="m-{mark.kind}" x1="{x}%" x2="{x}%" y2="{height}"/>'


def _inside(x: float) -> float:
    """Keeps a centred label on the paper."""
    return min(max(x, 3), 97)
