"""Single marks of the timeline: a fuzzy date as wide as what it may mean, a window of relief, an open end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from chart.presenters.tracks import Point
from chart.presenters.window import Window
from chart.presenters.words import safe
from core.words import full_day
from intake.rules.reach import Reach
from intake.rules.timeline import Handle, Item, Shape
from intake.rules.words import Relation

HEIGHT, MIDDLE = 28, 14
SCORES_HEIGHT = 44
#: Percent of the width: the thinnest bar, and what lies open before or after an anchor.
THINNEST, OPEN = 0.4, 6.0
#: Counts need 18 px each; the narrowest plot is 264 px wide.
APART = 7.0
MOST_DOTS = 45

_CIRCLE = '<circle r="5"/>'
_GLYPHS = {
    "procedure": '<path d="M-6-5H6L0 6z"/>',
    "imaging": '<path d="M0-6 6 0 0 6-6 0z"/>',
    "condition": '<rect x="-5" y="-5" width="10" height="10" rx="2"/>',
    "onset": '<path d="M-4-7v14M-4-7H6L3-3.5 6 0H-4" class="flag"/>',
}
_OUTCOMES = {
    Shape.NO_BENEFIT: '<circle r="7" class="hollow"/><path d="M-3.5-3.5l7 7m0-7l-7 7" class="stroke"/>',
    Shape.NOT_HAD: '<rect x="-7" y="-7" width="14" height="14" class="not-had"/>',
    Shape.NOT_SAID: '<circle r="6" class="hollow"/>',
    Shape.STUB: '<rect width="4" height="16" y="-8" class="relief"/>',
}
_GOES_ON = '<path d="M0-5l7 5-7 5z" class="on"/>'


def draw_marks(item: Item, window: Window, today: date) -> str:
    """What may be meant as a faint band, what is known as a bar or a glyph, and where it is open."""
    if item.relation and item.anchor:
        return _beside(item, item.anchor, window)
    if item.start is None:
        return _until(item.end, window) if item.end else ""
    last = today if item.shape in (Shape.ONGOING, Shape.STILL_HELPS) else (item.end or item.start).last
    band = "" if _is_exact(item) else _rect("may", item.start.first, last, window)
    return band + _known(item, item.start, window, today)


def _known(item: Item, start: Reach, window: Window, today: date) -> str:
    kind = "relief" if item.shape in (Shape.RELIEF, Shape.STILL_HELPS) else "bar"
    if item.shape in (Shape.ONGOING, Shape.STILL_HELPS):
        return _rect(kind, start.middle, today, window) + _at(today, window, _GOES_ON)
    if item.shape in (Shape.SPAN, Shape.RELIEF) and item.end:
        return _rect(kind, start.middle, max(item.end.middle, start.middle), window)
    return _at(start.middle, window, _OUTCOMES.get(item.shape) or _GLYPHS.get(item.kind, _CIRCLE))


def _beside(item: Item, anchor: Reach, window: Window) -> str:
    """On the side of its anchor, as open as it was said."""
    if item.relation is Relation.DURING:
        return _rect("may", anchor.first, anchor.last, window) + _at(anchor.middle, window, _CIRCLE)
    is_before = item.relation is Relation.BEFORE
    edge = window.at(anchor.first if is_before else anchor.last)
    x = min(max(edge + (-OPEN / 3 if is_before else OPEN / 3), 0), 100)
    far = min(max(x + (-OPEN if is_before else OPEN), 0), 100)
    line = f'<line class="open" x1="{x:.2f}%" x2="{far:.2f}%" y1="{MIDDLE}" y2="{MIDDLE}"/>'
    return line + f'<svg x="{x:.2f}%" y="{MIDDLE}" class="mk">{_CIRCLE}</svg>'


def _until(end: Reach, window: Window) -> str:
    """Only its end is known."""
    x = _x(end.middle, window)
    line = f'<line class="open" x1="{max(x - OPEN, 0):.2f}%" x2="{x}%" y1="{MIDDLE}" y2="{MIDDLE}"/>'
    return line + _at(end.middle, window, '<path d="M0-7V7" class="stroke"/>')


def _is_exact(item: Item) -> bool:
    return all(reach is None or reach.first == reach.last for reach in (item.start, item.end))


def _rect(kind: str, first: date, last: date, window: Window) -> str:
    left, right = _x(first, window), _x(last, window)
    wide = max(right - left, THINNEST)
    return f'<rect class="{kind}" x="{left}%" width="{wide:.2f}%" y="{MIDDLE - 5}" height="10"/>'


def _at(on: date, window: Window, drawn: str) -> str:
    """Of its own size at its place; what lies outside the window is not drawn."""
    return f'<svg x="{_x(on, window)}%" y="{MIDDLE}" class="mk">{drawn}</svg>' if on in window else ""


def _x(on: date, window: Window) -> float:
    return min(max(window.at(on), 0.0), 100.0)


def is_inside(item: Item, window: Window, today: date) -> bool:
    goes_on = item.shape in (Shape.ONGOING, Shape.STILL_HELPS)
    first, last = item.first, today if goes_on else item.last
    return bool(first and last and first <= window.last and last >= window.first)


def draw_grip(item: Item, one: Handle, window: Window, address: str) -> str:
    """What `static/js/timeline.js` makes a thing to drag and to move by arrow keys."""
    reach = item.start if one.field == "date_words" else item.end
    on = reach.middle if reach else one.on
    if on not in window:
        return ""
    words = item.when if one.field == "date_words" else f"end of {item.title}"
    data = {
        "url": address,
        "field": one.field,
        "on": one.on.isoformat(),
        "unit": one.unit.value,
        "about": "1" if one.about else "",
        "revision": str(one.revision),
        "words": words,
        "title": item.title,
    }
    said = " ".join(f'data-{name}="{safe(value)}"' for name, value in data.items())
    return (
        f'<svg x="{_x(on, window)}%" y="{MIDDLE}" class="mk grip" data-move {said}>'
        f'<rect x="-12" y="-{MIDDLE}" width="24" height="{HEIGHT}" class="hit"/></svg>'
    )


@dataclass(frozen=True)
class Cluster:
    """Neighbours that would touch, as one mark with their number."""

    x: float
    items: int


def clusters(items: Sequence[Item], window: Window) -> list[Cluster]:
    """Of the beginnings, from left to right; every item is counted once."""
    places = sorted(_x(item.first, window) for item in items if item.first)
    found: list[Cluster] = []
    for x in places:
        if found and x - found[-1].x < APART:
            found[-1] = Cluster(found[-1].x, found[-1].items + 1)
        else:
            found.append(Cluster(x, 1))
    return found


def draw_clusters(items: Sequence[Item], window: Window, today: date) -> str:
    """Faint bars for what lasted, so that many at once are darker; a number where marks were merged."""
    bars = "".join(
        _rect("faint", item.first, today if item.shape is Shape.ONGOING else item.last, window)
        for item in items
        if item.first and item.last and item.shape in (Shape.SPAN, Shape.ONGOING)
    )
    return bars + "".join(_cluster(one) for one in clusters(items, window))


def _cluster(one: Cluster) -> str:
    x = min(max(one.x, 1.5), 98.5)
    many = f'<circle r="9" class="many"/><text y="4">{one.items}</text>'
    drawn = many if one.items > 1 else '<circle r="3.5"/>'
    return f'<svg x="{x:.2f}%" y="{MIDDLE}" class="mk">{drawn}</svg>'


def draw_scores(points: Sequence[Point], low: Decimal, high: Decimal, window: Window) -> str:
    """A line over the whole scale of its instrument; dots while they are few."""
    shown = [point for point in points if point.on in window]
    places = [(_x(point.on, window), _y(point.value, low, high)) for point in shown]
    corners = " ".join(f"{x * 10:.0f},{y}" for x, y in places)
    line = f'<polyline class="data" points="{corners}"/>' if len(places) > 1 else ""
    spots = places if len(places) <= MOST_DOTS else []
    dots = "".join(f'<circle cx="{x}%" cy="{y}" r="3"/>' for x, y in spots)
    size = f'viewBox="0 0 1000 {SCORES_HEIGHT}" width="100%" height="{SCORES_HEIGHT}"'
    base = f'<line class="base" x2="100%" y1="{SCORES_HEIGHT - 4}" y2="{SCORES_HEIGHT - 4}"/>'
    return f'{base}<svg {size} preserveAspectRatio="none">{line}</svg>{dots}'


def _y(value: Decimal, low: Decimal, high: Decimal) -> float:
    share = (min(max(value, low), high) - low) / (high - low)
    return round(SCORES_HEIGHT - 4 - float(share) * (SCORES_HEIGHT - 8), 1)


def score_says(points: Sequence[Point]) -> str:
    """First and last, with their days."""
    first, last = points[0], points[-1]
    if len(points) == 1:
        return f"on {full_day(first.on)}"
    return f"{full_day(first.on)} to {full_day(last.on)}"
