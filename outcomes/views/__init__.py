"""Staff pages of outcomes."""

from .days import day_error, day_new
from .errors import entry_error
from .goal_course import goal_level_new, goal_scale, goal_week_new
from .goals import goal_close, goal_edit, goal_from, goal_promote, goal_track
from .measures import measure_edit, measure_new, measures, reading_new
from .performance import reading_timed, test_new
from .responses import response_new, scores

__all__ = [
    "day_error",
    "day_new",
    "entry_error",
    "goal_close",
    "goal_edit",
    "goal_from",
    "goal_level_new",
    "goal_promote",
    "goal_scale",
    "goal_track",
    "goal_week_new",
    "measure_edit",
    "measure_new",
    "measures",
    "reading_new",
    "reading_timed",
    "response_new",
    "scores",
    "test_new",
]
