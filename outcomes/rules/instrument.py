"""An instrument is data: items, scale, scoring, missing rule, bands, change figures, licence.

A definition that contradicts itself fails when it is loaded, naming the instrument and the fault.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from .instrument_faults import faults
from .instrument_parts import (
    YES_NO,
    Alarm,
    Band,
    ChangeFigure,
    Confidence,
    Finding,
    InstrumentError,
    Item,
    Licence,
    Method,
    MissingRule,
    Scale,
    bands,
    choices,
)
from .words import Direction

__all__ = [
    "YES_NO",
    "Alarm",
    "Band",
    "ChangeFigure",
    "Confidence",
    "Finding",
    "Instrument",
    "InstrumentError",
    "Item",
    "Licence",
    "Method",
    "MissingRule",
    "Part",
    "Scale",
    "bands",
    "choices",
]


@dataclass(frozen=True)
class Part:
    """Items of a longer form that are a shorter instrument, in the order of that one's items."""

    instrument: Instrument
    items: tuple[str, ...]


@dataclass(frozen=True)
class Instrument:
    """One version of one questionnaire.

    `gate` is a yes/no item: a no ends the questions and makes the score the lowest one. `parts` are scored
    with it, each as its own series. `is_part` marks one that is never filled in by itself. `unwatched` is the
    instrument put in its place while nobody watches for alarms. `t_table` gives T by raw sum, lowest first.
    `licence_ref` is a clinic's own licence, there only with the wording that the clinic loaded under it.
    `items_are_own`: each person names the rows, and they keep their names from one time to the next.
    """

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
    important: ChangeFigure | None = None
    detectable: ChangeFigure | None = None
    percent_floor: Decimal = Decimal(2)
    bands: tuple[Band, ...] = ()
    loinc_panel: str = ""
    loinc_score: str = ""
    t_table: tuple[Decimal, ...] = ()
    gate: str = ""
    finding: Finding | None = None
    parts: tuple[Part, ...] = ()
    is_part: bool = False
    unwatched: Instrument | None = None
    entry_note: str = ""
    caution: str = ""
    licence_ref: str = ""
    items_are_own: bool = False

    def __post_init__(self) -> None:
        for sentence, place in faults(self):
            raise InstrumentError(f"{self.key} {self.version}: {sentence}", sentence, place)

    @property
    def is_licensed(self) -> bool:
        return self.licence in (Licence.LICENSED, Licence.PROMIS)

    @property
    def is_offered_to_patients(self) -> bool:
        """Only with the instrument's own wording (decisions.md, licensed forms). One that alarms also needs
        another to stand in for it while nobody watches (decisions.md, watched hours).
        """
        return self.has_wording and bool(self.unwatched or not self.can_alarm)

    @property
    def has_wording(self) -> bool:
        return all(item.text for item in self.items)

    @property
    def can_alarm(self) -> bool:
        """Can an answer of it be a danger sign?"""
        return any(item.alarm for item in self.items)

    @property
    def has_score(self) -> bool:
        """False for a profile, of which only the parts have numbers."""
        return self.method != Method.PROFILE

    def item(self, key: str) -> Item | None:
        return next((item for item in self.items if item.key == key), None)

    def position(self, key: str) -> int:
        """Counted from 1."""
        return [item.key for item in self.items].index(key) + 1
