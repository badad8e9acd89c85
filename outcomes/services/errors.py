"""Entered in error: marked with a reason, never deleted, and allowed on a closed record too."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from audit import services as audit
from core.errors import DomainError
from people.access import Actor, ensure_same_clinic

from ..models import (
    Goal,
    GoalLevel,
    GoalWeek,
    Measure,
    Reading,
    RedFlagAnswer,
    Response,
    SavedLookBack,
    Score,
    SleepNight,
)
from ..rules.words import GoalStatus, ResponseStatus
from .guards import take_turns

Entry = (
    Response
    | Score
    | Measure
    | Reading
    | Goal
    | GoalWeek
    | GoalLevel
    | RedFlagAnswer
    | SavedLookBack
    | SleepNight
)


@transaction.atomic
def enter_in_error(*, row: Entry, reason: str, by: Actor, at: datetime) -> None:
    """Mark a charted fact as wrong.

    A response takes its scores along, and a score its response: they are one fact. A measure takes its
    readings, a goal's week its number.
    """
    ensure_same_clinic(by, row)
    if not reason.strip():
        raise DomainError("reason_needed", "Say what was wrong.", "reason")
    take_turns(row.patient)
    _lock(row)
    if row.is_entered_in_error:
        raise DomainError("already", "This is marked as entered in error already.")
    if isinstance(row, Measure) and row.goals.filter(status=GoalStatus.ACTIVE, erred_at=None).exists():
        raise DomainError("goal_rests_on_it", "A goal rests on this measure. Change the goal first.")
    for one in _together(row):
        _mark(one, reason.strip(), by=by, at=at)


def _lock(row: Entry) -> None:
    """The mark as it stands now: somebody else may have set it since the page was opened."""
    rows: QuerySet[Any] = type(row).objects.select_for_update(of=("self",))
    row.refresh_from_db(fields=["erred_at"], from_queryset=rows)


def _together(row: Entry) -> list[Entry]:
    if isinstance(row, Score) and row.response:
        row = row.response
        _lock(row)  # A recount that is under way adds its scores before they are looked for.
    if isinstance(row, Response):
        return [row, *row.scores.filter(erred_at=None)]
    if isinstance(row, Measure):
        return [row, *row.readings.filter(erred_at=None)]
    if isinstance(row, GoalWeek) and row.reading and not row.reading.is_entered_in_error:
        return [row, row.reading]
    return [row]


def _mark(row: Entry, reason: str, *, by: Actor, at: datetime) -> None:
    """Only the mark is written: what somebody saved since the row was read stays."""
    fields = ["erred_at", "erred_by", "erred_reason"]
    row.erred_at, row.erred_by_id, row.erred_reason = at, by.user_id, reason
    if isinstance(row, Response):
        row.status = ResponseStatus.ENTERED_IN_ERROR
        fields.append("status")
    row.save(update_fields=fields)
    audit.record("entered_in_error", by=by, subject=row, at=at)
