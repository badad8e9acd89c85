"""One anchor around an event: fifty-six days, the two sides shaded, the means as lines, missing days open.

Marks are SVG in percent of the width and pixels of the height, as in `tracks`; a day is a cell of the axis.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from chart.presenters.words import number, safe
from outcomes.rules.look_back import (
    ANCHORS,
    Anchor,
    Answer,
    Finding,
    Series,
    Side,
    Stretch,
    Stretches,
    figure,
)
from outcomes.rules.words import Direction

HEIGHT = 112
TOP, BOTTOM = 22, 100
#: Where an anchor has a scale of its own: its ends, and what stands beside them.
SCALES: Mapping[Anchor, tuple[float, float, str, str]] = {
    Anchor.MARK: (1, 3, "good", "hard"),
    Anchor.GOAL: (0, 100, "no", "yes"),
}


@dataclass(frozen=True)
class Panel:
    """An anchor's days and what was found; `high` is the top of an axis from zero."""

    anchor: Anchor
    series: Series
    stretches: Stretches
    findings: tuple[Finding, ...]
    high: float

    @property
    def title(self) -> str:
        return ANCHORS[self.anchor].title

    @property
    def unit(self) -> str:
        words = ANCHORS[self.anchor]
        return words.scale or f"{words.unit} {words.per}".strip()

    @property
    def low_word(self) -> str:
        return SCALES[self.anchor][2] if self.anchor in SCALES else "0"

    @property
    def high_word(self) -> str:
        return SCALES[self.anchor][3] if self.anchor in SCALES else f"{self.high:,.0f}"

    @property
    def drawn(self) -> str:
        """Markup made of escaped text only, safe to print."""
        return draw(self)

    @property
    def days(self) -> Iterator[date]:
        whole = self.stretches.whole
        return (whole.first + timedelta(days=n) for n in range(whole.days))


def tone(finding: Finding) -> str:
    """The class of a badge. What is worth asking about leans to better or worse; all else is steady."""
    if not finding.answer.is_worth_asking:
        return "steady"
    is_more = finding.answer == Answer.UP
    return (
        "better" if is_more == (ANCHORS[finding.anchor].direction == Direction.HIGHER_IS_BETTER) else "worse"
    )


def glyph(finding: Finding) -> str:
    """The arrow says which way the number went, the colour whether that is the better way."""
    return {
        Answer.UP: "▲",
        Answer.DOWN: "▼",
        Answer.NO_CLEAR_CHANGE: "=",
        Answer.CANNOT_TELL: "–",
    }[finding.answer]


def amount(value: float | None, anchor: Anchor) -> str:
    """A number of the table, as exactly as the anchor is read; a dash where there is none."""
    return "–" if value is None else figure(value, ANCHORS[anchor])


def draw(panel: Panel) -> str:
    whole = panel.stretches.whole
    parts = (
        *(_side(panel, side) for side in Side),
        _axis(panel),
        *_missing(panel),
        *(_mean(panel, stretch) for stretch in _all(panel.stretches)),
        _line(panel),
        *_dots(panel),
        _event(panel, whole),
    )
    label = safe(describe(panel))
    size = f'height="{HEIGHT}" width="100%"'
    return f'<svg class="around" {size} role="img" aria-label="{label}">{"".join(parts)}</svg>'


def describe(panel: Panel) -> str:
    """The same panel as one sentence, for ears."""
    told = [f"{panel.title}, {panel.unit}"]
    names = ("in the days before those", "before", "after")
    for name, stretch in zip(names, _all(panel.stretches), strict=True):
        values = _values(panel, stretch)
        mean = f"mean {number(sum(values) / len(values))}" if values else "no value"
        told.append(f"{name} {mean} on {len(values)} of {stretch.days} days")
    return f"{told[0]}: {', '.join(told[1:])}."


def _all(stretches: Stretches) -> tuple[Stretch, Stretch, Stretch]:
    return stretches.reference, stretches.before, stretches.after


def _values(panel: Panel, stretch: Stretch) -> list[float]:
    return [value for day, value in panel.series.items() if day in stretch]


