"""Reads about outcomes."""

from .asks import ask_by_token
from .days import LoggedDays, logged_days
from .flares import FlareLine, flare_days, flares, running_flare
from .look_backs import SavedLine, anchor_series, hard_days, saved_look_backs
from .measures import MeasuresPage, measures_page
from .scores import ScoreSeries, score_series

__all__ = [
    "FlareLine",
    "LoggedDays",
    "MeasuresPage",
    "SavedLine",
    "ScoreSeries",
    "anchor_series",
    "ask_by_token",
    "flare_days",
    "flares",
    "hard_days",
    "logged_days",
    "measures_page",
    "running_flare",
    "saved_look_backs",
    "score_series",
]
