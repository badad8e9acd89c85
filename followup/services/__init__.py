"""Verbs of follow-up: plan and send reminders, escalate tasks, log calls."""

from .calls import log_call, undo_call
from .escalation import escalate_tasks
from .planning import plan_reminders
from .resending import send_again
from .stories import mail_story, plan_stories

__all__ = [
    "escalate_tasks",
    "log_call",
    "mail_story",
    "plan_reminders",
    "plan_stories",
    "send_again",
    "undo_call",
]
