"""Reads about outcomes."""

from .asks import ask_by_token
from .days import DayCounts, day_counts
from .measures import MeasuresPage, measures_page
from .scores import ScoreSeries, score_series

__all__ = [
    "DayCounts",
    "MeasuresPage",
    "ScoreSeries",
    "ask_by_token",
    "day_counts",
    "measures_page",
    "score_series",
]
