"""Forms of the staff pages of outcomes."""

from .check_ins import AskedForm, EndForm, StartForm
from .days import DayForm
from .errors import ErrorForm
from .flares import FlareForm
from .goals import CloseGoalForm, GoalForm, GoalLevelForm, GoalScaleForm, GoalWeekForm
from .measures import MeasureForm, ReadingForm, TrackForm
from .months import PaperSheet
from .performance import PerformanceForm, TimedForm, trial_fields, trials_of
from .responses import ResponseForm
from .wearables import ColumnsForm, UndoForm, WearableForm

__all__ = [
    "CloseGoalForm",
    "GoalForm",
    "AskedForm",
    "ColumnsForm",
    "DayForm",
    "EndForm",
    "ErrorForm",
    "FlareForm",
    "GoalLevelForm",
    "GoalScaleForm",
    "GoalWeekForm",
    "MeasureForm",
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
