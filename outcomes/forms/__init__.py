"""Forms of the staff pages of outcomes."""

from .days import DayForm
from .errors import ErrorForm
from .measures import CloseGoalForm, GoalForm, MeasureForm, ReadingForm
from .responses import ResponseForm
from .wearables import ColumnsForm, UndoForm, WearableForm

__all__ = [
    "CloseGoalForm",
    "ColumnsForm",
    "DayForm",
    "ErrorForm",
    "GoalForm",
    "MeasureForm",
    "ReadingForm",
    "ResponseForm",
    "UndoForm",
    "WearableForm",
]
