"""Files of wearables into days: Apple, Fitbit, Google Fit, Garmin, Open mHealth and plain tables (S77)."""

from .contract import (
    NEEDS_COLUMNS,
    ColumnChoice,
    DateOrder,
    Heard,
    Limits,
    SettledDay,
    SleepUnit,
    SourceDay,
    TableShape,
    WearableDays,
    WearableKind,
)
from .picker import sniff_table
from .reading import read_wearable_file

__all__ = [
    "NEEDS_COLUMNS",
    "ColumnChoice",
    "DateOrder",
    "Heard",
    "Limits",
    "SettledDay",
    "SleepUnit",
    "SourceDay",
    "TableShape",
    "WearableDays",
    "WearableKind",
    "read_wearable_file",
    "sniff_table",
]
