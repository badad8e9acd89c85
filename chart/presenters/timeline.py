"""The timeline as rows of words, each with its marks on one axis: nothing is written over anything.

A row has its words beside its marks, above them on a phone. A group of many is one row of neighbours merged
and counted, until somebody opens it; whatever is not drawn is said, with a way to it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from chart.presenters.axis import draw_ticks, ticks
from chart.presenters.timeline_marks import (
    HEIGHT,
    SCORES_HEIGHT,
    draw_clusters,
    draw_grip,
    draw_marks,
    draw_scores,
    is_inside,
    score_says,
)
from chart.presenters.tracks import Point
from chart.presenters.window import Window
from chart.presenters.words import count, number, safe
from core.addresses import address_of
from intake.rules.timeline import Group, Item, Lane
from outcomes.rules.instrument import Instrument

#: More of a group than this are one row; in the intake's small picture sooner.
MOST_ROWS, MOST_ROWS_SMALL = 8, 3
#: An opened group shows so many, the rest is in the list.
MOST_OPENED = 60
MOST_SCORES = 4


@dataclass(frozen=True)
class Look:
    """How the picture is drawn: how much of time, until when, for whom, and which group is open.

    `opened` says the address at which a group is open, or closed again.
    """

    window: Window
    today: date
    may_edit: bool
    is_small: bool
    open_group: str
    opened: Callable[[str], str]
    list_address: str


@dataclass(frozen=True)
class DrawnLane:
    """Markup made of escaped text only, safe to print."""

    key: str
    title: str
    rows: str


def draw_lanes(lanes: Sequence[Lane], look: Look) -> list[DrawnLane]:
    drawn = (DrawnLane(lane.key or "whole", lane.title, _lane(lane, look)) for lane in lanes)
    return [one for one in drawn if one.rows]


def draw_axis(window: Window) -> str:
    return draw_ticks(window)


def draw_grid(window: Window) -> str:
    """Lines through all rows, at the words of the axis."""
    places = (window.at(on) for on, _ in ticks(window))
    lines = "".join(f'<line x1="{x}%" x2="{x}%" y2="100%"/>' for x in places)
    return f'<svg class="grid" width="100%" height="100%" aria-hidden="true">{lines}</svg>'


def outside(lanes: Sequence[Lane], look: Look) -> tuple[int, int]:
    """How many items lie before and after what is shown."""
    items = [item for lane in lanes for _, of_group in lane.groups for item in of_group]
    left = [item for item in items if not is_inside(item, look.window, look.today)]
    earlier = sum(bool(item.first and item.first < look.window.first) for item in left)
    return earlier, len(left) - earlier


def _lane(lane: Lane, look: Look) -> str:
    return "".join(_group(group, items, look) for group, items in lane.groups)


def _group(group: Group, items: Sequence[Item], look: Look) -> str:
    shown = [item for item in items if is_inside(item, look.window, look.today)]
    if not shown:
        return ""
    is_open = look.open_group == group.value
    most = MOST_ROWS_SMALL if look.is_small and group is not Group.STORY else MOST_ROWS
    if len(shown) > most and not is_open:
        return _heading(group, "") + _rows(_merged(group, shown, look))
    rows = "".join(draw_item(item, look) for item in shown[:MOST_OPENED])
    close = f'<a href="{safe(look.opened(""))}">Together<span class="sr">: {safe(group.label)}</span></a>'
    return _heading(group, close if is_open else "") + _rows(rows + _rest(len(shown) - MOST_OPENED, look))


def _rest(more: int, look: Look) -> str:
    """What is not drawn is never left out silently."""
    if more <= 0:
        return ""
    return f'<li class="rest"><a href="{safe(look.list_address)}">{more} more in the list</a></li>'


def _heading(group: Group, act: str) -> str:
    return f'<h4 class="split">{safe(group.label)}{act}</h4>'


def _rows(rows: str) -> str:
    return f'<ol class="rows">{rows}</ol>'


def _merged(group: Group, items: Sequence[Item], look: Look) -> str:
    first, last = items[0].first, max(item.last for item in items if item.last)
    span = f"{first:%Y} to {last:%Y}" if first and first.year != last.year else f"{last:%Y}"
    words = count(len(items), _ONE[group], _MANY.get(group))
    link = f'<a href="{safe(look.opened(group.value))}">{words}</a>'
    drawn = draw_clusters(items, look.window, look.today)
    svg = f'<svg class="line" width="100%" height="{HEIGHT}" aria-hidden="true">{drawn}</svg>'
    return _row("merged", link, f"{span}, neighbours counted", svg)


_ONE = {
    Group.STORY: "event",
    Group.FLARES: "flare",
    Group.TREATMENTS: "treatment",
    Group.MEDICINES: "medicine",
    Group.PROCEDURES: "procedure",
    Group.PLAN: "step",
    Group.IMAGING: "image",
    Group.CONDITIONS: "condition",
}
_MANY = {Group.IMAGING: "images"}


def draw_item(item: Item, look: Look) -> str:
    """One row. Its words say all that its marks do."""
    title = f"“{safe(item.title)}”" if item.is_quote else safe(item.title)
    may_edit = look.may_edit and item.is_entry
    if may_edit:
        address = address_of("intake:timeline-entry", item.pk)
        title = f'<a href="{address}" hx-get="{address}">{title}</a>'
    grips = ""
    if may_edit and item.handles:
        api = address_of("intake:draft-entry", item.pk)
        grips = "".join(draw_grip(item, one, look.window, api) for one in item.handles)
    hidden = "" if grips else ' aria-hidden="true"'
    marks = draw_marks(item, look.window, look.today)
    svg = f'<svg class="line {item.shape}" width="100%" height="{HEIGHT}"{hidden}>{marks}{grips}</svg>'
    return _row(item.kind, title, safe(item.said), svg, key=item.key)


def _row(kind: str, title: str, said: str, svg: str, *, key: str = "") -> str:
    name = f' id="{key}"' if key else ""
    return f'<li class="row {kind}"{name}><p>{title} <small>{said}</small></p>{svg}</li>'


def draw_score(instrument: Instrument, points: Sequence[Point], window: Window) -> str:
    """One instrument: first and last value with what they are out of, and the line between them."""
    first, last = number(points[0].value), number(points[-1].value)
    values = last if len(points) == 1 else f"{first} → {last}"
    said = f"{values} {safe(instrument.unit)} · {score_says(points)}"
    drawn = draw_scores(points, instrument.low, instrument.high, window)
    svg = f'<svg class="line score" width="100%" height="{SCORES_HEIGHT}" aria-hidden="true">{drawn}</svg>'
    return _row("scores", safe(instrument.title), said, svg)
