"""PGIC: the person's own overall word for change (clinical.md 3.1, Guy 1976), in our own words.

1 is very much better. The Hurst & Bolton form runs the other way: its numbers do not belong here.
"""

from decimal import Decimal

from outcomes.rules.instrument import Instrument, Item, Licence, Method, MissingRule, bands, choices
from outcomes.rules.words import Direction

_CHANGE = choices(
    "Very much better",
    "Much better",
    "A little better",
    "No change",
    "A little worse",
    "Much worse",
    "Very much worse",
    low=1,
)

PGIC = Instrument(
    key="pgic",
    version="guy-7",
    title="PGIC",
    recall="since the start of this care",
    source="Guy 1976, ECDEU assessment manual; responder is 1 or 2",
    licence=Licence.OWN_LABELS,
    licence_words="A generic seven-point rating in our own words, free to use.",
    items=(
        Item("change", "Change overall", "Since you started here, how are you now, all in all?", _CHANGE),
    ),
    method=Method.MEAN,
    low=Decimal(1),
    high=Decimal(7),
    unit="of 7",
    direction=Direction.LOWER_IS_BETTER,
    missing=MissingRule(full=1, least=1),
    bands=bands((2, "much better"), (3, "a little better"), (4, "no change"), (7, "worse")),
    entry_note="1 is very much better. Forms that run the other way (Hurst & Bolton) do not belong here.",
)
