"""Danger signs asked in the conversation."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from core.errors import DomainError
from intake.models import Intake
from intake.selectors.cards import source_of
from intake.selectors.flags import asked_flags, task_of
from outcomes import services as outcomes
from outcomes.rules.red_flags import OF
from outcomes.rules.words import FlagAnswer
from outcomes.services import RedFlagSaved
from people.access import Actor
from people.models import Task
from people.services import acknowledge_task

from .conversation import ensure_open, touch

NOT_YOURS = "This task is another role’s. Tell them now: it stays open until one of them takes it."


@transaction.atomic
def answer_flag(
    *,
    intake: Intake,
    flag: str,
    answer: FlagAnswer,
    by: Actor,
    at: datetime,
    facts: Mapping[str, FlagAnswer] | None = None,
) -> RedFlagSaved:
    """Keep the answer with this intake; outcomes opens the task that it asks for, in the same transaction.

    `facts` are answers to the sign's own questions, by their keys. They are kept first, so that a sign that
    is answered together with them starts the right clock at once.
    """
    locked = ensure_open(intake)
    said = {f"{flag}{OF}{key}": told for key, told in (facts or {}).items()} | {flag: answer}
    for key, told in said.items():
        saved = outcomes.answer_red_flag(
            patient=locked.patient, flag=key, answer=told, source=source_of(locked), by=by, at=at
        )
    touch(locked, at)
    return saved


@transaction.atomic
def take_alarm(*, intake: Intake, flag: str, by: Actor, at: datetime) -> Task:
    """Say, from the banner, that one has the task of a sign. Its owner takes it, or one of their role."""
    task = task_of(asked_flags(intake), flag)
    if task is None:
        raise DomainError("no_task", "There is no open task for this sign.")
    if by.user_id != task.owner_id and by.role != task.owner_role:
        raise DomainError("not_yours", NOT_YOURS)
    return acknowledge_task(task=task, by=by, at=at)
