"""Reads about outcomes."""

from .asking import AskLine, ask_burden, asked_of, offered_now
from .asks import ask_by_token
from .catalogue import Catalogue
from .days import LoggedDays, logged_days
from .measures import MeasuresPage, measures_page
from .scores import ScoreSeries, score_series

__all__ = [
    "AskLine",
    "Catalogue",
    "LoggedDays",
    "MeasuresPage",
    "ScoreSeries",
    "ask_burden",
    "ask_by_token",
    "asked_of",
    "logged_days",
    "measures_page",
    "offered_now",
    "score_series",
]
