"""Reads about outcomes."""

from .asks import ask_by_token
from .days import LoggedDays, logged_days
from .measures import MeasuresPage, measures_page
from .scores import ScoreSeries, score_series
from .wearables import devices_of, wearable_files

__all__ = [
    "LoggedDays",
    "MeasuresPage",
    "ScoreSeries",
    "ask_by_token",
    "devices_of",
    "logged_days",
    "measures_page",
    "score_series",
    "wearable_files",
]
