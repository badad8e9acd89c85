"""How a checkpoint's number is said inside its question.

Two blanks: `[do]` is what the person does with the number (“sit for 36 minutes”), `[line]` the bare number.
"""

from decimal import Decimal

from outcomes.rules.words import Capacity

from .checkpoint import with_unit
from .plain import filled, unfilled

_VERBS = {
    Capacity.SIT: "sit",
    Capacity.WALK: "walk",
    Capacity.STAND: "stand",
    Capacity.LIFT: "lift",
    Capacity.SLEEP: "sleep",
    Capacity.STAIRS: "climb",
    Capacity.DRIVE: "drive",
    Capacity.COOK: "cook",
}
_TIMES = ("min", "hour", "sec", "h")


def doing(capacity: Capacity, label: str, value: Decimal, unit: str) -> str:
    """“sit for 36 minutes”, “walk 3 blocks”; what has no verb is reached: “reach 4 pages (reads)”."""
    amount = with_unit(value, unit)
    verb = _VERBS.get(capacity)
    if verb is None:
        return f"reach {amount} ({label[:1].lower()}{label[1:]})"
    takes_time = capacity is not Capacity.SLEEP and unit.lower().startswith(_TIMES)
    return f"{verb} for {amount}" if takes_time else f"{verb} {amount}"


def asked(text: str, *, do: str, line: str) -> str:
    return filled(text, do=do, line=line)


def unasked(text: str, *, do: str, line: str) -> str:
    """The blanks back again; `do` first, because it holds the line."""
    return unfilled(unfilled(text, do=do), line=line)
