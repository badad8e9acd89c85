"""NRS: one number for pain, 0 to 10 (clinical.md 8)."""

from decimal import Decimal

from outcomes.rules.instrument import ChangeFigure, Instrument, Item, Licence, Method, MissingRule, Scale
from outcomes.rules.words import Direction

NRS = Instrument(
    key="nrs",
    version="1",
    title="Pain now, 0 to 10",
    recall="now",
    source="Farrar 2001, Pain 94:149",
    licence=Licence.FREE,
    licence_words="A plain numeric rating, free to use.",
    items=(
        Item(
            "pain",
            "Pain now",
            "What number best describes your pain right now?",
            Scale(0, 10, "No pain", "Pain as bad as you can imagine"),
            loinc="72514-3",
        ),
    ),
    method=Method.MEAN,
    low=Decimal(0),
    high=Decimal(10),
    unit="of 10",
    direction=Direction.LOWER_IS_BETTER,
    missing=MissingRule(full=1, least=1),
    important=ChangeFigure(
        points=Decimal(2), percent=Decimal(30), source="2 points or 30 percent (Farrar 2001, Pain)"
    ),
    detectable=ChangeFigure(points=Decimal(2), source="2 points (Farrar 2001, Pain), used for both lines"),
    percent_floor=Decimal(2),
    loinc_score="72514-3",
)
