"""Reads about outcomes."""

from .anchors import AnchorLine, anchors_of
from .asks import ask_by_token
from .days import LoggedDays, logged_days
from .measures import MeasuresPage, measures_page
from .scores import ScoreSeries, score_series

__all__ = [
    "AnchorLine",
    "LoggedDays",
    "MeasuresPage",
    "ScoreSeries",
    "anchors_of",
    "ask_by_token",
    "logged_days",
    "measures_page",
    "score_series",
]
