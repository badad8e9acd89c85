"""The measuring instrument: what was asked, answered, scored, tracked and logged."""

from .days import CheckInEpisode, Day, DayEntry, Pulse
from .devices import BroughtDays, DayImport, WearableChunk, WearableFile, WearableSource
from .flares import Flare
from .goals import GoalLevel, GoalScale, GoalWeek
from .measures import Goal, Measure, Reading
from .red_flags import RedFlagAnswer
from .responses import Answer, Ask, Response, Score

__all__ = [
    "Answer",
    "Ask",
    "BroughtDays",
    "CheckInEpisode",
    "Day",
    "DayEntry",
    "DayImport",
    "Flare",
    "Goal",
    "GoalLevel",
    "GoalScale",
    "GoalWeek",
    "Measure",
    "Pulse",
    "Reading",
    "RedFlagAnswer",
    "Response",
    "Score",
    "WearableChunk",
    "WearableFile",
    "WearableSource",
]
