"""NDI (clinical.md 3.1): scoring and our own short row names only. Raw points, 0 to 50."""

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

_STATEMENTS = Scale(0, 5, "First statement", "Last statement")
_ROWS = (
    ("pain", "1. Pain", "82227-0"),
    ("care", "2. Personal care", "82228-8"),
    ("lifting", "3. Lifting", "82229-6"),
    ("reading", "4. Reading", "82230-4"),
    ("headaches", "5. Headaches", "82231-2"),
    ("concentration", "6. Concentration", "82232-0"),
    ("work", "7. Work", "82233-8"),
    ("driving", "8. Driving (may be left out)", "82234-6"),
    ("sleeping", "9. Sleeping", "82235-3"),
    ("recreation", "10. Recreation", "82236-1"),
)

NDI = Instrument(
    key="ndi",
    version="1991",
    title="NDI",
    recall="today",
    source="Vernon & Mior 1991, J Manipulative Physiol Ther 14:409",
    licence=Licence.LICENSED,
    licence_words=(
        "The Neck Disability Index is © Howard Vernon. Use your site's own licensed form; only its numbers"
        " are typed in here."
    ),
    items=tuple(Item(key, label, "", _STATEMENTS, loinc) for key, label, loinc in _ROWS),
    method=Method.SUM,
    low=Decimal(0),
    high=Decimal(50),
    unit="of 50",
    direction=Direction.LOWER_IS_BETTER,
    # How many sections are enough is not settled; one empty row (mostly driving) is the house's choice.
    missing=MissingRule(full=10, least=9),
    important=ChangeFigure(
        "5 points (Vernon); a CMS quality measure asks for 7.5", Decimal(5), confidence=Confidence.READ
    ),
    detectable=ChangeFigure("5 points (Vernon)", Decimal(5), confidence=Confidence.READ),
    percent_floor=Decimal(5),
    bands=bands((4, "none"), (14, "mild"), (24, "moderate"), (34, "severe"), (50, "complete")),
    loinc_panel="82226-2",
    loinc_score="82237-9",
    entry_note="Raw points, not percent. Where two statements are marked, take the higher.",
)
