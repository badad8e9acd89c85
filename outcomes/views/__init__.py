"""Staff pages of outcomes."""

from .asks import ask_cancel, ask_new
from .days import day_error, day_new
from .errors import entry_error
from .goals import goal_close, goal_edit, goal_promote
from .measures import measure_edit, measure_new, measures, reading_new
from .responses import response_new, scores
from .sleep import night_new

__all__ = [
    "ask_cancel",
    "ask_new",
    "day_error",
    "day_new",
    "entry_error",
    "goal_close",
    "goal_edit",
    "goal_promote",
    "measure_edit",
    "measure_new",
    "measures",
    "night_new",
    "reading_new",
    "response_new",
    "scores",
]
