"""Danger signs: an answer is kept, and acted upon at once (S18)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from audit import services as audit
from core.errors import DomainError
from people import selectors as people
from people import services as people_services
from people.access import Actor
from people.models import Patient, Task
from people.permissions import Role
from people.rules.states import Priority

from ..models import RedFlagAnswer
from ..rules.red_flag_data import FLAGS, VERSION
from ..rules.red_flags import RedFlag, Tier, Urgency, find, urgency
from ..rules.words import FlagAnswer
from .guards import ensure_may_write, take_turns


@dataclass(frozen=True)
class RedFlagSaved:
    """The answer, what its tier asks of the team and of the patient (empty for a plain no), and the task."""

    answer: RedFlagAnswer
    flag: RedFlag
    tier: Tier | None
    to_do: str
    patient_to_do: str
    task: Task | None


@transaction.atomic
def answer_red_flag(
    *,
    patient: Patient,
    flag: str,
    answer: FlagAnswer,
    source: tuple[str, str],
    by: Actor,
    at: datetime,
    note: str = "",
) -> RedFlagSaved:
    """Keep an answer and open the task that it asks for.

    1. The same answer again from the same source changes nothing: a resent save is harmless.
    2. Any other answer is a new row; the newest counts, the older ones stay readable.
    3. A yes (and an unsure that counts as one, or of an urgent tier) opens a task with its tier's clock.
       Every new yes opens its own task: a second alarm is not a duplicate. Closing a task is a person's act,
       so a yes that was corrected to no leaves its task for somebody to close.
    """
    ensure_may_write(by, patient)
    take_turns(patient)
    sign = find(FLAGS, flag)
    if answer not in set(FlagAnswer):
        raise DomainError("out_of_range", "Choose yes, no or unsure.", "answer")
    answer = FlagAnswer(answer)
    kept = _same_again(patient, sign, answer, note, source) or _keep(
        patient, sign, answer, note, source, by=by, at=at
    )
    clock = _urgency(patient, sign, answer, at=at)
    task = _open_task(patient, sign, kept, clock, by=by, at=at) if clock else None
    return _saved(patient, sign, kept, task, is_alarm=clock is not None or answer == FlagAnswer.YES)


def _same_again(
    patient: Patient, sign: RedFlag, answer: FlagAnswer, note: str, source: tuple[str, str]
) -> RedFlagAnswer | None:
    latest = (
        RedFlagAnswer.objects.filter(patient=patient, flag=sign.key, erred_at=None)
        .order_by("-answered_at", "-id")
        .first()
    )
    if latest is None:
        return None
    before = (latest.answer, latest.note, latest.source_kind, latest.source_id)
    return latest if before == (answer, note, source[0], str(source[1])) else None


def _keep(
    patient: Patient,
    sign: RedFlag,
    answer: FlagAnswer,
    note: str,
    source: tuple[str, str],
    *,
    by: Actor,
    at: datetime,
) -> RedFlagAnswer:
    kept = RedFlagAnswer.objects.create(
        clinic_id=patient.clinic_id,
        patient=patient,
        flag=sign.key,
        rules_version=VERSION,
        answer=answer,
        note=note,
        answered_at=at,
        answered_by_id=by.user_id,
        source_kind=source[0],
        source_id=str(source[1]),
    )
    audit.record("red_flag_answered", by=by, subject=kept, detail=f"{sign.key} {answer}", at=at)
    return kept


def _urgency(patient: Patient, sign: RedFlag, answer: FlagAnswer, *, at: datetime) -> Urgency | None:
    if answer == FlagAnswer.NO:
        return None
    minutes = people.policy(patient.clinic, "self_harm_acknowledge_minutes", on=patient.clinic.today(at))
    return urgency(sign, answer, self_harm_minutes=int(minutes.value))


def _open_task(
    patient: Patient, sign: RedFlag, kept: RedFlagAnswer, clock: Urgency, *, by: Actor, at: datetime
) -> Task | None:
    doubt = "not ruled out" if kept.answer == FlagAnswer.UNSURE else "yes"
    return people_services.open_task(
        patient=patient,
        reason_code=f"red_flag_{sign.key}",
        sentence=f"Danger sign, {sign.name.lower()}: {doubt}. {sign.tier.label}.",
        priority=Priority.STAT if clock.is_stat else Priority.URGENT,
        owner_role=Role.PHYSICIAN,
        owner=people.lead_of(patient),
        due_at=at + clock.due_in,
        source=("outcomes.redflaganswer", str(kept.pk)),
        by=by,
        at=at,
    )


def _saved(
    patient: Patient, sign: RedFlag, kept: RedFlagAnswer, task: Task | None, *, is_alarm: bool
) -> RedFlagSaved:
    if not is_alarm:
        return RedFlagSaved(kept, sign, None, "", "", task)
    numbers = {"emergency": patient.clinic.emergency_number, "crisis": patient.clinic.crisis_line}
    to_do, patient_to_do = sign.to_do.format(**numbers), sign.patient_to_do.format(**numbers)
    return RedFlagSaved(kept, sign, sign.tier, to_do, patient_to_do, task)
