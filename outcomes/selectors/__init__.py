"""Reads about outcomes."""

from .anchors import AnchorLine, anchors_of
from .asks import ask_by_token
from .days import LoggedDays, logged_days
from .flares import FlareLine, flare_days, flares, running_flare
from .measures import MeasuresPage, measures_page
from .scores import ScoreSeries, score_series

__all__ = [
    "AnchorLine",
    "FlareLine",
    "LoggedDays",
    "MeasuresPage",
    "ScoreSeries",
    "anchors_of",
    "ask_by_token",
    "flare_days",
    "flares",
    "logged_days",
    "measures_page",
    "running_flare",
    "score_series",
]
