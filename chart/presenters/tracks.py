"""C1, function tracks: one measure a panel, one shared time axis, drawn on the server.

Marks are SVG in percent of the width and pixels of the height, so that text and dots are never stretched;
only the data line lives in a stretched inner drawing. No style attributes: the content policy forbids them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from chart.presenters.marks import NumberedMark, draw_lines
from chart.presenters.window import Window
from chart.presenters.words import count, number, safe, signed
from core.words import day, full_day

HEIGHT = 98
TOP, BOTTOM = 24, 94
LONGEST_GAP = 45
MOST_DOTS = 45


@dataclass(frozen=True)
class Point:
    on: date
    value: Decimal


@dataclass(frozen=True)
class Verdict:
    """What outcomes decided about a series: word, tone for colour, glyph, difference; why, and by which
    published figure, for the table.
    """

    word: str
    tone: str = "steady"
    glyph: str = "="
    delta: Decimal | None = None
    why: str = ""
    source: str = ""

    @property
    def sentence(self) -> str:
        return self.word if self.delta is None else f"{self.word} {signed(self.delta)}"


@dataclass(frozen=True)
class Track:
    title: str
    unit: str
    points: tuple[Point, ...]
    low: Decimal
    high: Decimal
    higher_is_better: bool
    verdict: Verdict
    baseline: Point | None = None
    goal: Decimal | None = None
    threshold: Decimal | None = None
    threshold_words: str = ""
    gap_days: int = LONGEST_GAP

    @property
    def latest(self) -> Point | None:
        return self.points[-1] if self.points else None


def y_of(track: Track, value: Decimal) -> float:
    """Pixels from the top; values beyond the axis stay on its edge."""
    share = (min(max(value, track.low), track.high) - track.low) / (track.high - track.low)
    return round(BOTTOM - float(share) * (BOTTOM - TOP), 1)


def runs(points: Sequence[Point], gap_days: int) -> list[list[Point]]:
    """The pieces of the line: a gap longer than `gap_days` breaks it, missing is never joined."""
    pieces: list[list[Point]] = [[point] for point in points[:1]]
    for before, point in pairwise(points):
        if (point.on - before.on).days > gap_days:
            pieces.append([])
        pieces[-1].append(point)
    return pieces


def draw_track(track: Track, window: Window, marks: Sequence[NumberedMark]) -> str:
    """One figure: title, panel, latest value with unit, date, change, and what it was."""
    return (
        f'<figure class="track"><h3>{safe(track.title)}</h3>{draw_panel(track, window, marks)}'
        f"<figcaption>{_caption(track)}</figcaption></figure>"
    )


def draw_panel(track: Track, window: Window, marks: Sequence[NumberedMark]) -> str:
    shown = [point for point in track.points if point.on in window]
    parts = (
        _zone(track),
        draw_lines(marks, window, height=HEIGHT),
        _axis(track),
        _baseline(track),
        _goal(track),
        _line(track, shown, window),
        _dots(track, shown, window),
    )
    size = f'height="{HEIGHT}" width="100%"'
    return f'<svg class="panel" {size} role="img" aria-label="{safe(describe(track))}">{"".join(parts)}</svg>'


def describe(track: Track) -> str:
    """The same panel as one sentence, for ears."""
    if not track.latest:
        return f"{track.title}: no values yet."
    told = [f"{track.title}: {number(track.latest.value)} {track.unit} on {full_day(track.latest.on)}"]
    if track.baseline:
        told.append(f"was {number(track.baseline.value)} on {full_day(track.baseline.on)}")
    told.append(track.verdict.sentence)
    if track.goal is not None:
        told.append(f"goal {number(track.goal)}")
    direction = "higher" if track.higher_is_better else "lower"
    return f"{', '.join(told)}. {count(len(track.points), 'value')}, {direction} is better."


def draw_months(window: Window) -> str:
    texts = (f'<text x="{window.at(month)}%" y="12">{month:%b}</text>' for month in window.months())
    return f'<svg class="months" height="16" width="100%" aria-hidden="true">{"".join(texts)}</svg>'


def _caption(track: Track) -> str:
    if not track.latest:
        return '<span class="quiet">No values yet</span>'
    unit = f"<small>{safe(track.unit)}, {day(track.latest.on)}</small>"
    was = f"was {number(track.baseline.value)} on {day(track.baseline.on)}" if track.baseline else ""
    small = " · ".join(filter(None, (was, safe(track.threshold_words))))
    value = f"<span><b>{number(track.latest.value)}</b> {unit}</span>"
    return f"{value}{_change(track.verdict)}<small>{small}</small>"


def _change(verdict: Verdict) -> str:
    glyph = f'<span aria-hidden="true">{verdict.glyph}</span>'
    return f'<span class="change {verdict.tone}">{glyph} {safe(verdict.sentence)}</span>'


def _zone(track: Track) -> str:
    """From the smallest change that counts to the better end of the scale."""
    if track.baseline is None or track.threshold is None:
        return ""
    step = track.threshold if track.higher_is_better else -track.threshold
    edge = y_of(track, track.baseline.value + step)
    top, bottom = (TOP, edge) if track.higher_is_better else (edge, BOTTOM)
    return f'<rect class="zone" width="100%" y="{top}" height="{bottom - top:.1f}"/>'


def _axis(track: Track) -> str:
    return (
        f'<text class="tick" x="-4" y="{TOP + 8}">{number(track.high)}</text>'
        f'<text class="tick" x="-4" y="{BOTTOM}">{number(track.low)}</text>'
        f'<line class="base" x2="100%" y1="{BOTTOM}" y2="{BOTTOM}"/>'
    )


def _baseline(track: Track) -> str:
    if track.baseline is None:
        return ""
    y = y_of(track, track.baseline.value)
    return f'<line class="was" x2="100%" y1="{y}" y2="{y}"/>'


def _goal(track: Track) -> str:
    if track.goal is None:
        return ""
    y = y_of(track, track.goal)
    words = y - 4 if y - TOP >= 14 else y + 13
    return (
        f'<line class="goal" x2="100%" y1="{y}" y2="{y}"/>'
        f'<text class="goal-words" x="4" y="{words:.1f}">goal {number(track.goal)}</text>'
    )


def _line(track: Track, points: Sequence[Point], window: Window) -> str:
    pieces = "".join(_piece(track, piece, window) for piece in runs(points, track.gap_days) if len(piece) > 1)
    if not pieces:
        return ""
    size = f'viewBox="0 0 1000 {HEIGHT}" width="100%" height="{HEIGHT}"'
    return f'<svg {size} preserveAspectRatio="none">{pieces}</svg>'


def _piece(track: Track, piece: Iterable[Point], window: Window) -> str:
    corners = " ".join(f"{window.at(p.on) * 10:.0f},{y_of(track, p.value)}" for p in piece)
    return f'<polyline class="data" points="{corners}"/>'


def _dots(track: Track, points: Sequence[Point], window: Window) -> str:
    """A dot a value; with many values only lone ones, so that they stay to be seen."""
    if len(points) > MOST_DOTS:
        points = [piece[0] for piece in runs(points, track.gap_days) if len(piece) == 1]
    return "".join(f'<circle cx="{window.at(p.on)}%" cy="{y_of(track, p.value)}" r="3.5"/>' for p in points)
