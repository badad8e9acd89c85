"""PCS (clinical.md 3.1): thirteen rows, three subscales that are series of their own. No item text."""

from decimal import Decimal
from typing import Any

from outcomes.rules.instrument import Instrument, Item, Licence, Method, MissingRule, Part, Scale, bands
from outcomes.rules.words import Direction

_SCALE = Scale(0, 4, "Not at all", "All the time")
_SUBSCALES = {
    "rumination": (8, 9, 10, 11),
    "magnification": (6, 7, 13),
    "helplessness": (1, 2, 3, 4, 5, 12),
}
_NAME_OF = {row: name for name, rows in _SUBSCALES.items() for row in rows}
_COMMON: dict[str, Any] = {
    "version": "1995",
    "recall": "when in pain",
    "source": "Sullivan 1995, Psychol Assess 7:524",
    "licence": Licence.LICENSED,
    "licence_words": (
        "The Pain Catastrophizing Scale is © Michael Sullivan, licensed through Mapi Research Trust. Use your"
        " site's own licensed form; only its numbers are typed in here."
    ),
    "method": Method.SUM,
    "low": Decimal(0),
    "direction": Direction.LOWER_IS_BETTER,
}


def _items(rows: tuple[int, ...]) -> tuple[Item, ...]:
    return tuple(Item(f"r{row}", f"{row}. {_NAME_OF[row].capitalize()}", "", _SCALE) for row in rows)


def _subscale(name: str, rows: tuple[int, ...]) -> Instrument:
    highest = 4 * len(rows)
    return Instrument(
        key=f"pcs_{name}",
        title=f"PCS {name}",
        items=_items(rows),
        high=Decimal(highest),
        unit=f"of {highest}",
        missing=MissingRule(len(rows), len(rows)),
        is_part=True,
        **_COMMON,
    )


PCS_SUBSCALES = tuple(_subscale(name, rows) for name, rows in _SUBSCALES.items())
PCS = Instrument(
    key="pcs",
    title="PCS",
    items=_items(tuple(range(1, 14))),
    high=Decimal(52),
    unit="of 52",
    missing=MissingRule(13, 13),
    bands=bands((29, "below the cut of 30"), (52, "clinically relevant")),
    parts=tuple(Part(one, tuple(item.key for item in one.items)) for one in PCS_SUBSCALES),
    **_COMMON,
)
