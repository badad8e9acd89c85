"""Verbs about outcomes: asking, answering, scoring, tracking, the day, danger signs."""

from .asks import cancel_asks, create_ask, expire_ask, expire_asks, issue_token, open_due_asks
from .check_ins import Asked, change_check_ins, end_check_ins, start_check_ins, take_back_check_ins
from .day_links import renew_day_link
from .days import DaySaved, save_day, withdraw_day
from .device_days import DeviceImport, import_device_export
from .device_people import link_device_people
from .errors import enter_in_error
from .flares import FlareFacts, correct_flare, describe_flare, end_flare, start_flare, withdraw_flare
from .goal_scales import record_goal_level, set_goal_scale
from .goal_weeks import save_goal_week
from .goals import close_goal, promote_goal, set_goal, track_goal
from .hand_asks import ask_by_hand, cancel_ask
from .item_names import name_items
from .loading import Loaded, check_instrument_file, load_instrument
from .look_backs import save_look_back
from .measures import record_reading, set_measure
from .months import MonthSaved, PaperDay, kept_days, save_paper_days
from .performance import record_test, record_timed_test, record_trials
from .recount import Recount, recompute_scores
from .red_flags import RedFlagSaved, answer_red_flag
from .responses import AnswerSaved, complete_response, record_response, save_answer, start_response
from .scores import ImportedScore, ImportedScores, import_scores, withdraw_scores
from .sleep import record_night

__all__ = [
    "AnswerSaved",
    "Asked",
    "DaySaved",
    "DeviceImport",
    "FlareFacts",
    "ImportedScore",
    "ImportedScores",
    "Loaded",
    "MonthSaved",
    "PaperDay",
    "Recount",
    "RedFlagSaved",
    "answer_red_flag",
    "ask_by_hand",
    "cancel_ask",
    "cancel_asks",
    "change_check_ins",
    "check_instrument_file",
    "close_goal",
    "complete_response",
    "correct_flare",
    "create_ask",
    "describe_flare",
    "end_check_ins",
    "end_flare",
    "enter_in_error",
    "expire_ask",
    "expire_asks",
    "import_device_export",
    "import_scores",
    "issue_token",
    "kept_days",
    "link_device_people",
    "load_instrument",
    "name_items",
    "open_due_asks",
    "promote_goal",
    "recompute_scores",
    "record_goal_level",
    "record_night",
    "record_reading",
    "record_response",
    "record_test",
    "record_timed_test",
    "record_trials",
    "renew_day_link",
    "save_answer",
    "save_day",
    "save_goal_week",
    "save_look_back",
    "save_paper_days",
    "set_goal",
    "set_goal_scale",
    "set_measure",
    "start_check_ins",
    "start_flare",
    "start_response",
    "take_back_check_ins",
    "track_goal",
    "withdraw_day",
    "withdraw_flare",
    "withdraw_scores",
]
