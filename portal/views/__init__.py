"""Doorways for patients."""

from .check_in import day_link, home
from .flare import day_link_flare, flare
from .goals import day_link_goal, goals
from .lines import lines
from .mail import mail_stop
from .paper import paper
from .plan import plan
from .questions import ask_start, question, question_check, question_renew, question_start
from .settings import day_link_renew, mail_consent, settings, sign_out
from .shell import shell, worker
from .story import my_story, story, story_check, story_start
from .timer import timer, timers
from .visit import visit
from .watch import watch, watch_upload

__all__ = [
    "ask_start",
    "day_link",
    "day_link_flare",
    "day_link_goal",
    "day_link_renew",
    "flare",
    "goals",
    "home",
    "lines",
    "mail_consent",
    "mail_stop",
    "my_story",
    "paper",
    "plan",
    "question",
    "question_check",
    "question_renew",
    "question_start",
    "settings",
    "shell",
    "sign_out",
    "story",
    "story_check",
    "story_start",
    "timer",
    "timers",
    "visit",
    "watch",
    "watch_upload",
    "worker",
]
