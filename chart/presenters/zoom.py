"""A panel as data for the chart that can be zoomed: the same points, days since 1970, gaps as null."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from chart.presenters.marks import NumberedMark, Span
from chart.presenters.tracks import Point, Track, runs
from chart.presenters.window import Window

EPOCH = date(1970, 1, 1)


def zoom_data(
    tracks: Sequence[Track], window: Window, marks: Sequence[NumberedMark], flares: Sequence[Span]
) -> dict:
    """What `static/js/explore.js` reads."""
    return {
        "first": _days(window.first),
        "last": _days(window.last),
        "panels": [_panel(track, window) for track in tracks],
        "marks": [[_days(one.mark.on), one.mark.kind, f"{one.mark.glyph}{one.number}"] for one in marks],
        "flares": [[_days(span.first), _days(span.last)] for span in flares],
    }


def _panel(track: Track, window: Window) -> dict:
    shown = [point for point in track.points if point.on in window]
    zone = None
    if track.baseline is not None and track.threshold is not None:
        edge = track.baseline.value + (track.threshold if track.higher_is_better else -track.threshold)
        zone = [_plain(edge), _plain(track.high if track.higher_is_better else track.low)]
    return {
        "title": track.title,
        "unit": track.unit,
        "low": _plain(track.low),
        "high": _plain(track.high),
        "goal": _plain(track.goal),
        "was": _plain(track.baseline.value if track.baseline else None),
        "zone": zone,
        "weekly": track.is_weekly,
        "points": [row for piece in runs(shown, track.gap_days) for row in _piece(piece)][:-1],
    }


def _piece(points: Sequence[Point]) -> list[list]:
    """Its points, then a null on the day after the last: the line stops there."""
    rows = [_row(point) for point in points]
    return [*rows, [_days(points[-1].on) + 1, None]]


def _row(point: Point) -> list[float | int | None]:
    """Day and value; of a week its ends as well."""
    row = [_days(point.on), _plain(point.value)]
    return row if point.days is None else [*row, _plain(point.least), _plain(point.most)]


def _days(on: date) -> int:
    return (on - EPOCH).days


def _plain(value: Decimal | None) -> float | None:
    """Two decimals are finer than a pixel."""
    return None if value is None else round(float(value), 2)
