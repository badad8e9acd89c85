"""One series over a chosen time, alone or above another (S70, S71)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from chart.presenters.axis import draw_ticks
from chart.presenters.board import draw_key
from chart.presenters.marks import NumberedMark, Span, draw_labels, numbered, place
from chart.presenters.panel import LARGE, draw_panel
from chart.presenters.tracks import describe
from chart.presenters.window import Window
from chart.presenters.zoom import zoom_data
from chart.selectors.entries import Entries, entries_of
from chart.selectors.marks import marks_of
from chart.selectors.offers import Drawable, Offer
from chart.selectors.panels import Panel, panel_of
from chart.selectors.plan import plan_of
from people.models import Patient
from people.selectors import policies

#: A single value would otherwise be a chart of no width.
SHORTEST = timedelta(days=28)
MOST_MARKS = 24


@dataclass(frozen=True)
class Explored:
    """One series, or two of them one above the other on the same days; never two scales in one panel."""

    window: Window
    panels: tuple[Panel, ...]
    marks: tuple[NumberedMark, ...]
    flares: tuple[Span, ...]

    @property
    def labels(self) -> str:
        return draw_labels(place(self.marks, self.window))

    @property
    def figures(self) -> list[tuple[Panel, str]]:
        return [(panel, self._draw(panel)) for panel in self.panels]

    def _draw(self, panel: Panel) -> str:
        said = describe(panel.told)
        return draw_panel(panel.drawn, self.window, self.marks, self.flares, frame=LARGE, label=said)

    @property
    def ticks(self) -> str:
        return draw_ticks(self.window)

    @property
    def key(self) -> str:
        return draw_key(self.marks)

    @property
    def zoom(self) -> dict:
        return zoom_data([panel.drawn for panel in self.panels], self.window, self.marks, self.flares)


def explored(
    patient: Patient,
    offers: Sequence[Offer],
    drawable: Drawable,
    *,
    first: date | None,
    last: date,
    today: date,
) -> Explored:
    """Without a first day as far as the values go. At most five queries besides those of `drawable_of`."""
    limits = policies(patient.clinic, on=today)
    entries = entries_of(patient, offers, days_since=first, until=last)
    first_day = first or _beginning(entries, last)
    window = Window(first_day, last)
    panels = tuple(panel_of(offer, entries[offer.key], window, limits) for offer in offers)
    marks = numbered(marks_of(plan_of(patient)), window, most=MOST_MARKS)
    flares = tuple(flare for flare in drawable.flares if flare.last >= first_day and flare.first <= last)
    return Explored(window, panels, marks, flares)


def _beginning(entries: Entries, last: date) -> date:
    firsts = [series[0].on for series in entries.values() if series]
    return min([*firsts, last - SHORTEST])
