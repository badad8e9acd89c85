"""Danger signs asked in the conversation."""

from datetime import datetime

from django.db import transaction

from intake.models import Intake
from intake.selectors.cards import source_of
from outcomes import services as outcomes
from outcomes.rules.words import FlagAnswer
from outcomes.services import RedFlagSaved
from people.access import Actor

from .conversation import ensure_open, touch


@transaction.atomic
def answer_flag(*, intake: Intake, flag: str, answer: FlagAnswer, by: Actor, at: datetime) -> RedFlagSaved:
    """Keep the answer with this intake; outcomes opens the task that it asks for, in the same transaction."""
    locked = ensure_open(intake)
    saved = outcomes.answer_red_flag(
        patient=locked.patient, flag=flag, answer=answer, source=source_of(locked), by=by, at=at
    )
    touch(locked, at)
    return saved
