"""Verbs about outcomes: asking, answering, scoring, tracking, the day, danger signs."""

from .asks import cancel_asks, create_ask, expire_ask, expire_asks, issue_token, open_due_asks
from .check_ins import start_check_ins, take_back_check_ins
from .day_links import renew_day_link
from .days import DaySaved, save_day, withdraw_day
from .device_days import DeviceImport, import_device_days, import_device_export
from .device_people import link_device_people
from .errors import enter_in_error
from .goal_scales import record_goal_level, set_goal_scale
from .goal_weeks import save_goal_week
from .goals import close_goal, promote_goal, set_goal, track_goal
from .measures import record_reading, set_measure
from .performance import record_test, record_timed_test, record_trials
from .red_flags import RedFlagSaved, answer_red_flag
from .responses import AnswerSaved, complete_response, record_response, save_answer, start_response
from .scores import ImportedScore, ImportedScores, import_scores, withdraw_scores

__all__ = [
    "AnswerSaved",
    "DaySaved",
    "DeviceImport",
    "ImportedScore",
    "ImportedScores",
    "RedFlagSaved",
    "answer_red_flag",
    "cancel_asks",
    "close_goal",
    "complete_response",
    "create_ask",
    "enter_in_error",
    "expire_ask",
    "expire_asks",
    "import_device_days",
    "import_device_export",
    "import_scores",
    "issue_token",
    "link_device_people",
    "open_due_asks",
    "promote_goal",
    "record_goal_level",
    "record_reading",
    "record_response",
    "record_test",
    "record_timed_test",
    "record_trials",
    "renew_day_link",
    "save_answer",
    "save_day",
    "save_goal_week",
    "set_goal",
    "set_goal_scale",
    "set_measure",
    "start_check_ins",
    "take_back_check_ins",
    "start_response",
    "track_goal",
    "withdraw_day",
    "withdraw_scores",
]
