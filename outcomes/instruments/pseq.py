"""PSEQ with 10, 4 or 2 rows (clinical.md 3.1). Higher is better. No item text."""

from decimal import Decimal
from typing import Any

from outcomes.rules.instrument import (
    Band,
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

_SCALE = Scale(0, 6, "Not at all confident", "Completely confident")
_TOPICS = (
    "Enjoying",
    "Household",
    "Company",
    "Coping",
    "Work",
    "Hobbies",
    "Without medicine",
    "Goals",
    "Lifestyle",
    "Activity",
)
_COMMON: dict[str, Any] = {
    "recall": "now",
    "licence": Licence.LICENSED,
    "licence_words": (
        "The Pain Self-Efficacy Questionnaire is © Michael Nicholas. Use your site's own form; only its"
        " numbers are typed in here."
    ),
    "method": Method.SUM,
    "low": Decimal(0),
    "direction": Direction.HIGHER_IS_BETTER,
    "percent_floor": Decimal(6),
}


def _items(*rows: int) -> tuple[Item, ...]:
    return tuple(Item(f"r{row}", f"{row}. {_TOPICS[row - 1]}", "", _SCALE) for row in rows)


PSEQ10 = Instrument(
    key="pseq10",
    version="10",
    title="PSEQ-10",
    source="Nicholas 2007, Eur J Pain 11:153; bands of ePPOC",
    items=_items(*range(1, 11)),
    high=Decimal(60),
    unit="of 60",
    missing=MissingRule(10, 10),
    important=ChangeFigure(
        "7 points (ePPOC, with a change of band); 5.5 to 8.5 (Dubé 2021)",
        Decimal(7),
        confidence=Confidence.READ,
    ),
    detectable=ChangeFigure("11.52 points, MDC95 (Dubé 2021)", Decimal("11.52"), confidence=Confidence.READ),
    bands=(
        Band(Decimal(20), "severe", "severe", is_open=True),
        *bands((30, "moderate"), (40, "mild"), (60, "minimal")),
    ),
    **_COMMON,
)
PSEQ4 = Instrument(
    key="pseq4",
    version="4",
    title="PSEQ-4",
    source="Rows 4, 6, 8 and 9 of the PSEQ (Nicholas 2007)",
    items=_items(4, 6, 8, 9),
    high=Decimal(24),
    unit="of 24",
    missing=MissingRule(4, 4),
    **_COMMON,
)
PSEQ2 = Instrument(
    key="pseq2",
    version="2",
    title="PSEQ-2",
    source="Rows 5 and 9 of the PSEQ (Nicholas 2015, J Pain 16:153)",
    items=_items(5, 9),
    high=Decimal(12),
    unit="of 12",
    missing=MissingRule(2, 2),
    **_COMMON,
)
