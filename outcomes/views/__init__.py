"""Staff pages of outcomes."""

from .calendar import day, days_month, headaches
from .check_ins import check_ins, check_ins_edit, check_ins_end, check_ins_start
from .days import day_error, day_new
from .errors import entry_error
from .flares import flare_edit, flare_error, flare_new, flares
from .goals import goal_close, goal_edit, goal_promote
from .measures import measure_edit, measure_new, measures, reading_new
from .paper import days_print, days_type
from .responses import response_new, scores

__all__ = [
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
    "goal_promote",
    "headaches",
    "measure_edit",
    "measure_new",
    "measures",
    "reading_new",
    "response_new",
    "scores",
]
