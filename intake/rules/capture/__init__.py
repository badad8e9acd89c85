"""The capture line: plain words become rows, and what is not plain stays text (docs/capture-line.md)."""

from .lexicon import PREFIXES
from .line import read_as, read_line
from .said import (
    AbilitySaid,
    Becomes,
    Context,
    EventSaid,
    FlagSaid,
    GoalSaid,
    LineRead,
    Part,
    ProvokerSaid,
    TriedSaid,
)

__all__ = [
    "PREFIXES",
    "AbilitySaid",
    "Becomes",
    "Context",
    "EventSaid",
    "FlagSaid",
    "GoalSaid",
    "LineRead",
    "Part",
    "ProvokerSaid",
    "TriedSaid",
    "read_as",
    "read_line",
]
