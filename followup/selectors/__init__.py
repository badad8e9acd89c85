"""Reads of follow-up: the worklist, tasks, and what was tried before."""

from .contacts import Contact, contact_history
from .tasks import open_tasks, workable_tasks
from .worklist import Row, Worklist, row_of, watch_of, worklist

__all__ = [
    "Contact",
    "Row",
    "Worklist",
    "contact_history",
    "open_tasks",
    "row_of",
    "watch_of",
    "workable_tasks",
    "worklist",
]
