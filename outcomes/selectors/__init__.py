"""Reads about outcomes."""

from .asks import ask_by_token
from .catalogue import Catalogue
from .days import LoggedDays, logged_days
from .measures import MeasuresPage, measures_page
from .scores import ScoreSeries, score_series

__all__ = [
    "Catalogue",
    "LoggedDays",
    "MeasuresPage",
    "ScoreSeries",
    "ask_by_token",
    "logged_days",
    "measures_page",
    "score_series",
]
