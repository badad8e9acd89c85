"""ORT-OUD (clinical.md 3.5): nine factors, each worth one, before opioids."""

from decimal import Decimal

from outcomes.rules.instrument import YES_NO, Instrument, Item, Licence, Method, MissingRule, bands
from outcomes.rules.words import Direction

_FACTORS = (
    ("family_alcohol", "Family: alcohol"),
    ("family_illegal", "Family: illegal drugs"),
    ("family_prescription", "Family: prescription drugs"),
    ("own_alcohol", "Own: alcohol"),
    ("own_illegal", "Own: illegal drugs"),
    ("own_prescription", "Own: prescription drugs"),
    ("age", "Age 16 to 45"),
    ("psychological", "ADD, OCD, bipolar or schizophrenia"),
    ("depression", "Depression"),
)

ORT_OUD = Instrument(
    key="ort_oud",
    version="2019",
    title="ORT-OUD",
    recall="ever",
    source="Cheatle 2019, J Pain 20:842",
    licence=Licence.OWN_LABELS,
    licence_words="Published factors in our own words.",
    items=tuple(Item(key, label, "", YES_NO) for key, label in _FACTORS),
    method=Method.SUM,
    low=Decimal(0),
    high=Decimal(9),
    unit="of 9",
    direction=Direction.LOWER_IS_BETTER,
    missing=MissingRule(full=9, least=9),
    bands=bands((2, "low risk"), (9, "high risk")),
    caution="It informs monitoring and never denies care. It is not the ORT of 2005, whose weights differ.",
)
