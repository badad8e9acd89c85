"""The measuring instrument: what was asked, answered, scored, tracked and logged."""

from .days import CheckInEpisode, Day, DayEntry, Pulse
from .devices import BroughtDays, DayImport, WearableChunk, WearableFile, WearableSource
from .flares import Flare
from .goals import GoalLevel, GoalScale, GoalWeek
from .instruments import ItemName, LoadedInstrument
from .look_backs import SavedLookBack
from .measures import Goal, Measure, Reading
from .red_flags import RedFlagAnswer
from .responses import Answer, Ask, Response, Score
from .sleep import SleepNight

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
    "ItemName",
    "LoadedInstrument",
    "Measure",
    "Pulse",
    "Reading",
    "RedFlagAnswer",
    "Response",
    "SavedLookBack",
    "Score",
    "SleepNight",
    "WearableChunk",
    "WearableFile",
    "WearableSource",
]
