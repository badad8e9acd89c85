"""The capture line: plain words become rows, and what is not plain stays text (docs/capture-line.md)."""

from .lexicon import PREFIXES
from .line import read_as, read_line
from .said import (
    AbilitySaid,
    AllergySaid,
    Becomes,
    Context,
    EventSaid,
    FlagSaid,
    GoalSaid,
    LineRead,
    MedicineSaid,
    NoAllergySaid,
    Part,
    ProvokerSaid,
    TriedSaid,
)

__all__ = [
    "PREFIXES",
    "AbilitySaid",
    "AllergySaid",
    "Becomes",
    "Context",
    "EventSaid",
    "FlagSaid",
    "GoalSaid",
    "LineRead",
    "MedicineSaid",
    "NoAllergySaid",
    "Part",
    "ProvokerSaid",
    "TriedSaid",
    "read_as",
    "read_line",
]
