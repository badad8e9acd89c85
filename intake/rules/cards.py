"""Cards: small forms of the intake that save themselves whole (a goal, PEG, how far somebody walks).

What is typed is kept as typed until the card is whole; then it becomes a goal, a score or a reading.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from core.errors import DomainError
from outcomes.rules.capacities import INVENTORY
from outcomes.rules.words import Capacity

Values = Mapping[str, str]

#: What everybody is asked that they can do, and the words that head its line (S07).
_ASKED_FIRST = (Capacity.WALK, Capacity.SIT, Capacity.STAND, Capacity.LIFT, Capacity.SLEEP)
#: The rest of the inventory: each may be left out, and what is sensitive says so.
FURTHER = tuple(kind.value for kind in INVENTORY if kind not in _ASKED_FIRST)
CAPACITIES = {kind.value: INVENTORY[kind].label for kind in _ASKED_FIRST} | {
    key: INVENTORY[Capacity(key)].label for key in FURTHER
}
#: Kept apart from roles that do not read what is sensitive.
SENSITIVE = tuple(kind.value for kind, words in INVENTORY.items() if words.sensitive)
SCORES = ("peg", "odi")
GOALS = ("goal-1", "goal-2", "goal-3")
SLOTS = (*CAPACITIES, *SCORES, *GOALS)


def title_of(slot: str) -> str:
    return CAPACITIES.get(slot) or (slot.upper() if slot in SCORES else slot.replace("-", " ").capitalize())


@dataclass(frozen=True)
class TypedCard:
    """A card as it was typed. `said` is what it says when it is whole, else None and `sentence` tells why."""

    typed: dict[str, str]
    said: dict[str, Any] | None
    sentence: str

    @property
    def is_empty(self) -> bool:
        return not any(self.typed.values())


class CardConflict(DomainError):
    """Somebody else saved another version of this card first: both are kept and shown."""

    def __init__(self, *, mine: dict[str, str], theirs: dict[str, str]):
        super().__init__("conflict", "Somebody else changed this meanwhile.")
        self.mine, self.theirs = mine, theirs


@dataclass(frozen=True)
class CardState:
    """A card as a page shows it: the values, whether they are recorded, what is still needed, what came of
    them (a score, or the last value of an earlier day), and what an empty field offers.

    Of a capacity also the key of its measure (`track`; `timed` when a stopwatch can measure it), and the
    quota to start from that its timed tries give, in words with its source.
    """

    values: dict[str, str]
    is_recorded: bool
    sentence: str = ""
    result: str = ""
    offered: dict[str, str] = field(default_factory=dict)
    track: str = ""
    quota: str = ""
    timed: str = ""

    @property
    def seen(self) -> str:
        """Names this version; the next save says which version it was made from."""
        said = {name: text for name, text in self.values.items() if text}
        return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]


def card_words(slot: str, card: CardState) -> str:
    """A recorded card in one line, as a signed page keeps it."""
    values, get = card.values, card.values.get
    if slot in SCORES:
        return card.result
    if slot in CAPACITIES:
        stopped = f"stopped by {get('limiter')}" if get("limiter") else ""
        return ", ".join(filter(None, [f"{values['value']} {values['unit']}", stopped]))
    now = f"now {get('baseline')}" if get("baseline") else ""
    number = "" if _says_number(values) else f"{values['target']} {values['unit']}"
    how = ", ".join(filter(None, [number, get("frequency"), get("condition"), now]))
    return f"{values['words']}: {how}" if how else values["words"]


def _says_number(goal: Values) -> bool:
    """“Play with my grandson 30 min” says its 30 minutes already."""
    number = rf"\b{re.escape(goal['target'])}\s*{re.escape(goal['unit'][:3])}"
    return re.search(number, goal["words"], re.IGNORECASE) is not None


def same(one: Values, other: Values) -> bool:
    """Whether two versions say the same; an empty field and an absent one are equal."""
    return {k: v for k, v in one.items() if v} == {k: v for k, v in other.items() if v}


def ensure_seen(current: CardState, typed: Values, seen: str) -> None:
    """Refuse to write over a version that the writer did not see, unless it says the same."""
    if seen != current.seen and not same(typed, current.values):
        raise CardConflict(mine=dict(typed), theirs=current.values)
