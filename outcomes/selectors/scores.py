"""Every score of a patient, by instrument, with what changed."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from people.models import Patient

from .. import instruments
from ..models import Score
from ..rules.change import ChangeVerdict, Point, compared, instrument_change
from ..rules.instrument import Instrument
from ..rules.order import place
from ..rules.scoring import band_of, shown
from ..rules.words import Mode
from .catalogue import Catalogue
from .own_rows import OwnRow


@dataclass(frozen=True)
class CountedAnew:
    """When a score was counted anew, and what stood there before."""

    at: datetime
    value: Decimal | None
    version: str

    @property
    def shown(self) -> str:
        return shown(self.value)


@dataclass(frozen=True)
class ScoreLine:
    """One score. `band` is the instrument's word for it; a score that has no value has none."""

    id: UUID
    on: date
    value: Decimal | None
    version: str
    flag: str
    mode: Mode
    erred_reason: str
    is_error: bool
    band: str
    recounted: CountedAnew | None = None

    @property
    def shown(self) -> str:
        return shown(self.value)


@dataclass(frozen=True)
class ScoreSeries:
    """The scores of one instrument, newest first, and the first of them against the newest."""

    instrument: Instrument
    lines: tuple[ScoreLine, ...]
    verdict: ChangeVerdict
    own_rows: tuple[OwnRow, ...] = ()

    @property
    def is_common(self) -> bool:
        """Of the battery: shown at once. The others stand in a fold below."""
        return self.instrument.key in instruments.BATTERY_KEYS

    @property
    def latest(self) -> ScoreLine | None:
        """The newest that is not in error and has a number."""
        return next((line for line in self.lines if line.value is not None and not line.is_error), None)

    @property
    def unscored_since(self) -> date | None:
        """The day of a newer filling-in that gave no number, so that the older one is not taken for now."""
        newest = next((line for line in self.lines if not line.is_error), None)
        return newest.on if newest and newest.value is None else None


def score_series(
    patient: Patient, *, own_rows: Mapping[str, tuple[OwnRow, ...]] | None = None
) -> tuple[ScoreSeries, ...]:
    """Those of the battery first, and of them function before pain (S79). Without a score: left out.

    One query, and one more where the clinic's own instruments are among them. `own_rows` go with the series
    whose rows the person named.
    """
    rows = Score.objects.standing().filter(patient=patient).order_by("-true_on", "-computed_at", "-id")
    fields = ("instrument", "id", "true_on", "value", "version", "flag", "mode", "erred_reason", "erred_at")
    recount = ("computed_at", "replaces__value", "replaces__version")
    catalogue = Catalogue(patient.clinic_id)
    grouped: dict[str, list[ScoreLine]] = defaultdict(list)
    for key, *values in rows.values_list(*fields, *recount):
        grouped[key].append(_line(catalogue.get(key), *values))
    rows_of = own_rows or {}
    found = [_series(one, grouped[one.key], rows_of.get(one.key, ())) for one in catalogue.in_order(grouped)]
    return tuple(sorted(found, key=lambda one: (not one.is_common, place(one.instrument.key))))


def _line(
    instrument: Instrument,
    pk: UUID,
    on: date,
    value: Decimal | None,
    version: str,
    flag: str,
    mode: str,
    erred_reason: str,
    erred_at: object,
    computed_at: datetime,
    was: Decimal | None,
    was_version: str | None,
) -> ScoreLine:
    band = band_of(instrument, value) if value is not None else None
    return ScoreLine(
        id=pk,
        on=on,
        value=value,
        version=version,
        flag=flag,
        mode=Mode(mode),
        erred_reason=erred_reason,
        is_error=erred_at is not None,
        band=band.words if band else "",
        recounted=CountedAnew(computed_at, was, was_version) if was_version else None,
    )


def _series(instrument: Instrument, lines: list[ScoreLine], own_rows: tuple[OwnRow, ...]) -> ScoreSeries:
    points = [
        Point(line.on, line.value, line.version)
        for line in reversed(lines)
        if line.value is not None and not line.is_error
    ]
    verdict = instrument_change(instrument, *compared(points))
    return ScoreSeries(instrument, tuple(lines), verdict, own_rows)
