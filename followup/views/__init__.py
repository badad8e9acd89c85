"""Doorways to follow-up: the worklist, calls, messages, tasks."""

from .calls import call_log, call_undo, contact_history
from .stories import story, story_mail, story_open
from .tasks import task_acknowledge, task_close, tasks
from .worklist import reminder_send_again, worklist

__all__ = [
    "call_log",
    "call_undo",
    "contact_history",
    "reminder_send_again",
    "story",
    "story_mail",
    "story_open",
    "task_acknowledge",
    "task_close",
    "tasks",
    "worklist",
]
