"""RMDQ: 24 statements about the back, today (clinical.md 2.4). Rows are our own words, for staff entry."""

from decimal import Decimal

from outcomes.rules.instrument import YES_NO, ChangeFigure, Instrument, Item, Licence, Method, MissingRule
from outcomes.rules.words import Direction

_ROWS = (
    "Home most of the time",
    "Changes position",
    "Walks slowly",
    "No jobs about the house",
    "Handrail on stairs",
    "Lies down to rest",
    "Holds on to rise from a chair",
    "Asks others to do things",
    "Dresses slowly",
    "Stands only briefly",
    "No bending or kneeling",
    "Hard to rise from a chair",
    "Pain nearly always",
    "Hard to turn in bed",
    "Poor appetite",
    "Trouble with socks",
    "Short walks only",
    "Sleeps less",
    "Help with dressing",
    "Sits most of the day",
    "No heavy jobs",
    "Short-tempered",
    "Slow on stairs",
    "In bed most of the time",
)
_KEYS = tuple(f"s{n}" for n in range(1, len(_ROWS) + 1))

RMDQ = Instrument(
    key="rmdq",
    version="24",
    title="RMDQ",
    recall="today",
    source="Roland & Morris 1983, Spine 8:141",
    licence=Licence.OWN_LABELS,
    licence_words="The authors ask for no permission. The rows are our own short words, not the form.",
    items=tuple(
        Item(key, f"{n}. {row}", "", YES_NO) for n, (key, row) in enumerate(zip(_KEYS, _ROWS, strict=True), 1)
    ),
    method=Method.SUM,
    low=Decimal(0),
    high=Decimal(24),
    unit="of 24",
    direction=Direction.LOWER_IS_BETTER,
    missing=MissingRule(full=24, least=24, ticks=_KEYS),
    important=ChangeFigure("5 points or 30 percent (Ostelo 2008, Spine)", Decimal(5), Decimal(30)),
    percent_floor=Decimal(4),
    entry_note="The patient marks what applies: an empty row means no. Where none is marked, type one 0.",
)
