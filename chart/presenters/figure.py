"""C1, function tracks: one measure a figure, with its words beside the panel."""

from collections.abc import Sequence

from chart.presenters.marks import NumberedMark, Span
from chart.presenters.panel import draw_panel
from chart.presenters.tracks import Track, Verdict
from chart.presenters.window import Window
from chart.presenters.words import number, safe
from core.words import day, full_day


def draw_track(
    track: Track,
    window: Window,
    marks: Sequence[NumberedMark],
    spans: Sequence[Span] = (),
    *,
    below: str = "",
) -> str:
    """One figure: title, panel, latest value with unit, date, change, and what it was. `below` is an axis of
    its own, for figures that do not share one.
    """
    return (
        f'<figure class="track"><h3>{_title(track)}</h3>{draw_panel(track, window, marks, spans)}{below}'
        f"<figcaption>{draw_caption(track)}</figcaption></figure>"
    )


def draw_caption(track: Track) -> str:
    if not track.latest:
        return '<span class="quiet">No values yet</span>'
    unit = f"<small>{safe(track.unit)}, {_week(track)}{day(track.latest.on)}</small>"
    is_then = track.baseline and track.baseline.on < track.latest.on
    was = f"was {number(track.baseline.value)} on {_then(track)}" if is_then else ""
    small = " · ".join(filter(None, (was, safe(track.threshold_words))))
    value = f"<span><b>{number(track.latest.value)}</b> {unit}</span>"
    return f"{value}{_change(track.verdict)}<small>{small}</small>"


def _then(track: Track) -> str:
    """The baseline's day, with its year where that is not the latest value's."""
    is_this_year = track.latest and track.latest.on.year == track.baseline.on.year
    return day(track.baseline.on) if is_this_year else full_day(track.baseline.on)


def _title(track: Track) -> str:
    title = safe(track.title)
    linked = f'<a href="{safe(track.href)}">{title}</a>' if track.href else title
    return f"{linked} <small>{safe(track.note)}</small>" if track.note else linked


def _week(track: Track) -> str:
    return "week to " if track.is_weekly else ""


def _change(verdict: Verdict) -> str:
    glyph = f'<span aria-hidden="true">{verdict.glyph}</span>'
    return f'<span class="change {verdict.tone}">{glyph} {safe(verdict.sentence)}</span>'
