"""Two versions of one card: the one that is not chosen stays findable (people/set_aside.py)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from intake.rules.cards import CardConflict, CardState, Values
from people.access import Actor
from people.models import PatientRow
from people.permissions import Permission
from people.set_aside import Meeting, keep_refused, keep_replaced

WHOLE = "whole-card"  # the name of a card that is all that its row has


@dataclass(frozen=True)
class Card:
    """What the versions of a card have in common: its row, its name there, how its values are said, how the
    audit log knows its saves, and what reading it asks for."""

    row: PatientRow
    name: str
    words: Callable[[Values], list[str]]
    saves: Mapping[str, object]
    permission: Permission = Permission.INTAKE_EDIT

    def text(self, values: Values) -> str:
        return ", ".join(self.words(values))


def keep_other_version(*, card: Card, conflict: CardConflict, by: Actor, at: datetime) -> None:
    """The version that came second stays findable, whatever is chosen."""
    met = Meeting(CardState(conflict.theirs, is_recorded=False).seen, card.permission, by, at)
    keep_refused(card.row, card.name, card.text(conflict.mine), met)


def keep_version_before(*, card: Card, before: CardState, chosen: Values, by: Actor, at: datetime) -> None:
    """So does the one that came first, where the other writer chose their own. Called before the save is on
    the audit log, which still names who wrote it."""
    met = Meeting(before.seen, card.permission, by, at)
    text = card.text(before.values)
    keep_replaced(card.row, card.name, text, met, chosen=card.text(chosen), saves=card.saves)
