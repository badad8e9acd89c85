"""An instrument is data: items, scale, scoring, missing rule, bands, change figures, licence.

A definition that contradicts itself fails when it is loaded, naming the instrument and the fault.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from .words import Direction


class InstrumentError(ValueError):
    """A definition is wrong; the message names the instrument and the fault."""


class Method(StrEnum):
    """How answers become one number."""

    MEAN = "mean"
    PERCENT_OF_MAXIMUM = "percent_of_maximum"


class Licence(StrEnum):
    """The classes of clinical.md 0: A may be reproduced; C is scored only, without its text."""

    FREE = "A"
    LICENSED = "C"


@dataclass(frozen=True)
class Scale:
    """Whole numbers from `low` to `high`, both included, with the words at both ends."""

    low: int
    high: int
    low_words: str = ""
    high_words: str = ""

    def __contains__(self, value: object) -> bool:
        return type(value) is int and self.low <= value <= self.high

    @property
    def values(self) -> range:
        return range(self.low, self.high + 1)


@dataclass(frozen=True)
class Alarm:
    """An answer of `at_least` is a yes to this danger sign, at the moment it is saved."""

    at_least: int
    flag: str


@dataclass(frozen=True)
class Item:
    """One question. `text` is the instrument's wording, empty when its licence keeps it out of here;
    `label` is our own short name for the row.
    """

    key: str
    label: str
    text: str
    scale: Scale
    loinc: str = ""
    alarm: Alarm | None = None


@dataclass(frozen=True)
class MissingRule:
    """`full` answers give a plain score, fewer a flagged one; below `least` there is none."""

    full: int
    least: int


@dataclass(frozen=True)
class Band:
    """Values up to and including `up_to` (and above the band before) are called `words`."""

    up_to: Decimal
    code: str
    words: str


@dataclass(frozen=True)
class ChangeFigure:
    """How much change matters (MCID) or exceeds the noise of measuring (MDC), with where that stands."""

    source: str
    points: Decimal | None = None
    percent: Decimal | None = None


@dataclass(frozen=True)
class Instrument:
    """One version of one questionnaire."""

    key: str
    version: str
    title: str
    recall: str
    source: str
    licence: Licence
    licence_words: str
    items: tuple[Item, ...]
    method: Method
    low: Decimal
    high: Decimal
    unit: str
    direction: Direction
    missing: MissingRule
    important: ChangeFigure
    detectable: ChangeFigure
    percent_floor: Decimal
    bands: tuple[Band, ...] = ()
    loinc_panel: str = ""
    loinc_score: str = ""

    def __post_init__(self) -> None:
        for fault in _faults(self):
            raise InstrumentError(f"{self.key} {self.version}: {fault}")

    @property
    def is_licensed(self) -> bool:
        return self.licence == Licence.LICENSED

    @property
    def is_offered_to_patients(self) -> bool:
        """Only with the instrument's own wording (decisions.md, licensed forms)."""
        return all(item.text for item in self.items)

    def item(self, key: str) -> Item | None:
        return next((item for item in self.items if item.key == key), None)

    def position(self, key: str) -> int:
        """Counted from 1."""
        return [item.key for item in self.items].index(key) + 1


def _faults(instrument: Instrument) -> list[str]:
    return [
        *_identity_faults(instrument),
        *_item_faults(instrument),
        *_missing_faults(instrument),
        *_band_faults(instrument),
        *_change_faults(instrument),
    ]


def _identity_faults(instrument: Instrument) -> list[str]:
    faults = [
        f"it has no {name}"
        for name in ("key", "version", "title", "recall", "source", "licence_words")
        if not getattr(instrument, name)
    ]
    if instrument.low >= instrument.high:
        faults.append("its lowest score is not below its highest")
    if instrument.is_licensed and any(item.text for item in instrument.items):
        faults.append("a licensed form's wording is in the definition")
    return faults


def _item_faults(instrument: Instrument) -> list[str]:
    keys = [item.key for item in instrument.items]
    faults = ["it has no items"] if not keys else []
    faults += [f"two items are called “{key}”" for key in sorted(set(keys)) if keys.count(key) > 1]
    for item in instrument.items:
        if item.scale.low >= item.scale.high:
            faults.append(f"the scale of “{item.key}” runs from {item.scale.low} to {item.scale.high}")
        if item.alarm and item.alarm.at_least not in item.scale:
            faults.append(f"the alarm of “{item.key}” names no answer of its scale")
    starts = {item.scale.low for item in instrument.items}
    if instrument.method == Method.PERCENT_OF_MAXIMUM and starts != {0}:
        faults.append("percent of the maximum needs scales that start at 0")
    return faults


def _missing_faults(instrument: Instrument) -> list[str]:
    rule = instrument.missing
    if not 1 <= rule.least <= rule.full <= len(instrument.items):
        return [f"its missing rule ({rule.least} to {rule.full}) does not fit {len(instrument.items)} items"]
    return []


def _band_faults(instrument: Instrument) -> list[str]:
    ends = [band.up_to for band in instrument.bands]
    if ends != sorted(set(ends)):
        return ["its bands do not rise"]
    if ends and ends[-1] != instrument.high:
        return [f"its bands end at {ends[-1]}, its scores at {instrument.high}"]
    return []


def _change_faults(instrument: Instrument) -> list[str]:
    figures = (("important", instrument.important), ("detectable", instrument.detectable))
    return [
        f"its {name} change is not a number above 0"
        for name, figure in figures
        if not _sizes(figure) or min(_sizes(figure)) <= 0
    ]


def _sizes(figure: ChangeFigure) -> list[Decimal]:
    return [size for size in (figure.points, figure.percent) if size is not None]
