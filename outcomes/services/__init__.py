"""Verbs about outcomes: asking, answering, scoring, tracking, the day, danger signs."""

from .asks import cancel_asks, create_ask, expire_ask, expire_asks, issue_token, open_due_asks
from .check_ins import Asked, change_check_ins, end_check_ins, start_check_ins, take_back_check_ins
from .day_links import renew_day_link
from .days import DaySaved, save_day, withdraw_day
from .device_days import DeviceImport, import_device_days, import_device_export
from .device_people import link_device_people
from .errors import enter_in_error
from .flares import FlareFacts, correct_flare, describe_flare, end_flare, start_flare, withdraw_flare
from .goals import close_goal, promote_goal, set_goal
from .measures import record_reading, set_measure
from .months import MonthSaved, PaperDay, kept_days, save_paper_days
from .red_flags import RedFlagSaved, answer_red_flag
from .responses import AnswerSaved, complete_response, record_response, save_answer, start_response
from .scores import ImportedScore, ImportedScores, import_scores, withdraw_scores

__all__ = [
    "AnswerSaved",
    "Asked",
    "DaySaved",
    "DeviceImport",
    "FlareFacts",
    "ImportedScore",
    "ImportedScores",
    "MonthSaved",
    "PaperDay",
    "RedFlagSaved",
    "answer_red_flag",
    "cancel_asks",
    "change_check_ins",
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
    "import_device_days",
    "import_device_export",
    "import_scores",
    "issue_token",
    "kept_days",
    "link_device_people",
    "open_due_asks",
    "promote_goal",
    "record_reading",
    "record_response",
    "renew_day_link",
    "save_answer",
    "save_day",
    "save_paper_days",
    "set_goal",
    "set_measure",
    "start_check_ins",
    "start_flare",
    "take_back_check_ins",
    "start_response",
    "withdraw_day",
    "withdraw_flare",
    "withdraw_scores",
]
