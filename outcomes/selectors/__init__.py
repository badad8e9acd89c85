"""Reads about outcomes."""

from .asking import AskLine, ask_burden, asked_of, offered_now
from .asks import ask_by_token
from .catalogue import Catalogue
from .days import LoggedDays, logged_days
from .measures import MeasuresPage, measures_page
from .own_rows import OwnRow, item_names, own_rows
from .scores import ScoreSeries, score_series
from .sleep import SleepSeries, sleep_series

__all__ = [
    "AskLine",
    "Catalogue",
    "LoggedDays",
    "MeasuresPage",
    "OwnRow",
    "ScoreSeries",
    "SleepSeries",
    "ask_burden",
    "ask_by_token",
    "asked_of",
    "item_names",
    "logged_days",
    "measures_page",
    "offered_now",
    "own_rows",
    "score_series",
    "sleep_series",
]
