"""The values of several series, without model instances: one query for each kind of them (S70, S71)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from chart.selectors.day_columns import DAY_FIELDS
from chart.selectors.offers import Offer, SeriesKind
from outcomes.models import Day, Reading, Score
from outcomes.rules.scoring import band_of
from outcomes.rules.words import Mode
from people.models import Patient


class Entry(NamedTuple):
    """One value as it was kept: when it was true, how it reached us, what was said beside it, and what it is
    compared with: `version` is that of its instrument, the way in which it was taken, or its device. A tuple,
    as one chart may be of thousands.
    """

    on: date
    value: Decimal
    how: str
    note: str = ""
    version: str = ""


Entries = Mapping[str, Sequence[Entry]]


def entries_of(
    patient: Patient, offers: Iterable[Offer], *, days_since: date | None = None, until: date | None = None
) -> Entries:
    """By the series' key, oldest first. Days reach back to `days_since`; measures and scores to their first
    value, which is their baseline. At most three queries, and none for a kind that is not asked for.
    """
    asked: dict[SeriesKind, list[Offer]] = defaultdict(list)
    for offer in offers:
        asked[offer.kind].append(offer)
    found: dict[str, Sequence[Entry]] = {}
    if SeriesKind.MEASURE in asked:
        found |= _readings(patient, asked[SeriesKind.MEASURE], until)
    if SeriesKind.SCORE in asked:
        found |= _scores(patient, asked[SeriesKind.SCORE], until)
    if SeriesKind.DAY in asked:
        found |= _days(patient, asked[SeriesKind.DAY], days_since, until)
    return found


def _readings(patient: Patient, offers: Sequence[Offer], until: date | None) -> dict[str, list[Entry]]:
    rows = Reading.objects.filter(
        patient=patient, measure__in=[offer.name for offer in offers], erred_at=None
    )
    rows = rows.filter(true_on__lte=until) if until else rows
    key_of = {offer.name: offer.key for offer in offers}
    found: dict[str, list[Entry]] = {offer.key: [] for offer in offers}
    in_order = rows.order_by("true_on", "recorded_at", "id")
    for measure, on, value, mode, protocol in in_order.values_list(
        "measure_id", "true_on", "value", "mode", "protocol"
    ):
        found[key_of[str(measure)]].append(Entry(on, value, Mode(mode).value, version=protocol))
    return found


def _scores(patient: Patient, offers: Sequence[Offer], until: date | None) -> dict[str, list[Entry]]:
    keys = [offer.name for offer in offers]
    rows = Score.objects.standing().filter(patient=patient, instrument__in=keys, erred_at=None)
    rows = rows.filter(value__isnull=False)
    rows = rows.filter(true_on__lte=until) if until else rows
    offer_of = {offer.name: offer for offer in offers}
    found: dict[str, list[Entry]] = {offer.key: [] for offer in offers}
    fields = ("instrument", "version", "true_on", "value", "mode", "flag")
    for key, version, on, value, mode, flag in rows.order_by("true_on", "computed_at", "id").values_list(
        *fields
    ):
        offer = offer_of[key]
        note = ", ".join(filter(None, (_band(offer, value), flag)))
        found[offer.key].append(Entry(on, value, Mode(mode).value, note, version))
    return found


def _band(offer: Offer, value: Decimal) -> str:
    band = band_of(offer.instrument, value) if offer.instrument else None
    return band.words if band else ""


def _days(
    patient: Patient, offers: Sequence[Offer], since: date | None, until: date | None
) -> dict[str, list[Entry]]:
    rows = Day.objects.filter(patient=patient)
    rows = rows.filter(day__gte=since) if since else rows
    rows = rows.filter(day__lte=until) if until else rows
    found: dict[str, list[Entry]] = {offer.key: [] for offer in offers}
    for row in rows.order_by("day").values("day", "mode", *DAY_FIELDS):
        for offer in offers:
            column = offer.day_column
            kept = row[column.field]
            if kept is not None:
                how = row["mode"] if column.is_said else Mode.DEVICE.value
                entry = Entry(row["day"], column.value(kept), how, column.note(kept), column.told_by(row))
                found[offer.key].append(entry)
    return found
