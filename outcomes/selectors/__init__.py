"""Reads about outcomes."""

from .anchors import AnchorLine, anchor_column, anchor_line, anchor_sql
from .asking import AskLine, ask_burden, asked_of, offered_now
from .asks import ask_by_token
from .calendar import DayPage, MonthPage, day_page, month_page
from .catalogue import Catalogue
from .check_ins import BlockLine, PaperMonth, block_of, paper_month
from .days import LoggedDays, days_and_block
from .flares import FlareLine, flare_days, flares, running_flare
from .function_and_pain import PATTERN_KEYS, FunctionAndPain, function_and_pain, pain_item_rows, sides_of
from .headaches import HeadachePage, headache_page
from .look_backs import AnchorDays, SavedLine, anchor_days, hard_days, saved_look_backs
from .measures import MeasuresPage, measures_page
from .noise import noise_by
from .noticed import DAYS_READ, Noticed, noticed_in, pattern_in
from .own_rows import OwnRow, item_names, own_rows
from .scores import ScoreSeries, score_series
from .sleep import SleepSeries, sleep_series
from .wearables import devices_of, wearable_files

__all__ = [
    "AnchorDays",
    "DAYS_READ",
    "PATTERN_KEYS",
    "AnchorLine",
    "AskLine",
    "BlockLine",
    "Catalogue",
    "DayPage",
    "FlareLine",
    "FunctionAndPain",
    "HeadachePage",
    "LoggedDays",
    "MeasuresPage",
    "MonthPage",
    "Noticed",
    "OwnRow",
    "PaperMonth",
    "SavedLine",
    "ScoreSeries",
    "SleepSeries",
    "anchor_column",
    "anchor_line",
    "anchor_days",
    "anchor_sql",
    "ask_burden",
    "ask_by_token",
    "asked_of",
    "block_of",
    "day_page",
    "days_and_block",
    "devices_of",
    "flare_days",
    "flares",
    "function_and_pain",
    "hard_days",
    "headache_page",
    "item_names",
    "measures_page",
    "month_page",
    "noise_by",
    "noticed_in",
    "offered_now",
    "own_rows",
    "pain_item_rows",
    "paper_month",
    "pattern_in",
    "running_flare",
    "saved_look_backs",
    "score_series",
    "sides_of",
    "sleep_series",
    "wearable_files",
]
