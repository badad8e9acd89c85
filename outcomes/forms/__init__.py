"""Forms of the staff pages of outcomes."""

from .days import DayForm
from .errors import ErrorForm
from .measures import CloseGoalForm, GoalForm, MeasureForm, ReadingForm
from .responses import ResponseForm

__all__ = [
    "CloseGoalForm",
    "DayForm",
    "ErrorForm",
    "GoalForm",
    "MeasureForm",
    "ReadingForm",
    "ResponseForm",
]
