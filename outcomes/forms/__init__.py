"""Forms of the staff pages of outcomes."""

from .asks import AskForm
from .check_ins import AskedForm, EndForm, StartForm
from .days import DayForm
from .errors import ErrorForm
from .flares import FlareForm
from .goals import CloseGoalForm, GoalForm, GoalLevelForm, GoalScaleForm, GoalWeekForm
from .measures import MeasureForm, ReadingForm, TrackForm
from .months import PaperSheet
from .performance import PerformanceForm, TimedForm, trial_fields, trials_of
from .responses import ResponseForm
from .sleep import NightForm
from .wearables import ColumnsForm, UndoForm, WearableForm

__all__ = [
    "AskForm",
    "AskedForm",
    "CloseGoalForm",
    "ColumnsForm",
    "DayForm",
    "EndForm",
    "ErrorForm",
    "FlareForm",
    "GoalForm",
    "GoalLevelForm",
    "GoalScaleForm",
    "GoalWeekForm",
    "MeasureForm",
    "NightForm",
    "PaperSheet",
    "PerformanceForm",
    "ReadingForm",
    "ResponseForm",
    "StartForm",
    "TimedForm",
    "TrackForm",
    "UndoForm",
    "WearableForm",
    "trial_fields",
    "trials_of",
]
