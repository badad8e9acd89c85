"""Staff pages of outcomes."""

from .asks import ask_cancel, ask_new
from .calendar import day, days_month, headaches
from .check_ins import check_ins, check_ins_edit, check_ins_end, check_ins_start
from .days import day_error, day_new
from .errors import entry_error
from .flares import flare_edit, flare_error, flare_new, flares
from .goal_course import goal_level_new, goal_scale, goal_week_new
from .goals import goal_close, goal_edit, goal_from, goal_promote, goal_track
from .measures import measure_edit, measure_new, measures, reading_new
from .paper import days_print, days_type
from .performance import reading_timed, test_new
from .responses import response_new, response_print, scores
from .sleep import night_new
from .wearables import wearable, wearable_columns, wearable_undo, wearable_upload, wearables

__all__ = [
    "ask_cancel",
    "ask_new",
    "check_ins",
    "check_ins_edit",
    "check_ins_end",
    "check_ins_start",
    "day",
    "day_error",
    "day_new",
    "days_month",
    "days_print",
    "days_type",
    "entry_error",
    "flare_edit",
    "flare_error",
    "flare_new",
    "flares",
    "goal_close",
    "goal_edit",
    "goal_from",
    "goal_level_new",
    "goal_promote",
    "goal_scale",
    "goal_track",
    "goal_week_new",
    "headaches",
    "measure_edit",
    "measure_new",
    "measures",
    "night_new",
    "reading_new",
    "reading_timed",
    "response_new",
    "response_print",
    "scores",
    "test_new",
    "wearable",
    "wearable_columns",
    "wearable_undo",
    "wearable_upload",
    "wearables",
]
