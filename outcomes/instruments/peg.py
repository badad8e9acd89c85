"""PEG: pain, enjoyment, general activity (clinical.md 1)."""

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

_PAIN = Scale(0, 10, "No pain", "Pain as bad as you can imagine")
_INTERFERES = Scale(0, 10, "Does not interfere", "Completely interferes")

PEG = Instrument(
    key="peg",
    version="1",
    title="PEG",
    recall="past week",
    source="Krebs 2009, J Gen Intern Med 24:733",
    licence=Licence.FREE,
    licence_words="Public domain. Please cite Krebs 2009.",
    items=(
        Item(
            "pain",
            "Pain on average",
            "What number best describes your pain on average in the past week?",
            _PAIN,
            loinc="75893-8",
        ),
        Item(
            "enjoyment",
            "Enjoyment of life",
            "What number best describes how, during the past week, pain has interfered with your enjoyment"
            " of life?",
            _INTERFERES,
            loinc="91145-3",
        ),
        Item(
            "activity",
            "General activity",
            "What number best describes how, during the past week, pain has interfered with your general"
            " activity?",
            _INTERFERES,
            loinc="91146-1",
        ),
    ),
    method=Method.MEAN,
    low=Decimal(0),
    high=Decimal(10),
    unit="of 10",
    direction=Direction.LOWER_IS_BETTER,
    missing=MissingRule(full=3, least=3),
    important=ChangeFigure(
        points=Decimal(1),
        percent=Decimal(30),
        source="1 point (Reed 2024, J Pain) and 30 percent (CDC 2022)",
        confidence=Confidence.READ,
    ),
    detectable=ChangeFigure(
        points=Decimal("3.4"),
        source="2.2 to 3.4 points from SEM 0.78 to 1.22 (Reed 2024, J Pain); the larger is used",
        confidence=Confidence.DERIVED,
    ),
    percent_floor=Decimal(2),
    loinc_panel="91148-7",
    loinc_score="91147-9",
)
