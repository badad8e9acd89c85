"""What a reader of wearable files is given and what it hands back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ..device_files import RefusedLine

#: Called with the bytes read of the file as it lies there, and its size; at most about once a megabyte.
Heard = Callable[[int, int], None]

MEGABYTE = 1024 * 1024
#: The code of the refusal that a column picker answers: a table whose columns nobody has named yet.
NEEDS_COLUMNS = "needs_columns"


class WearableKind(StrEnum):
    APPLE_HEALTH = "apple_health"
    FITBIT = "fitbit"
    GOOGLE_FIT = "google_fit"
    GARMIN_EXPORT = "garmin_export"
    GARMIN_FIT = "garmin_fit"
    GARMIN_TABLE = "garmin_table"
    OPEN_MHEALTH = "open_mhealth"
    PLAIN_TABLE = "plain_table"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    WearableKind.APPLE_HEALTH: "Apple Health export",
    WearableKind.FITBIT: "Fitbit export",
    WearableKind.GOOGLE_FIT: "Google Fit export",
    WearableKind.GARMIN_EXPORT: "Garmin account export",
    WearableKind.GARMIN_FIT: "Garmin FIT files",
    WearableKind.GARMIN_TABLE: "Garmin Connect table",
    WearableKind.OPEN_MHEALTH: "Open mHealth file",
    WearableKind.PLAIN_TABLE: "Table of days",
}


@dataclass(frozen=True)
class Limits:
    """How large a file may be before it is refused whole. Sizes in bytes.

    A written Apple export packs 17 to 30 times smaller; deflate's own limit is 1,032. Below `ratio_floor` a
    member can do no harm, however well it packs.
    """

    unpacked: int = 3 * 1024 * MEGABYTE
    members: int = 10_000
    ratio: int = 100
    ratio_floor: int = 10 * MEGABYTE
    json_item: int = 2 * MEGABYTE
    fit_member: int = 8 * MEGABYTE
    #: Refused lines that are told one by one; the others are counted.
    refused_told: int = 100
    #: With more of them the file is refused whole: it is not what it seems to be.
    refused_most: int = 100_000


@dataclass(frozen=True)
class SourceDay:
    """What one device says of one day. Sleep belongs to the night that ended on this day."""

    day: date
    source: str
    steps: int | None = None
    slept_minutes: int | None = None
    in_bed_minutes: int | None = None
    awakenings: int | None = None


@dataclass(frozen=True)
class SettledDay:
    """One day, once: its values and the devices that gave them, as “Apple Watch” or “Apple Watch, iPhone”."""

    day: date
    steps: int | None = None
    slept_minutes: int | None = None
    in_bed_minutes: int | None = None
    awakenings: int | None = None
    steps_source: str = ""
    sleep_source: str = ""


@dataclass
class WearableDays:
    """A file after reading, its days in order.

    `overlaps` are hours of steps and stretches of sleep that a second device told too and that were not
    counted twice; `duplicates` are records that were there before, word for word.
    """

    kind: WearableKind
    days: list[SettledDay] = field(default_factory=list)
    records: int = 0
    overlaps: int = 0
    naps: int = 0
    duplicates: int = 0
    refused: list[RefusedLine] = field(default_factory=list)
    refused_total: int = 0

    @property
    def first_day(self) -> date | None:
        return self.days[0].day if self.days else None

    @property
    def last_day(self) -> date | None:
        return self.days[-1].day if self.days else None


class SleepUnit(StrEnum):
    MINUTES = "minutes"
    HOURS = "hours"
    CLOCK = "clock"

    @property
    def label(self) -> str:
        return {"minutes": "minutes (415)", "hours": "hours (6.9)", "clock": "hours and minutes (6:55)"}[self]


class DateOrder(StrEnum):
    YEAR_FIRST = "ymd"
    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"

    @property
    def label(self) -> str:
        return {"ymd": "2026-04-12", "dmy": "12.4.2026 or 12/4/2026", "mdy": "4/12/2026"}[self]


@dataclass(frozen=True)
class ColumnChoice:
    """Which column, counted from 0, holds what in a plain table."""

    day: int
    steps: int | None = None
    slept: int | None = None
    in_bed: int | None = None
    sleep_unit: SleepUnit = SleepUnit.MINUTES
    date_order: DateOrder = DateOrder.YEAR_FIRST


@dataclass(frozen=True)
class TableShape:
    """A plain table's head, for the column picker. `guess` is None if no column looks like a day.

    `is_date_order_certain` is False when every date in the first rows reads both ways round, as 4/5/2026.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    guess: ColumnChoice | None
    is_date_order_certain: bool
