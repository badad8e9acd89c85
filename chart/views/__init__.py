"""Doorways to the pages that read everything."""

from .explore import all_csv, series, series_csv
from .lists import find, patients
from .look_back import look_back, look_back_save
from .record import access_log, record
from .storyboard import storyboard, storyboard_table
from .timeline import timeline
from .today import today

__all__ = [
    "access_log",
    "all_csv",
    "find",
    "look_back",
    "look_back_save",
    "patients",
    "record",
    "series",
    "series_csv",
    "storyboard",
    "storyboard_table",
    "timeline",
    "today",
]
