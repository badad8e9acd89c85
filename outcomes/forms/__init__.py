"""Forms of the staff pages of outcomes."""

from .asks import AskForm
from .days import DayForm
from .errors import ErrorForm
from .measures import CloseGoalForm, GoalForm, MeasureForm, ReadingForm
from .responses import ResponseForm
from .sleep import NightForm

__all__ = [
    "AskForm",
    "CloseGoalForm",
    "DayForm",
    "ErrorForm",
    "GoalForm",
    "MeasureForm",
    "NightForm",
    "ReadingForm",
    "ResponseForm",
]
