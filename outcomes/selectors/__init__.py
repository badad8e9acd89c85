"""Reads about outcomes."""

from .anchors import AnchorLine, anchor_column, anchor_line, anchor_sql
from .asks import ask_by_token
from .calendar import DayPage, MonthPage, day_page, month_page
from .check_ins import BlockLine, PaperMonth, block_of, paper_month
from .days import LoggedDays, days_and_block
from .flares import FlareLine, flare_days, flares, running_flare
from .headaches import HeadachePage, headache_page
from .measures import MeasuresPage, measures_page
from .scores import ScoreSeries, score_series

__all__ = [
    "AnchorLine",
    "BlockLine",
    "DayPage",
    "FlareLine",
    "HeadachePage",
    "LoggedDays",
    "MeasuresPage",
    "MonthPage",
    "PaperMonth",
    "ScoreSeries",
    "anchor_column",
    "anchor_line",
    "anchor_sql",
    "ask_by_token",
    "block_of",
    "day_page",
    "days_and_block",
    "flare_days",
    "flares",
    "headache_page",
    "measures_page",
    "month_page",
    "paper_month",
    "running_flare",
    "score_series",
]
