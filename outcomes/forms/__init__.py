"""Forms of the staff pages of outcomes."""

from .days import DayForm
from .errors import ErrorForm
from .goals import CloseGoalForm, GoalForm, GoalLevelForm, GoalScaleForm, GoalWeekForm
from .measures import MeasureForm, ReadingForm, TrackForm
from .performance import PerformanceForm, TimedForm, trial_fields, trials_of
from .responses import ResponseForm

__all__ = [
    "CloseGoalForm",
    "DayForm",
    "ErrorForm",
    "GoalForm",
    "GoalLevelForm",
    "GoalScaleForm",
    "GoalWeekForm",
    "MeasureForm",
    "PerformanceForm",
    "ReadingForm",
    "ResponseForm",
    "TimedForm",
    "TrackForm",
    "trial_fields",
    "trials_of",
]
