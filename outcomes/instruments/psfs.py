"""PSFS: three to five activities of the person's own choice (clinical.md 8)."""

from decimal import Decimal

from outcomes.rules.instrument import (
    ChangeFigure,
    Confidence,
    Instrument,
    Item,
    Licence,
    Method,
    MissingRule,
    Scale,
)
from outcomes.rules.words import Direction

_ABLE = Scale(0, 10, "Cannot do it", "Can do it as before")
_NAMES = ("first", "second", "third", "fourth", "fifth")

PSFS = Instrument(
    key="psfs",
    version="1",
    title="PSFS",
    recall="today",
    source="Stratford 1995, Physiother Can 47:258",
    licence=Licence.OWN_LABELS,
    licence_words="Free to use; please cite Stratford 1995. The rows are our own words.",
    items=tuple(Item(name, f"{name.capitalize()} activity", "", _ABLE) for name in _NAMES),
    method=Method.MEAN,
    low=Decimal(0),
    high=Decimal(10),
    unit="of 10",
    direction=Direction.HIGHER_IS_BETTER,
    missing=MissingRule(full=3, least=3),
    important=ChangeFigure(
        "2.3 points, a medium change (Abbott & Schmitt 2014); small 1.3, large 2.7",
        Decimal("2.3"),
        confidence=Confidence.READ,
    ),
    detectable=ChangeFigure("2 points for the mean, MDC90 (Stratford 1995)", Decimal(2)),
    items_are_own=True,
    entry_note="Keep the activities in the order of the paper, and the same ones each time.",
)
