"""What one panel of a chart shows: a series with its scale, and the same as one sentence.

No style attributes anywhere in what is drawn from it: the content policy forbids them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from chart.presenters.words import count, number, signed
from core.words import full_day

LONGEST_GAP = 45


@dataclass(frozen=True)
class Point:
    """A value on a day; or the mean of `days` values of the week up to that day, with the ends of the week.

    `is_apart`: what lies between it and the point before is a gap, whatever their dates say.
    """

    on: date
    value: Decimal
    days: int | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    is_apart: bool = False


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
    href: str = ""
    note: str = ""

    @property
    def is_weekly(self) -> bool:
        return any(point.days is not None for point in self.points)

    @property
    def latest(self) -> Point | None:
        return self.points[-1] if self.points else None


def runs(points: Sequence[Point], gap_days: int) -> list[list[Point]]:
    """The pieces of the line: a gap longer than `gap_days` breaks it, missing is never joined."""
    pieces: list[list[Point]] = [[point] for point in points[:1]]
    for before, point in pairwise(points):
        if point.is_apart or (point.on - before.on).days > gap_days:
            pieces.append([])
        pieces[-1].append(point)
    return pieces


def describe(track: Track) -> str:
    """The same panel as one sentence, for ears."""
    if not track.latest:
        return f"{track.title}: no values yet."
    told = [f"{track.title}: {number(track.latest.value)} {track.unit} {_when(track)}"]
    if track.baseline and track.baseline.on < track.latest.on:
        told.append(f"was {number(track.baseline.value)} on {full_day(track.baseline.on)}")
    told.append(track.verdict.sentence)
    if track.goal is not None:
        told.append(f"goal {number(track.goal)}")
    direction = "higher" if track.higher_is_better else "lower"
    return f"{', '.join(told)}. {_how_many(track)}, {direction} is better."


def _when(track: Track) -> str:
    when = f"the week to {full_day(track.latest.on)}" if track.is_weekly else full_day(track.latest.on)
    return f"{'in' if track.is_weekly else 'on'} {when}"


def _how_many(track: Track) -> str:
    """What the panel is made of: values, or weeks and the days in them."""
    if not track.is_weekly:
        return count(len(track.points), "value")
    days = sum(point.days or 0 for point in track.points)
    return f"Means of {count(len(track.points), 'week')} from {count(days, 'day')}"
