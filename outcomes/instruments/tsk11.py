"""TSK-11 (clinical.md 3.1): eleven rows, none reversed (only the TSK-17 reverses rows). No item text."""

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
    bands,
)
from outcomes.rules.words import Direction

_SCALE = Scale(1, 4, "Strongly disagree", "Strongly agree")

TSK11 = Instrument(
    key="tsk11",
    version="11",
    title="TSK-11",
    recall="in general",
    source="Woby 2005, Pain 117:137; bands Chimenti 2021",
    licence=Licence.LICENSED,
    licence_words="Who owns it is unclear. Use your site's own copy; only its numbers are typed in here.",
    items=tuple(Item(f"r{row}", f"Statement {row}", "", _SCALE) for row in range(1, 12)),
    method=Method.SUM,
    low=Decimal(11),
    high=Decimal(44),
    unit="of 44",
    direction=Direction.LOWER_IS_BETTER,
    missing=MissingRule(11, 11),
    important=ChangeFigure("4 points (Woby 2005)", Decimal(4)),
    detectable=ChangeFigure(
        "7 points, about 16 percent of the total (Dupuis 2023)", Decimal(7), confidence=Confidence.READ
    ),
    percent_floor=Decimal(11),
    bands=bands((22, "minimal"), (28, "low"), (35, "moderate"), (44, "high")),
    entry_note="No row of the 11-row form is turned over. The lowest total is 11.",
)