def _edge(panel: Panel, day: date) -> float:
    """Where a day begins, in percent of the width."""
    whole = panel.stretches.whole
    return round(100 * (day - whole.first).days / whole.days, 2)


def _middle(panel: Panel, day: date) -> float:
    return round(_edge(panel, day) + 50 / panel.stretches.whole.days, 2)


def _y(panel: Panel, value: float) -> float:
    low = SCALES[panel.anchor][0] if panel.anchor in SCALES else 0.0
    share = (min(max(value, low), panel.high) - low) / (panel.high - low)
    return round(BOTTOM - share * (BOTTOM - TOP), 1)


def _side(panel: Panel, side: Side) -> str:
    stretch = panel.stretches.side(side)
    first, width = _edge(panel, stretch.first), round(100 * stretch.days / panel.stretches.whole.days, 2)
    return (
        f'<rect class="{side}" x="{first}%" width="{width}%" y="{TOP - 6}" height="{BOTTOM - TOP + 6}"/>'
        f'<text class="side" x="{round(first + width / 2, 2)}%" y="12">{stretch.days} {side}</text>'
    )


def _axis(panel: Panel) -> str:
    reference = panel.stretches.reference
    middle = round(50 * reference.days / panel.stretches.whole.days, 2)
    return (
        f'<text class="side" x="{middle}%" y="12">{reference.days} days</text>'
        f'<text class="tick" x="-4" y="{TOP + 4}">{safe(panel.high_word)}</text>'
        f'<text class="tick" x="-4" y="{BOTTOM}">{safe(panel.low_word)}</text>'
        f'<line class="base" x2="100%" y1="{BOTTOM}" y2="{BOTTOM}"/>'
    )


def _missing(panel: Panel) -> Iterator[str]:
    """An open tick under the axis for each day without a value."""
    for day in panel.days:
        if day not in panel.series:
            x = _middle(panel, day)
            yield f'<line class="missing" x1="{x}%" x2="{x}%" y1="{BOTTOM + 3}" y2="{BOTTOM + 9}"/>'


def _mean(panel: Panel, stretch: Stretch) -> str:
    """None of fewer than half of the days: it would be drawn over the others as if it held for them."""
    values = _values(panel, stretch)
    if 2 * len(values) < stretch.days:
        return ""
    y, first = _y(panel, sum(values) / len(values)), _edge(panel, stretch.first)
    last = round(first + 100 * stretch.days / panel.stretches.whole.days, 2)
    return f'<line class="mean" x1="{first}%" x2="{last}%" y1="{y}" y2="{y}"/>'


def _line(panel: Panel) -> str:
    """Joins days that follow each other; over a missing day nothing is drawn."""
    pieces = [piece for piece in _runs(sorted(panel.series)) if len(piece) > 1]
    drawn = "".join(f'<polyline class="data" points="{_corners(panel, piece)}"/>' for piece in pieces)
    size = f'viewBox="0 0 1000 {HEIGHT}" width="100%" height="{HEIGHT}"'
    return f'<svg {size} preserveAspectRatio="none">{drawn}</svg>' if drawn else ""


def _runs(days: Sequence[date]) -> list[list[date]]:
    pieces: list[list[date]] = [[day] for day in days[:1]]
    for before, day in pairwise(days):
        if (day - before).days > 1:
            pieces.append([])
        pieces[-1].append(day)
    return pieces


def _corners(panel: Panel, days: Sequence[date]) -> str:
    return " ".join(f"{_middle(panel, day) * 10:.0f},{_y(panel, panel.series[day])}" for day in days)


def _dots(panel: Panel) -> Iterator[str]:
    for day, value in panel.series.items():
        yield f'<circle cx="{_middle(panel, day)}%" cy="{_y(panel, value)}" r="2.2"/>'


def _event(panel: Panel, whole: Stretch) -> str:
    x = _edge(panel, panel.stretches.after.first)
    return f'<line class="event" x1="{x}%" x2="{x}%" y1="{TOP - 8}" y2="{BOTTOM + 9}"/>'
