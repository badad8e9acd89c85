"""STOP-Bang (clinical.md 3.1): eight factors; high also by two STOP answers and a second-half one."""

from decimal import Decimal

from outcomes.rules.instrument import YES_NO, Finding, Instrument, Item, Licence, Method, MissingRule, bands
from outcomes.rules.words import Direction

_FACTORS = (
    ("snore", "S"),
    ("tired", "T"),
    ("observed", "O"),
    ("pressure", "P"),
    ("bmi", "B: BMI over 35"),
    ("age", "A: over 50 years"),
    ("neck", "N: neck 43 cm and more (man), 41 cm and more (woman)"),
    ("male", "G: man"),
)

STOP_BANG = Instrument(
    key="stop_bang",
    version="2012",
    title="STOP-Bang",
    recall="in general",
    source="Chung 2008, Anesthesiology 108:812; Chung 2012, Br J Anaesth 108:768",
    licence=Licence.LICENSED,
    licence_words=(
        "STOP-Bang is proprietary to University Health Network, Toronto. Use your site's own licensed form;"
        " only its numbers are typed in here."
    ),
    items=tuple(Item(key, label, "", YES_NO) for key, label in _FACTORS),
    method=Method.SUM,
    low=Decimal(0),
    high=Decimal(8),
    unit="of 8",
    direction=Direction.LOWER_IS_BETTER,
    missing=MissingRule(8, 8),
    bands=bands((2, "low"), (4, "intermediate"), (8, "high")),
    finding=Finding.STOP_RULE,
    caution="Risk of sleep apnoea; with opioids it calls for care with dose and sedatives.",
)
