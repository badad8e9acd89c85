"""A series as a panel: its values on its own scale, its baseline, its goal, and what changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from chart.presenters.figure import draw_caption
from chart.presenters.tracks import Point, Track, Verdict
from chart.presenters.weekly import LONGEST_GAP_OF_DAYS, weekly
from chart.presenters.window import Window
from chart.presenters.words import number
from chart.selectors.entries import Entry
from chart.selectors.offers import Offer, SeriesKind
from chart.selectors.series import (
    MeasureSeries,
    measure_track,
    nice_top,
    noise_around,
    noise_words,
    score_track,
    verdict_of,
)
from outcomes.rules import change
from outcomes.rules.shift import last_of_day, weekly_change
from outcomes.rules.weekly import WeeklySeries
from outcomes.rules.weeks import WEEK
from outcomes.rules.words import Direction
from outcomes.selectors import noise_by
from people.policies import PolicyValue

#: A longer window of days is drawn by the week: a day would be less than a pixel of a phone.
MOST_DAYS_DRAWN = 400

#: Rows of a table that weigh no more than the chart above them.
MOST_ROWS = 200

Limits = Mapping[str, PolicyValue]


@dataclass(frozen=True)
class Panel:
    """`drawn` is the line; `told` is what the words beside it are about: of days, the weeks' means."""

    offer: Offer
    drawn: Track
    told: Track
    entries: tuple[Entry, ...]

    @property
    def caption(self) -> str:
        return draw_caption(self.told)

    @property
    def is_weekly(self) -> bool:
        return self.drawn.is_weekly

    @property
    def weeks(self) -> list[tuple[date, str, int, str]]:
        """The twin of a line of weeks, newest first: its last day, its mean, its days, least to most."""
        return [
            (point.on, number(point.value), point.days or 0, _ends(point))
            for point in reversed(self.drawn.points)
        ]

    @property
    def newest_first(self) -> tuple[Entry, ...]:
        return self.entries[::-1]

    @property
    def is_short(self) -> bool:
        """Its table comes along with the page; a longer one is a page of its own."""
        return len(self.drawn.points if self.is_weekly else self.entries) <= MOST_ROWS

    @property
    def days_left_out(self) -> int:
        """Days with a value in weeks of too few for a mean."""
        return len(self.entries) - sum(point.days or 0 for point in self.drawn.points)


def _ends(point: Point) -> str:
    if point.least is None or point.most is None:
        return ""
    return f"{number(point.least)} to {number(point.most)}"


def panel_of(offer: Offer, entries: Sequence[Entry], window: Window, limits: Limits) -> Panel:
    """`entries` oldest first, of days those of the window, of the others from their first on."""
    first, last = window.first, window.last
    inside = tuple(entry for entry in entries if first <= entry.on <= last)
    if offer.kind is SeriesKind.DAY:
        told = _weeks_track(offer, inside, window, limits)
        return Panel(offer, _days_track(told, offer, inside, window), told, inside)
    track = _noted(_track(offer, entries, limits), offer) if entries else _empty(offer)
    return Panel(offer, track, track, inside)


def _track(offer: Offer, entries: Sequence[Entry], limits: Limits) -> Track:
    points = tuple(last_of_day(change.Point(one.on, one.value, one.version) for one in entries))
    if offer.instrument:
        return score_track(offer.instrument, points)
    series = MeasureSeries(offer.name, offer.title, offer.unit, offer.direction, points, offer.test)
    return measure_track(series, offer.goal, noise_by(limits["function_noise_percent"]))


def _weeks_track(offer: Offer, entries: Sequence[Entry], window: Window, limits: Limits) -> Track:
    """The weeks' means, counted back from the window's end; what changed among them is for the run rules,
    which are asked about the days of one device only (outcomes.rules.one_device).
    """
    points = _weeks(offer, entries, window)
    alike = [one for one in entries if one.version == entries[-1].version]
    verdict = _verdict(offer, _weeks(offer, alike, window))
    track = replace(_empty(offer), points=points, verdict=verdict, gap_days=WEEK.days)
    if not points:
        return track
    noise = noise_by(limits[offer.day_column.noise]) if offer.day_column.noise else None
    return replace(
        track,
        high=_top(offer, [point.most or point.value for point in points]),
        baseline=points[0],
        threshold=noise_around(points[0].value, noise) if noise else None,
        threshold_words=noise_words(noise, offer.unit) if noise else "",
    )


def _weeks(offer: Offer, entries: Sequence[Entry], window: Window) -> tuple[Point, ...]:
    means = weekly([(one.on, one.value) for one in entries], last=window.last)
    return tuple(_scaled(mean, offer) for mean in means)


def _scaled(mean: Point, offer: Offer) -> Point:
    """The ends of a week of yes and no say nothing."""
    drawn = replace(mean, value=offer.day_column.mean(mean.value))
    return replace(drawn, least=None, most=None) if offer.day_column.is_share else drawn


def _verdict(offer: Offer, points: Sequence[Point]) -> Verdict:
    """Without a difference: that of the run rules is between thirds, not between first and newest."""
    known = tuple(change.Point(point.on, point.value) for point in points)
    span = (known[-1].on - known[0].on).days // WEEK.days + 1 if known else 0
    series = WeeklySeries(known, span - len(known), sum(point.days or 0 for point in points))
    judged = verdict_of(weekly_change(series, direction=offer.direction, unit=offer.unit))
    return replace(judged, delta=None)


def _days_track(told: Track, offer: Offer, entries: Sequence[Entry], window: Window) -> Track:
    """Day by day while a day can be seen; a share has no single days."""
    if window.days > MOST_DAYS_DRAWN or offer.day_column.is_share or not entries:
        return told
    points = tuple(Point(entry.on, entry.value) for entry in entries)
    top = _top(offer, [point.value for point in points])
    return replace(told, points=points, high=top, gap_days=LONGEST_GAP_OF_DAYS)


def _top(offer: Offer, values: Sequence[Decimal]) -> Decimal:
    return Decimal(7) if offer.day_column.is_share else nice_top(max(values), None)


def _empty(offer: Offer) -> Track:
    track = Track(
        title=offer.title,
        unit=offer.unit,
        points=(),
        low=Decimal(0),
        high=Decimal(1),
        higher_is_better=offer.direction == Direction.HIGHER_IS_BETTER,
        verdict=Verdict("cannot tell", glyph="–"),
    )
    return _noted(track, offer)


def _noted(track: Track, offer: Offer) -> Track:
    notes = filter(None, (offer.source, "sensitive" if offer.is_sensitive else ""))
    return replace(track, note=", ".join(notes))
