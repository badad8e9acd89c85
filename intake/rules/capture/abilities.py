"""What the person can do: a capacity of the inventory, a number, its unit, and what stops them (S07)."""

import re
from decimal import Decimal

from outcomes.rules.capacities import INVENTORY
from outcomes.rules.words import Capacity

from .lexicon import ABILITIES
from .pieces import AMOUNT, number_of, segments, unit_of, without_subject
from .said import AbilitySaid, Becomes, Context, LineRead

NO_NUMBER = "It counts once it has one number with its unit, like “sits 8 min”."
_HEDGE = r"(?:for|up to|at most|max(?:imum)?|only|about|~|around|maybe)"
_LIMITER = re.compile(
    r"^(?:then|before|until|till|limited by|stopped by|stops (?:for|b/c(?: of)?|because of)|b/c(?: of)?|bc|"
    r"because of|due to|d/t|2/2)\s+(?P<limiter>\S.*)$",
    re.IGNORECASE,
)
_MOST = re.compile(
    r"^(?:max|tops|only|at most|at a time|w/o stopping|without stopping|w/o a break|a night|"
    r"/ ?night|per night)?$",
    re.IGNORECASE,
)
_BARE = re.compile(r"^(?:can|pt can)\b\s*:?\s*", re.IGNORECASE)


def read_abilities(text: str, body: str, context: Context, *, is_told: bool) -> LineRead | None:
    """`sits 8 min`, `walks 2 blocks then left calf`. No number, no unit, or two numbers: it stays text."""
    said = without_subject(body)
    is_told = is_told or bool(_BARE.match(said))
    said = _BARE.sub("", said)
    parts: list[AbilitySaid] = []
    rest: list[str] = []
    for piece in segments(said):
        found = _ability(piece, is_told=is_told)
        limits = _LIMITER.match(piece)
        if found:
            parts.append(found)
        elif parts and not rest and limits and not parts[-1].limiter:
            parts[-1] = _stopped(parts[-1], piece, limits["limiter"])
        else:
            rest.append(piece)
    if parts and _ability(segments(said)[0], is_told=is_told):
        return LineRead(text, Becomes.CAN, tuple(parts), rest=", ".join(rest))
    return LineRead(text, Becomes.NOTE, reason=_why(said)) if is_told else None


def _ability(piece: str, *, is_told: bool) -> AbilitySaid | None:
    for capacity, told, alone in ABILITIES:
        verb = rf"(?:{told}|{alone})" if is_told else rf"(?:{alone})"
        if begins := re.match(rf"^{verb}\s+(?:{_HEDGE}\s*)*(?=\d)", piece, re.IGNORECASE):
            return _counted(capacity, piece, piece[begins.end() :])
    return None


def _counted(capacity: Capacity, piece: str, amount: str) -> AbilitySaid | None:
    found = AMOUNT.match(amount)
    if found is None:
        return None
    value, unit = _in_its_unit(capacity, number_of(found), unit_of(found))
    tail = amount[found.end() :].strip()
    limits = _LIMITER.match(tail)
    if not unit or not (_MOST.match(tail) or limits):
        return None
    return AbilitySaid(piece, capacity, value, unit, limits["limiter"] if limits else "")


def _in_its_unit(capacity: Capacity, value: Decimal, unit: str) -> tuple[Decimal, str]:
    """In a unit that the inventory counts this in, or with none. Only an hour is turned, into 60 minutes."""
    units = INVENTORY[capacity].units
    if unit == "hours" and unit not in units and "minutes" in units:
        return value * 60, "minutes"
    return value, unit if unit in units else ""


def _stopped(part: AbilitySaid, piece: str, limiter: str) -> AbilitySaid:
    return AbilitySaid(f"{part.said}, {piece}", part.capacity, part.value, part.unit, limiter)


def _why(said: str) -> str:
    """Which unit would count, when the capacity is known."""
    for capacity, told, alone in ABILITIES:
        if re.match(rf"^(?:{told}|{alone})\b", said, re.IGNORECASE):
            *more, last = INVENTORY[capacity].units
            units = f"{', '.join(more)} or {last}" if more else last
            return f"“{INVENTORY[capacity].label}” needs one number in {units}."
    return NO_NUMBER
