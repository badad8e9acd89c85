"""Sleep asked in the conversation, the task that may follow, and the note that is kept apart."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction

from audit import services as audit
from core.errors import DomainError
from intake.models import Intake, SleepScreen, TraumaNote
from intake.rules.sleep import QUESTIONS, SleepAnswer, SleepStep
from intake.selectors.day import day_of
from people.access import Actor, ensure_same_clinic
from people.models import Task
from people.permissions import Role
from people.rules.states import Priority
from people.services import open_task

from .conversation import ensure_open, touch

#: Who follows up, and within how long; what is urgent is looked at on the next day.
_OWNERS = {SleepStep.OPIOID: Role.PHYSICIAN, SleepStep.LEGS: Role.PHYSICIAN}
WITHIN = timedelta(days=14)
URGENT_WITHIN = timedelta(days=1)


@transaction.atomic
def answer_sleep(
    *, intake: Intake, answers: Mapping[str, SleepAnswer], by: Actor, at: datetime
) -> SleepScreen:
    """Keep the answers that were given; what was not asked stays so. The same again changes nothing."""
    ensure_same_clinic(by, intake)
    locked = ensure_open(intake)
    if unknown := set(answers) - set(QUESTIONS):
        raise DomainError("unknown_question", f"We do not ask about “{unknown.pop()}”.")
    screen = SleepScreen.objects.filter(intake=locked).first() or SleepScreen(
        clinic_id=locked.clinic_id, patient_id=locked.patient_id, intake=locked
    )
    changed = {key: answer for key, answer in answers.items() if getattr(screen, key) != answer}
    if not changed:
        return screen
    for key, answer in changed.items():
        setattr(screen, key, answer)
    screen.asked_at, screen.asked_by_id = at, by.user_id
    screen.save()
    touch(locked, at)
    audit.record("sleep_answered", by=by, subject=screen, detail=", ".join(sorted(changed)), at=at)
    return screen


@transaction.atomic
def open_sleep_task(*, intake: Intake, step: SleepStep, by: Actor, at: datetime) -> Task | None:
    """Turn a suggestion into a task. Pressed twice it is one task; a suggestion that is gone opens none."""
    ensure_same_clinic(by, intake)
    locked = ensure_open(intake)
    found = next((one for one in day_of(locked).advice if one.step == step and one.task), None)
    if found is None:
        raise DomainError("no_advice", "This no longer follows from the answers.")
    return open_task(
        patient=locked.patient,
        reason_code=f"sleep_{step}",
        sentence=found.task[:300],
        owner_role=_OWNERS.get(step, Role.NAVIGATOR),
        priority=Priority.URGENT if found.is_urgent else Priority.ROUTINE,
        due_at=at + (URGENT_WITHIN if found.is_urgent else WITHIN),
        source=("intake.intake", str(locked.pk)),
        by=by,
        at=at,
    )


@transaction.atomic
def open_trauma_note(*, intake: Intake, by: Actor, at: datetime) -> TraumaNote:
    """The note of this conversation that is kept apart, made when it is first opened."""
    ensure_same_clinic(by, intake)
    note = TraumaNote.objects.filter(intake=intake).first()
    if note is None:
        locked = ensure_open(intake)
        note = TraumaNote.objects.create(
            clinic_id=locked.clinic_id, patient_id=locked.patient_id, intake=locked, created_at=at
        )
        audit.record("trauma_note_started", by=by, subject=note, at=at)
    return note
