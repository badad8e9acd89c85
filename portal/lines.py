"""My lines: each number of the person's own as a sentence first, then as a line (experience B7). Pure.

A panel has real time along it, starts at zero, and is broken where more than 45 days lie between two values:
what was not measured is not drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.words import tenths, two_days
from outcomes.rules.words import Direction

#: The panel's own units; the page stretches it to the width of the phone.
WIDTH, HEIGHT = 300, 90
LONGEST_GAP_DAYS = 45
#: Room above the highest value or the goal.
HEADROOM = Decimal("1.25")

Point = tuple[date, Decimal]


@dataclass(frozen=True)
class Line:
    """One panel: what it is, what it says, and where its marks lie. `ends` are its first and last day in
    words, empty when they are one.
    """

    title: str
    sentence: str
    goal: str
    strokes: tuple[str, ...]
    dots: tuple[tuple[int, int], ...]
    goal_y: int | None
    rows: tuple[tuple[date, str], ...]
    ends: tuple[str, ...]


def line(
    title: str,
    unit: str,
    points: Sequence[Point],
    *,
    direction: Direction,
    goal: Decimal | None = None,
    top: Decimal | None = None,
) -> Line:
    """Points in the order of their days, at least one. `top` is the end of an instrument's scale."""
    highest = top or max([value for _, value in points] + [goal or Decimal(0)]) * HEADROOM or Decimal(1)
    places = _places(points, highest)
    return Line(
        title=title,
        sentence=_sentence(points, unit, direction),
        goal=f"Goal: {tenths(goal)} {unit}." if goal is not None else "",
        strokes=_strokes(points, places),
        dots=tuple(places),
        goal_y=_y(goal, highest) if goal is not None else None,
        rows=tuple((day, f"{tenths(value)} {unit}") for day, value in reversed(points)),
        ends=two_days(points[0][0], points[-1][0]) if len(points) > 1 else (),
    )


def _sentence(points: Sequence[Point], unit: str, direction: Direction) -> str:
    (first_day, first), (last_day, last) = points[0], points[-1]
    better = "Higher" if direction == Direction.HIGHER_IS_BETTER else "Lower"
    began, now = two_days(first_day, last_day)
    then = f" On {began} it was {tenths(first)}." if len(points) > 1 else ""
    return f"{tenths(last)} {unit} on {now}.{then} {better} is better."


def _places(points: Sequence[Point], highest: Decimal) -> list[tuple[int, int]]:
    start, end = points[0][0], points[-1][0]
    span = max(1, (end - start).days)
    return [(round(WIDTH * (day - start).days / span), _y(value, highest)) for day, value in points]


def _y(value: Decimal, highest: Decimal) -> int:
    return round(HEIGHT * (1 - min(value, highest) / highest))


def _strokes(points: Sequence[Point], places: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """Runs of values that lie close enough together to be joined, as SVG points."""
    runs: list[list[tuple[int, int]]] = []
    before: date | None = None
    for (day, _), place in zip(points, places, strict=True):
        if before is None or (day - before).days > LONGEST_GAP_DAYS:
            runs.append([])
        runs[-1].append(place)
        before = day
    return tuple(" ".join(f"{x},{y}" for x, y in run) for run in runs if len(run) > 1)
