"""Forms of the staff pages of outcomes."""

from .check_ins import AskedForm, EndForm, StartForm
from .days import DayForm
from .errors import ErrorForm
from .flares import FlareForm
from .measures import CloseGoalForm, GoalForm, MeasureForm, ReadingForm
from .months import PaperSheet
from .responses import ResponseForm

__all__ = [
    "AskedForm",
    "CloseGoalForm",
    "DayForm",
    "EndForm",
    "ErrorForm",
    "FlareForm",
    "GoalForm",
    "MeasureForm",
    "PaperSheet",
    "ReadingForm",
    "ResponseForm",
    "StartForm",
]
