"""ISI (clinical.md 3.1): seven rows, all needed. No item text."""

from decimal import Decimal

from outcomes.rules.instrument import (
    ChangeFigure,
    Instrument,
    Item,
    Licence,
    Method,
    MissingRule,
    Scale,
    bands,
)
from outcomes.rules.words import Direction

_SCALE = Scale(0, 4, "Least", "Most")
_ROWS = (
    ("falling", "Falling asleep"),
    ("staying", "Staying asleep"),
    ("early", "Waking early"),
    ("satisfied", "Satisfaction with sleep"),
    ("noticed", "Noticed by others"),
    ("worried", "Worry about sleep"),
    ("daytime", "Effect on the day"),
)

ISI = Instrument(
    key="isi",
    version="2wk",
    title="ISI",
    recall="last 2 weeks",
    source="Bastien 2001, Sleep Med 2:297; Morin 2011, Sleep 34:601",
    licence=Licence.LICENSED,
    licence_words=(
        "The Insomnia Severity Index is © Charles Morin, licensed through Mapi Research Trust. Use your"
        " site's own licensed form; only its numbers are typed in here."
    ),
    items=tuple(Item(key, label, "", _SCALE) for key, label in _ROWS),
    method=Method.SUM,
    low=Decimal(0),
    high=Decimal(28),
    unit="of 28",
    direction=Direction.LOWER_IS_BETTER,
    missing=MissingRule(7, 7),
    important=ChangeFigure("6 points (Yang 2009, Curr Med Res Opin)", Decimal(6)),
    percent_floor=Decimal(6),
    bands=bands((7, "no insomnia"), (14, "subthreshold"), (21, "moderate"), (28, "severe")),
    entry_note="For the form about the last 2 weeks; the order of rows 5 to 7 differs between copies.",
)
