"""Reads about outcomes."""

from .asks import ask_by_token
from .days import LoggedDays, logged_days
from .flares import FlareLine, flare_days, flares, running_flare
from .measures import MeasuresPage, measures_page
from .scores import ScoreSeries, score_series

__all__ = [
    "FlareLine",
    "LoggedDays",
    "MeasuresPage",
    "ScoreSeries",
    "ask_by_token",
    "flare_days",
    "flares",
    "logged_days",
    "measures_page",
    "running_flare",
    "score_series",
]
