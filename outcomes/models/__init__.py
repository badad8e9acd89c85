"""The measuring instrument: what was asked, answered, scored, tracked and logged."""

from .days import CheckInEpisode, Day, DayEntry, Pulse
from .devices import DayImport
from .flares import Flare
from .measures import Goal, Measure, Reading
from .red_flags import RedFlagAnswer
from .responses import Answer, Ask, Response, Score

__all__ = [
    "Answer",
    "Ask",
    "CheckInEpisode",
    "Day",
    "DayEntry",
    "DayImport",
    "Flare",
    "Goal",
    "Measure",
    "Pulse",
    "Reading",
    "RedFlagAnswer",
    "Response",
    "Score",
]
