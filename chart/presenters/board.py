"""The storyboard's drawn parts, each as one string: rendering small templates in loops is what costs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chart.presenters.axis import draw_months
from chart.presenters.figure import draw_track
from chart.presenters.marks import Mark, NumberedMark, Span, draw_labels, numbered, place
from chart.presenters.tracks import Track
from chart.presenters.window import Window
from chart.presenters.words import count, number, safe
from core.words import day, full_day

DIRECTIONS = ((True, "Higher is better ↑"), (False, "Lower is better ↓"))


@dataclass(frozen=True)
class Board:
    """Markup made of escaped text only, safe to print."""

    tracks: str
    key: str
    span: str


def draw_board(
    tracks: Sequence[Track], marks: Sequence[Mark], window: Window, flares: Sequence[Span] = ()
) -> Board:
    shown = numbered(marks, window)
    groups = "".join(
        _group(words, [t for t in tracks if t.higher_is_better is up], window, shown, flares)
        for up, words in DIRECTIONS
    )
    drawn = f"{draw_labels(place(shown, window))}{groups}{draw_months(window)}" if groups else ""
    key = draw_key(shown) + draw_flare_key([span for span in flares if span.last >= window.first])
    return Board(drawn, key, f"{day(window.first)} to {full_day(window.last)}")


def _group(
    words: str,
    tracks: Sequence[Track],
    window: Window,
    marks: Sequence[NumberedMark],
    flares: Sequence[Span],
) -> str:
    if not tracks:
        return ""
    drawn = "".join(draw_track(track, window, marks, flares) for track in tracks)
    return f'<p class="direction">{words}</p>{drawn}'


def draw_key(marks: Sequence[NumberedMark]) -> str:
    return "".join(f"<li>{_key_line(one.number, one.mark)}</li>" for one in marks)


def draw_flare_key(flares: Sequence[Span]) -> str:
    """One line for all bands: how many, the days in them, and the latest."""
    if not flares:
        return ""
    days = sum((span.last - span.first).days + 1 for span in flares)
    latest = max(flares, key=lambda span: span.first)
    words = f"{count(len(flares), 'flare')}, {count(days, 'day')}"
    return f"<li>✶ {words} <small>latest {day(latest.first)} to {safe(latest.note)}</small></li>"


def _key_line(position: int, mark: Mark) -> str:
    return f"{mark.glyph}{position} {safe(mark.label)} <small>{safe(_when(mark))}</small>"


def _when(mark: Mark) -> str:
    return ", ".join(filter(None, (day(mark.on), mark.note)))


def table_rows(track: Track, window: Window) -> list[tuple[date, str]]:
    """The twin of a panel, newest first."""
    return [(point.on, number(point.value)) for point in reversed(track.points) if point.on in window]
