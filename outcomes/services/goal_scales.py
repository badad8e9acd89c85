"""Goal attainment scaling: five outcomes in words, and where the goal stands on them over time."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from audit import services as audit
from core.errors import DomainError
from people.access import Actor

from ..models import Goal, GoalLevel, GoalScale
from ..rules.words import Mode
from .goals import refuse_inactive
from .guards import ensure_lived, ensure_may_write, take_turns

LEVELS = (-2, -1, 0, 1, 2)
WEIGHTS = (1, 2, 3)
_WORDS = ("much_less", "less", "expected", "more", "much_more")


@transaction.atomic
def set_goal_scale(
    *,
    goal: Goal,
    words: Sequence[str],
    by: Actor,
    at: datetime,
    importance: int = 1,
    difficulty: int = 1,
    start: int = -1,
) -> GoalScale:
    """Write the five outcomes, from -2 to 2, and where the person starts (usually -1).

    Once a later level is recorded, words and weights stay: the levels were chosen by them.
    """
    ensure_may_write(by, goal.patient, goal)
    take_turns(goal.patient)
    goal = Goal.objects.get(pk=goal.pk)
    refuse_inactive(goal)
    said = _five(words)
    if importance not in WEIGHTS or difficulty not in WEIGHTS:
        raise DomainError("out_of_range", "Importance and difficulty are 1, 2 or 3.", "importance")
    known = GoalScale.objects.filter(goal=goal).first()
    if known and goal.levels.filter(erred_at=None).count() > 1:
        raise DomainError(
            "scale_in_use", "Levels were chosen by these words. Let the goal go and set a new one."
        )
    row = known or GoalScale(clinic_id=goal.clinic_id, patient_id=goal.patient_id, goal=goal)
    for name, text in zip(_WORDS, said, strict=True):
        setattr(row, name, text)
    row.importance, row.difficulty = importance, difficulty
    row.set_at, row.set_by_id = at, by.user_id
    row.save()
    audit.record("goal_scale_set", by=by, subject=row, at=at)
    if known is None:
        today = goal.patient.today(at)
        record_goal_level(goal=goal, level=start, true_on=today, mode=Mode.STAFF, by=by, at=at)
    return row


def _five(words: Sequence[str]) -> list[str]:
    said = [text.strip() for text in words]
    if len(said) != len(LEVELS):
        raise DomainError("five_levels", "A scale has five outcomes.")
    for name, text in zip(_WORDS, said, strict=True):
        if not text:
            raise DomainError("empty", "Say what this outcome looks like.", name)
    if len(set(said)) < len(said):
        raise DomainError("same_words", "Two outcomes say the same.", _WORDS[2])
    return said


@transaction.atomic
def record_goal_level(
    *, goal: Goal, level: int, true_on: date, mode: Mode, by: Actor, at: datetime
) -> GoalLevel:
    """Where the goal stood on a day. The same level again on that day changes nothing."""
    ensure_may_write(by, goal.patient, goal)
    take_turns(goal.patient)
    goal = Goal.objects.get(pk=goal.pk)
    refuse_inactive(goal)
    if not GoalScale.objects.filter(goal=goal).exists():
        raise DomainError("no_scale", "Write the five outcomes first.")
    if level not in LEVELS:
        raise DomainError("out_of_range", "A goal's level is a whole number from -2 to 2.", "level")
    ensure_lived(goal.patient, true_on, at=at)
    latest = goal.levels.filter(true_on=true_on, erred_at=None).order_by("-recorded_at", "-id").first()
    if latest and latest.level == level:
        return latest
    row = GoalLevel.objects.create(
        clinic_id=goal.clinic_id,
        patient_id=goal.patient_id,
        goal=goal,
        level=level,
        true_on=true_on,
        mode=mode,
        recorded_at=at,
        recorded_by_id=by.user_id,
    )
    audit.record("goal_level_recorded", by=by, subject=row, detail=f"{level:+d}", at=at)
    return row
