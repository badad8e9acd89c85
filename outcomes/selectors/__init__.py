"""Reads about outcomes."""

from .anchors import AnchorLine, anchors_of
from .asks import ask_by_token
from .days import LoggedDays, logged_days
from .function_and_pain import PATTERN_KEYS, FunctionAndPain, function_and_pain, pain_item_rows, sides_of
from .measures import MeasuresPage, measures_page
from .noticed import DAYS_READ, Noticed, noticed_in, pattern_in
from .scores import ScoreSeries, score_series

__all__ = [
    "DAYS_READ",
    "PATTERN_KEYS",
    "AnchorLine",
    "FunctionAndPain",
    "LoggedDays",
    "MeasuresPage",
    "Noticed",
    "ScoreSeries",
    "anchors_of",
    "ask_by_token",
    "function_and_pain",
    "logged_days",
    "measures_page",
    "noticed_in",
    "pain_item_rows",
    "pattern_in",
    "score_series",
    "sides_of",
]
