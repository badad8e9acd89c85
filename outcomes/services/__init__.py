"""Verbs about outcomes: asking, answering, scoring, tracking, the day, danger signs."""

from .asks import cancel_asks, create_ask, expire_ask, expire_asks, issue_token, open_due_asks
from .check_ins import start_check_ins, take_back_check_ins
from .day_links import renew_day_link
from .days import DaySaved, save_day, withdraw_day
from .device_days import DeviceImport, import_device_days, import_device_export
from .device_people import link_device_people
from .errors import enter_in_error
from .goals import close_goal, promote_goal, set_goal
from .hand_asks import ask_by_hand, cancel_ask
from .item_names import name_items
from .loading import Loaded, check_instrument_file, load_instrument
from .measures import record_reading, set_measure
from .recount import Recount, recompute_scores
from .red_flags import RedFlagSaved, answer_red_flag
from .responses import AnswerSaved, complete_response, record_response, save_answer, start_response
from .scores import ImportedScore, ImportedScores, import_scores, withdraw_scores
from .sleep import record_night

__all__ = [
    "AnswerSaved",
    "DaySaved",
    "DeviceImport",
    "ImportedScore",
    "ImportedScores",
    "Loaded",
    "Recount",
    "RedFlagSaved",
    "answer_red_flag",
    "ask_by_hand",
    "cancel_ask",
    "cancel_asks",
    "check_instrument_file",
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
    "load_instrument",
    "name_items",
    "open_due_asks",
    "promote_goal",
    "recompute_scores",
    "record_night",
    "record_reading",
    "record_response",
    "renew_day_link",
    "save_answer",
    "save_day",
    "set_goal",
    "set_measure",
    "start_check_ins",
    "take_back_check_ins",
    "start_response",
    "withdraw_day",
    "withdraw_scores",
]
