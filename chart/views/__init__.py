"""Doorways to the pages that read everything."""

from .lists import find, patients
from .record import access_log, record
from .storyboard import storyboard, storyboard_table
from .today import today

__all__ = ["access_log", "find", "patients", "record", "storyboard", "storyboard_table", "today"]
