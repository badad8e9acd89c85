"""Reads about outcomes."""

from .anchors import AnchorLine, anchor_column, anchor_line, anchor_sql
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
    "anchor_column",
    "anchor_line",
    "anchor_sql",
    "ask_by_token",
    "flare_days",
    "flares",
    "logged_days",
    "measures_page",
    "running_flare",
    "score_series",
]
