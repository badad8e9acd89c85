"""C1, one panel: a series on a time axis, drawn on the server.

Marks are SVG in percent of the width and pixels of the height, so that text and dots are never stretched;
only the data line lives in a stretched inner drawing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from chart.presenters.marks import NumberedMark, Span, draw_lines, draw_spans
from chart.presenters.tracks import Point, Track, describe, runs
from chart.presenters.window import Window
from chart.presenters.words import number, safe

MOST_DOTS = 45
MOST_TICKS = 6
#: Steps of an axis that read well, in tenths of the power of ten of its span.
ROUND_STEPS = (1, 2, 5, 10, 20, 25, 50)


@dataclass(frozen=True)
class Frame:
    """A panel's height and the two ends of its scale, in pixels from the top."""

    height: int
    top: int
    bottom: int


#: One of several under each other, and the one that a page is about.
SMALL, LARGE = Frame(98, 24, 94), Frame(260, 24, 252)
HEIGHT, TOP, BOTTOM = SMALL.height, SMALL.top, SMALL.bottom


def y_of(track: Track, value: Decimal, frame: Frame = SMALL) -> float:
    """Pixels from the top; values beyond the axis stay on its edge."""
    share = (min(max(value, track.low), track.high) - track.low) / (track.high - track.low)
    return round(frame.bottom - float(share) * (frame.bottom - frame.top), 1)


def draw_panel(
    track: Track,
    window: Window,
    marks: Sequence[NumberedMark] = (),
    spans: Sequence[Span] = (),
    *,
    frame: Frame = SMALL,
    label: str = "",
) -> str:
    """`label` is the sentence for ears; without it the track describes itself."""
    shown = [point for point in track.points if point.on in window]
    parts = (
        draw_spans(spans, window, height=frame.height),
        _zone(track, frame),
        draw_lines(marks, window, height=frame.height),
        _axis(track, frame),
        _baseline(track, frame),
        _goal(track, frame),
        _line(track, shown, window, frame),
        _dots(track, shown, window, frame),
    )
    size = f'height="{frame.height}" width="100%"'
    said = safe(label or describe(track))
    return f'<svg class="panel" {size} role="img" aria-label="{said}">{"".join(parts)}</svg>'


def _zone(track: Track, frame: Frame) -> str:
    """From the smallest change that counts to the better end of the scale."""
    if track.baseline is None or track.threshold is None:
        return ""
    step = track.threshold if track.higher_is_better else -track.threshold
    edge = y_of(track, track.baseline.value + step, frame)
    top, bottom = (frame.top, edge) if track.higher_is_better else (edge, frame.bottom)
    return f'<rect class="zone" width="100%" y="{top}" height="{bottom - top:.1f}"/>'


def _axis(track: Track, frame: Frame) -> str:
    grid = "".join(_grid(track, value, frame) for value in inner_ticks(track, frame))
    return (
        f'<text class="tick" x="-4" y="{frame.top + 8}">{number(track.high)}</text>'
        f'<text class="tick" x="-4" y="{frame.bottom}">{number(track.low)}</text>{grid}'
        f'<line class="base" x2="100%" y1="{frame.bottom}" y2="{frame.bottom}"/>'
    )


def inner_ticks(track: Track, frame: Frame) -> list[Decimal]:
    """Round values between the ends of a large panel, never so close to an end that the numbers touch."""
    if frame is SMALL:
        return []
    span = track.high - track.low
    magnitude = Decimal(10) ** (span.adjusted() - 1)
    step = next(one * magnitude for one in ROUND_STEPS if span / (one * magnitude) <= MOST_TICKS)
    values = (track.low + step * n for n in range(1, MOST_TICKS))
    return [value for value in values if value < track.high - step / 2]


def _grid(track: Track, value: Decimal, frame: Frame) -> str:
    y = y_of(track, value, frame)
    return (
        f'<line class="grid" x2="100%" y1="{y}" y2="{y}"/>'
        f'<text class="tick" x="-4" y="{y + 4:.1f}">{number(value)}</text>'
    )


def _baseline(track: Track, frame: Frame) -> str:
    if track.baseline is None:
        return ""
    y = y_of(track, track.baseline.value, frame)
    return f'<line class="was" x2="100%" y1="{y}" y2="{y}"/>'


def _goal(track: Track, frame: Frame) -> str:
    if track.goal is None:
        return ""
    y = y_of(track, track.goal, frame)
    words = y - 4 if y - frame.top >= 14 else y + 13
    return (
        f'<line class="goal" x2="100%" y1="{y}" y2="{y}"/>'
        f'<text class="goal-words" x="4" y="{words:.1f}">goal {number(track.goal)}</text>'
    )


def _line(track: Track, points: Sequence[Point], window: Window, frame: Frame) -> str:
    pieces = [piece for piece in runs(points, track.gap_days) if len(piece) > 1]
    if not pieces:
        return ""
    drawn = "".join(
        _band(track, piece, window, frame) + _piece(track, piece, window, frame) for piece in pieces
    )
    size = f'viewBox="0 0 1000 {frame.height}" width="100%" height="{frame.height}"'
    return f'<svg {size} preserveAspectRatio="none">{drawn}</svg>'


def _piece(track: Track, piece: Sequence[Point], window: Window, frame: Frame) -> str:
    corners = " ".join(f"{window.at(p.on) * 10:.0f},{y_of(track, p.value, frame)}" for p in piece)
    return f'<polyline class="data" points="{corners}"/>'


def _band(track: Track, piece: Sequence[Point], window: Window, frame: Frame) -> str:
    """From the least to the most day of each week; only on the page that the series has to itself."""
    if frame is SMALL or any(point.least is None or point.most is None for point in piece):
        return ""
    upper = [(point.on, point.most) for point in piece]
    lower = [(point.on, point.least) for point in reversed(piece)]
    edge = (f"{window.at(on) * 10:.0f},{y_of(track, value, frame):.0f}" for on, value in [*upper, *lower])
    return f'<polygon class="band" points="{" ".join(edge)}"/>'


def _dots(track: Track, points: Sequence[Point], window: Window, frame: Frame) -> str:
    """A dot a value; with many values only lone ones, so that they stay to be seen."""
    if len(points) > MOST_DOTS:
        points = [piece[0] for piece in runs(points, track.gap_days) if len(piece) == 1]
    spots = ((window.at(point.on), y_of(track, point.value, frame)) for point in points)
    return "".join(f'<circle cx="{x}%" cy="{y}" r="3.5"/>' for x, y in spots)
