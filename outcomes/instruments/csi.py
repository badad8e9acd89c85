"""CSI part A (clinical.md 3.1): 25 rows. It does not diagnose central sensitisation. No item text."""

from decimal import Decimal

from outcomes.rules.instrument import Instrument, Item, Licence, Method, MissingRule, Scale, bands
from outcomes.rules.words import Direction

_SCALE = Scale(0, 4, "Never", "Always")

CSI = Instrument(
    key="csi",
    version="A",
    title="CSI",
    recall="in general",
    source="Mayer 2012, Pain Pract 12:276; bands Neblett 2017",
    licence=Licence.LICENSED,
    licence_words=(
        "The Central Sensitization Inventory is © PRIDE Research Foundation. Use your site's own form; only"
        " its numbers are typed in here."
    ),
    items=tuple(Item(f"r{row}", f"Row {row}", "", _SCALE) for row in range(1, 26)),
    method=Method.SUM,
    low=Decimal(0),
    high=Decimal(100),
    unit="of 100",
    direction=Direction.LOWER_IS_BETTER,
    missing=MissingRule(25, 25),
    bands=bands((29, "subclinical"), (39, "mild"), (49, "moderate"), (59, "severe"), (100, "extreme")),
    caution="It does not diagnose central sensitisation. 40 and more is the usual cut.",
)
