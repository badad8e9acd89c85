"""ODI 2.1a (clinical.md 2): scoring and our own short row names only.

The form is licensed. Staff type the numbers from the site's own copy; it is not offered to patients here.
"""

from decimal import Decimal

from outcomes.rules.instrument import (
    Band,
    ChangeFigure,
    Instrument,
    Item,
    Licence,
    Method,
    MissingRule,
    Scale,
)
from outcomes.rules.words import Direction

_STATEMENTS = Scale(0, 5, "First statement", "Last statement")
_ROWS = (
    ("pain", "1. Pain"),
    ("care", "2. Personal care"),
    ("lifting", "3. Lifting"),
    ("walking", "4. Walking"),
    ("sitting", "5. Sitting"),
    ("standing", "6. Standing"),
    ("sleeping", "7. Sleeping"),
    ("sex", "8. Sex life (may be left out)"),
    ("social", "9. Social life"),
    ("travelling", "10. Travelling"),
)

ODI = Instrument(
    key="odi",
    version="2.1a",
    title="ODI",
    recall="today",
    source="Fairbank & Pynsent 2000, Spine 25:2940",
    licence=Licence.LICENSED,
    licence_words=(
        "The Oswestry Disability Index is © Jeremy Fairbank 1980, all rights reserved; conditions of use"
        " through Mapi Research Trust (ePROVIDE). Use your site's own licensed form; only its numbers are"
        " typed in here."
    ),
    items=tuple(Item(key, label, "", _STATEMENTS) for key, label in _ROWS),
    method=Method.PERCENT_OF_MAXIMUM,
    low=Decimal(0),
    high=Decimal(100),
    unit="%",
    direction=Direction.LOWER_IS_BETTER,
    # How many sections are enough is not settled between publishers; this is the house's choice.
    missing=MissingRule(full=9, least=8),
    important=ChangeFigure(
        points=Decimal(10), percent=Decimal(30), source="10 points or 30 percent (Ostelo 2008, Spine)"
    ),
    detectable=ChangeFigure(
        points=Decimal("10.5"), source="10.5 points (Davidson & Keating 2002, Phys Ther)"
    ),
    percent_floor=Decimal(10),
    bands=(
        Band(Decimal(20), "minimal", "minimal"),
        Band(Decimal(40), "moderate", "moderate"),
        Band(Decimal(60), "severe", "severe"),
        Band(Decimal(80), "very_severe", "very severe"),
        Band(Decimal(100), "extreme", "extreme"),
    ),
    loinc_panel="97908-8",
    loinc_score="97909-6",
    entry_note="Where two statements are marked, take the higher.",
)
