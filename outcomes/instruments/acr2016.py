"""Fibromyalgia criteria of 2016 (clinical.md 3.3): painful sites, symptoms, regions, three months.

The number is the polysymptomatic distress score, WPI + SSS. Whether the criteria are met is its finding.
"""

from decimal import Decimal

from outcomes.rules.findings import ACR_SITES
from outcomes.rules.instrument import (
    YES_NO,
    Finding,
    Instrument,
    Item,
    Licence,
    Method,
    MissingRule,
    choices,
)
from outcomes.rules.words import Direction

_DEGREE = choices("None", "Slight", "Moderate", "Severe")


def _site(key: str) -> Item:
    return Item(key, key.replace("_", " ").capitalize(), "", YES_NO)


ACR2016 = Instrument(
    key="acr2016",
    version="2016",
    title="Fibromyalgia criteria 2016",
    recall="past week; the last three symptoms past 6 months",
    source="Wolfe 2016, Semin Arthritis Rheum 46:319",
    licence=Licence.OWN_LABELS,
    licence_words="Published criteria in our own words.",
    items=(
        *(_site(key) for key in ACR_SITES),
        Item("fatigue", "Fatigue", "", _DEGREE),
        Item("unrefreshed", "Waking unrefreshed", "", _DEGREE),
        Item("cognitive", "Trouble thinking or remembering", "", _DEGREE),
        Item("headaches", "Headaches, past 6 months", "", YES_NO),
        Item("abdominal", "Lower abdominal pain or cramps, past 6 months", "", YES_NO),
        Item("low_mood", "Depression, past 6 months", "", YES_NO),
        Item("three_months", "Like this for 3 months or more", "", YES_NO, is_scored=False),
    ),
    method=Method.SUM,
    low=Decimal(0),
    high=Decimal(31),
    unit="of 31",
    direction=Direction.LOWER_IS_BETTER,
    missing=MissingRule(full=26, least=26),
    finding=Finding.ACR_2016,
    entry_note="Answer every row; 0 where a site does not hurt.",
    caution="The criteria stand whatever else is diagnosed; they exclude nothing.",
)
