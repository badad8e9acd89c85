"""The values of several series, without model instances: one query for each kind of them (S70, S71)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from chart.selectors.catalogue import Offer, SeriesKind
from outcomes.models import Day, Reading, Score
from outcomes.rules.scoring import band_of
from outcomes.rules.words import Mode
from people.models import Patient


class Entry(NamedTuple):
    """One value as it was kept: when it was true, how it reached us, and what was said beside it. A tuple, as
    one chart may be of thousands. `version` is that of the questionnaire, or how a measure was taken: only
    what was taken alike is compared (S64).
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
    fields = ("measure_id", "true_on", "value", "mode", "protocol")
    for measure, on, value, mode, protocol in rows.order_by("true_on", "recorded_at", "id").values_list(
        *fields
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
    anchors = [(offer.key, offer.anchor) for offer in offers]
    found: dict[str, list[Entry]] = {offer.key: [] for offer in offers}
    columns = [anchor.column for _, anchor in anchors]
    for on, mode, *kept in rows.order_by("day").values_list("day", "mode", *columns):
        for (key, anchor), value in zip(anchors, kept, strict=True):
            if value is not None:
                how = mode if anchor.is_said else Mode.DEVICE.value
                found[key].append(Entry(on, anchor.value(value), how, anchor.note(value)))
    return found
