"""The sleep diary as a series: every night, and the mean of the last week."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from people.models import Patient

from ..models import SleepNight
from ..rules.scoring import shown
from ..rules.sleep import SOURCE, SleepBand, share_asleep, sleep_band
from ..rules.words import Mode

_WEEK = 7


@dataclass(frozen=True)
class NightLine:
    """One night. `percent` is the sleep efficiency, not rounded."""

    id: UUID
    morning: date
    percent: Decimal
    asleep_minutes: int
    in_bed_minutes: int
    awakenings: int | None
    mode: Mode
    erred_reason: str
    is_error: bool

    @property
    def shown(self) -> str:
        return shown(self.percent)

    @property
    def band(self) -> SleepBand:
        return sleep_band(self.percent)


@dataclass(frozen=True)
class SleepSeries:
    """Nights, newest first, those in error among them."""

    lines: tuple[NightLine, ...]
    source: str = SOURCE

    @property
    def week(self) -> tuple[NightLine, ...]:
        """The nights of the week that ends with the newest; one that was not written down is not there."""
        counted = [line for line in self.lines if not line.is_error]
        first = counted[0].morning - timedelta(days=_WEEK - 1) if counted else None
        return tuple(line for line in counted if first and line.morning >= first)

    @property
    def mean(self) -> Decimal | None:
        week = self.week
        return sum((line.percent for line in week), Decimal(0)) / len(week) if week else None

    @property
    def mean_shown(self) -> str:
        return shown(self.mean)

    @property
    def mean_band(self) -> str:
        return "" if self.mean is None else sleep_band(self.mean)


def sleep_series(patient: Patient) -> SleepSeries:
    """One query."""
    rows = SleepNight.objects.filter(patient=patient).order_by("-morning", "-recorded_at")
    lengths = ("asleep_minutes", "in_bed_minutes", "awakenings")
    fields = ("id", "morning", *lengths, "mode", "erred_reason", "erred_at")
    return SleepSeries(tuple(_line(*values) for values in rows.values_list(*fields)))


def _line(
    pk: UUID,
    morning: date,
    asleep: int,
    in_bed: int,
    awakenings: int | None,
    mode: str,
    erred_reason: str,
    erred_at: object,
) -> NightLine:
    percent = share_asleep(asleep, in_bed)
    return NightLine(
        pk, morning, percent, asleep, in_bed, awakenings, Mode(mode), erred_reason, erred_at is not None
    )
