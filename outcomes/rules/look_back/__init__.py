"""The look-back: what the days before and after an event say beside the days before those (S72)."""

from .facts import Counted, Event, Finding, LookBack, Numbers, Series, Stretch, Stretches
from .hard_weeks import hard_weeks
from .judging import METHOD, look_back
from .sentences import figure
from .snapshot import Beside, digest, snapshot
from .words import ANCHORS, Anchor, Answer, EventKind, Side, Why

__all__ = [
    "ANCHORS",
    "METHOD",
    "Anchor",
    "Answer",
    "Beside",
    "Counted",
    "Event",
    "EventKind",
    "Finding",
    "LookBack",
    "Numbers",
    "Series",
    "Side",
    "Stretch",
    "Stretches",
    "Why",
    "digest",
    "figure",
    "hard_weeks",
    "look_back",
    "snapshot",
]
