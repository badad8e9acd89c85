"""The look-back: what the days before and after an event say beside the days before those (S72)."""

from .facts import Counted, Event, Finding, LookBack, Numbers, Series, Stretch, Stretches
from .judging import METHOD, look_back
from .words import ANCHORS, Anchor, Answer, EventKind, Side, Why

__all__ = [
    "ANCHORS",
    "METHOD",
    "Anchor",
    "Answer",
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
    "look_back",
]
