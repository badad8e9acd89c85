"""Interventions drawn once through every panel: numbered in time, keyed beside the chart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chart.presenters.window import Window
from chart.presenters.words import safe
from plans.rules.marks import MarkKind

# Labels need 24 px each; the narrowest plot (320 px screen) is 264 px wide, so 9.1 % of the width.
LABEL_GAP = 9.1
LANES = 2
#: Pixels.
LANE = 18
#: Percent of the width.
THINNEST_BAND = 0.5


GLYPHS = {MarkKind.PROCEDURE: "▼", MarkKind.THERAPY: "◆", MarkKind.MEDICINE: "●"}


@dataclass(frozen=True)
class Mark:
    kind: MarkKind
    on: date
    label: str
    note: str = ""

    @property
    def glyph(self) -> str:
        return GLYPHS[self.kind]


@dataclass(frozen=True)
class NumberedMark:
    number: int
    mark: Mark


@dataclass(frozen=True)
class Span:
    """A stretch of days behind the panels, both ends included: a flare, as bad as they said it was."""

    first: date
    last: date
    note: str = ""

    def __contains__(self, on: date) -> bool:
        return self.first <= on <= self.last


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
        return f"{first.mark.glyph}{span}"


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
    """The strip above the panels, as high as its lanes."""
    if not spots:
        return ""
    height = LANE * (1 + max(spot.lane for spot in spots))
    texts = "".join(_label(spot) for spot in spots)
    return f'<svg class="mark-labels" height="{height}" width="100%" aria-hidden="true">{texts}</svg>'


def _label(spot: Spot) -> str:
    return f'<text x="{_inside(spot.x)}%" y="{LANE * spot.lane + 14}">{safe(spot.text)}</text>'


def draw_lines(marks: Sequence[NumberedMark], window: Window, *, height: int) -> str:
    return "".join(_line(one.mark, window, height) for one in marks)


def draw_spans(spans: Sequence[Span], window: Window, *, height: int) -> str:
    """Bands as wide as their days, and never too thin to be seen."""
    return "".join(
        _band(span, window, height)
        for span in spans
        if span.last >= window.first and span.first <= window.last
    )


def _band(span: Span, window: Window, height: int) -> str:
    left = window.at(max(span.first, window.first))
    width = max(window.at(min(span.last, window.last)) - left, THINNEST_BAND)
    return f'<rect class="flare-band" x="{left}%" width="{width:.2f}%" height="{height}"/>'


def _line(mark: Mark, window: Window, height: int) -> str:
    x = window.at(mark.on)
    return f'<line class="m-{mark.kind}" x1="{x}%" x2="{x}%" y2="{height}"/>'


def _inside(x: float) -> float:
    """Keeps a centred label on the paper."""
    return min(max(x, 3), 97)
