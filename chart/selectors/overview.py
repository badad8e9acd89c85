"""Every series of half a year at once, in one query whatever there is (S70, S71)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.urls import reverse

from chart.presenters.axis import draw_ticks
from chart.presenters.board import DIRECTIONS
from chart.presenters.figure import draw_track
from chart.presenters.marks import Span
from chart.presenters.tracks import Track
from chart.presenters.window import Window
from chart.selectors.day_columns import DAY_COLUMNS, DAY_FIELDS
from chart.selectors.entries import Entry
from chart.selectors.offers import SeriesKind, as_json, drawable_columns, drawable_in
from chart.selectors.panels import Limits, panel_of
from chart.selectors.prepared import PreparedRow, objects
from outcomes.models import Day, Reading, Score
from outcomes.selectors import Catalogue
from people.access import Actor
from people.models import Patient

SPAN = timedelta(days=183)


@dataclass(frozen=True)
class Overview:
    """Every series of half a year, those of which more is better first."""

    window: Window
    tracks: tuple[Track, ...]
    flares: tuple[Span, ...]

    @property
    def groups(self) -> list[tuple[str, list[str]]]:
        """Figures under the words for their direction; a direction without any is left out."""
        ticks = draw_ticks(self.window)
        split = [
            (words, [one for one in self.tracks if one.higher_is_better is up]) for up, words in DIRECTIONS
        ]
        return [
            (words, [draw_track(track, self.window, (), self.flares, below=ticks) for track in tracks])
            for words, tracks in split
            if tracks
        ]


def overview_of(patient: Patient, *, limits: Limits, today: date, reader: Actor) -> Overview:
    """Days are drawn by the week: a quiet line says more at this size."""
    row = _ROW.of(patient)
    drawable = drawable_in(row, today, Catalogue(patient.clinic_id)).for_reader(reader)
    entries = _entries(row)
    window = Window(today - SPAN, today)
    tracks = (
        replace(
            panel_of(offer, entries[offer.key], window, limits).told,
            href=reverse("chart:series", args=[patient.pk, offer.key]),
        )
        for offer in drawable.offers
    )
    return Overview(window, tuple(tracks), drawable.flares)


def _columns() -> dict:
    mine = {"patient": OuterRef("pk"), "erred_at": None}
    readings = Reading.objects.filter(**mine, measure__erred_at=None).order_by("true_on", "recorded_at", "id")
    scores = (
        Score.objects.standing().filter(**mine, value__isnull=False).order_by("true_on", "computed_at", "id")
    )
    days = Day.objects.filter(patient=OuterRef("pk")).order_by("-day")[: SPAN.days + 1]
    return {
        **drawable_columns(),
        "reading_rows": ArraySubquery(readings.values(json=as_json("measure_id protocol true_on value"))),
        "score_rows": ArraySubquery(scores.values(json=as_json("instrument version true_on value"))),
        "day_rows": ArraySubquery(days.values(json=as_json(f"day {' '.join(DAY_FIELDS)}"))),
    }


_ROW = PreparedRow(_columns)


def _entries(row: dict) -> dict[str, list[Entry]]:
    """By the series' key, oldest first."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for one in objects(row["reading_rows"]):
        found[f"{SeriesKind.MEASURE}-{one['measure_id']}"].append(_entry(one, one["protocol"]))
    for one in objects(row["score_rows"]):
        found[f"{SeriesKind.SCORE}-{one['instrument']}"].append(_entry(one, one["version"]))
    for key, entry in _day_entries(reversed(objects(row["day_rows"]))):
        found[key].append(entry)
    return found


def _entry(row: dict, version: str) -> Entry:
    on = date.fromisoformat(row["true_on"])
    return Entry(on, Decimal(row["value"]), how="", version=version)


def _day_entries(rows: Iterable[dict]) -> Iterator[tuple[str, Entry]]:
    for row in rows:
        on = date.fromisoformat(row["day"])
        for column in DAY_COLUMNS:
            if row[column.field] is not None:
                value = column.value(row[column.field])
                entry = Entry(on, value, how="", version=column.told_by(row))
                yield f"{SeriesKind.DAY}-{column.key}", entry
