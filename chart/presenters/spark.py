"""C10, the sparkline of a list: the word first, then ninety days of one anchor, a dot on the last value."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from chart.presenters.tracks import LONGEST_GAP, Point, Verdict, runs
from chart.presenters.window import Window
from chart.presenters.words import number, safe
from core.words import day

WIDTH, HEIGHT = 96, 20
#: Room for the dot at both ends.
MARGIN = 3


@dataclass(frozen=True)
class Spark:
    """One anchor in one cell. `latest` may be older than the window, which is then empty."""

    label: str
    unit: str
    latest: Point
    verdict: Verdict
    points: Sequence[Point]
    flares: Sequence[date]
    window: Window


def draw_spark(spark: Spark) -> str:
    """Text for eyes and ears; the line is decoration on a scale of its own, from zero: it says shape."""
    verdict = spark.verdict
    glyph = f'<span aria-hidden="true">{verdict.glyph}</span>'
    value = f"{safe(spark.label)} {number(spark.latest.value)} {safe(spark.unit)}, {day(spark.latest.on)}"
    return (
        f'<span class="spark"><span class="change {verdict.tone}">{glyph} {safe(verdict.word)}</span>'
        f"{_line(spark.points, spark.flares, spark.window)}<small>{value}</small></span>"
    )


def _line(points: Sequence[Point], flares: Sequence[date], window: Window) -> str:
    if not points:
        return ""
    top = max(point.value for point in points) or Decimal(1)
    places = {point: f"{_x(point.on, window)},{_y(point.value, top)}" for point in points}
    pieces = (piece for piece in runs(points, LONGEST_GAP) if len(piece) > 1)
    lines = "".join(f'<polyline points="{" ".join(places[point] for point in piece)}"/>' for piece in pieces)
    ticks = "".join(f'<path d="M{_x(on, window)} {HEIGHT - 4}v4"/>' for on in flares if on in window)
    x, y = places[points[-1]].split(",")
    size = f'width="{WIDTH}" height="{HEIGHT}"'
    return f'<svg {size} aria-hidden="true">{ticks}{lines}<circle cx="{x}" cy="{y}" r="2.5"/></svg>'


def _x(on: date, window: Window) -> int:
    return MARGIN + round(window.at(on) * (WIDTH - 2 * MARGIN) / 100)


def _y(value: Decimal, top: Decimal) -> int:
    return MARGIN + round((1 - max(value, Decimal(0)) / top) * (HEIGHT - 2 * MARGIN))
