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
from people.rules.states import Priority, TaskStatus

from ..models import RedFlagAnswer
from ..rules.red_flag_data import VERSION
from ..rules.red_flag_further import EVERY
from ..rules.red_flags import OF, Fact, Judged, RedFlag, Tier, Urgency, find, judge, standing, urgency
from ..rules.words import FlagAnswer
from .guards import ensure_may_write, take_turns

#: How the task of an alarm names where it came from.
SOURCE = "outcomes.redflaganswer"


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
    """Keep an answer, open the task that it asks for. `flag` is a sign or a fact of one: `weakness.bladder`.

    1. The same answer again from the same source changes nothing: a resent save is harmless.
    2. Any other answer is a new row; the newest counts, the older ones stay readable.
    3. A yes (and an unsure that counts as one, or of an urgent tier) opens a task with its tier's clock.
       Every new yes opens its own task: a second alarm is not a duplicate. Closing a task is a person's act,
       so a yes that was corrected to no leaves its task for somebody to close; the task says so.
    4. A fact that makes its sign more urgent moves the clock of the sign's task forward, and asks for
       somebody anew: who took it took something milder. No answer ever moves a clock back.
    """
    ensure_may_write(by, patient)
    take_turns(patient)
    sign, fact = _find(flag)
    if answer not in set(FlagAnswer):
        raise DomainError("out_of_range", "Choose yes, no or unsure.", "answer")
    answer = FlagAnswer(answer)
    latest = _newest(patient, flag)
    if latest and _is_same(latest, answer, note, source):
        return _saved(patient, _judge(patient, sign), latest, _task_of(latest))
    before = _judge(patient, sign) if fact else None
    kept = _keep(patient, flag, answer, note, source, by=by, at=at)
    if answer != FlagAnswer.YES and (not fact or (latest and latest.answer == FlagAnswer.YES)):
        _tell_tasks(patient, sign, fact, answer, by=by, at=at)
    after = _judge(patient, sign)
    asked = _newest(patient, sign.key) if fact else kept
    if asked is None or (before and not _is_graver(before, after)):
        return _saved(patient, after, kept, _task_of(asked) if asked else None)
    clock = _urgency(patient, after, FlagAnswer(asked.answer), at=at)
    task = _open_task(patient, after, asked, clock, by=by, at=at) if clock else None
    return _saved(patient, after, kept, task)


def _find(key: str) -> tuple[RedFlag, Fact | None]:
    sign = find(EVERY, key.partition(OF)[0])
    if sign.key == key:
        return sign, None
    for fact in sign.facts:
        if sign.key_of(fact) == key:
            return sign, fact
    raise DomainError("unknown_flag", f"We do not ask about “{key}”.", "flag")


def _judge(patient: Patient, sign: RedFlag) -> Judged:
    keys = [sign.key, *(sign.key_of(fact) for fact in sign.facts)]
    answers = RedFlagAnswer.objects.filter(patient=patient, flag__in=keys, erred_at=None)
    return judge(sign, standing(answers.order_by("flag", "-answered_at", "-id").distinct("flag")))


def _is_graver(before: Judged, after: Judged) -> bool:
    """Whether a fact raised the alarm, or made one of what was only unsure."""
    return after.tier < before.tier or (after.is_alarm and not before.is_alarm)


def _newest(patient: Patient, key: str) -> RedFlagAnswer | None:
    rows = RedFlagAnswer.objects.filter(patient=patient, flag=key, erred_at=None)
    return rows.order_by("-answered_at", "-id").first()


def _task_of(kept: RedFlagAnswer) -> Task | None:
    return Task.objects.filter(source_kind=SOURCE, source_id=str(kept.pk)).order_by("-created_at").first()


def _is_same(latest: RedFlagAnswer, answer: FlagAnswer, note: str, source: tuple[str, str]) -> bool:
    before = (latest.answer, latest.note, latest.source_kind, latest.source_id)
    return before == (answer, note, source[0], str(source[1]))


def _keep(
    patient: Patient,
    key: str,
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
        flag=key,
        rules_version=VERSION,
        answer=answer,
        note=note,
        answered_at=at,
        answered_by_id=by.user_id,
        source_kind=source[0],
        source_id=str(source[1]),
    )
    audit.record("red_flag_answered", by=by, subject=kept, detail=f"{key} {answer}", at=at)
    return kept


def _urgency(patient: Patient, judged: Judged, answer: FlagAnswer, *, at: datetime) -> Urgency | None:
    if answer == FlagAnswer.NO:
        return None
    minutes = people.policy(patient.clinic, "self_harm_acknowledge_minutes", on=patient.clinic.today(at))
    return urgency(judged, answer, self_harm_minutes=int(minutes.value))


def _open_task(
    patient: Patient, judged: Judged, asked: RedFlagAnswer, clock: Urgency, *, by: Actor, at: datetime
) -> Task | None:
    """The sign's task: a new one, or the open one with the clock that this answer asks for."""
    sentence = _sentence(judged, FlagAnswer(asked.answer))
    priority = Priority.STAT if clock.is_stat else Priority.URGENT
    due_at = at + clock.due_in
    task = people_services.open_task(
        patient=patient,
        reason_code=_reason(judged.flag),
        sentence=sentence,
        priority=priority,
        owner_role=Role.PHYSICIAN,
        owner=people.lead_of(patient),
        due_at=due_at,
        source=(SOURCE, str(asked.pk)),
        by=by,
        at=at,
    )
    if task is None or task.sentence == sentence:
        return task
    return people_services.hasten_task(
        task=task, sentence=sentence, priority=priority, due_at=due_at, by=by, at=at
    )


def _tell_tasks(
    patient: Patient, sign: RedFlag, fact: Fact | None, answer: FlagAnswer, *, by: Actor, at: datetime
) -> None:
    """Whoever takes an open task of this sign reads what was answered since."""
    what = f"{fact.question.rstrip('?')}: later" if fact else "Later"
    words = f"{what} answered {answer} by {by.label}."
    for task in Task.objects.filter(
        patient=patient, reason_code=_reason(sign), source_kind=SOURCE, status=TaskStatus.OPEN
    ):
        people_services.add_to_task(task=task, words=words, by=by, at=at)


def _reason(sign: RedFlag) -> str:
    return f"red_flag_{sign.key}"


def _sentence(judged: Judged, answer: FlagAnswer) -> str:
    doubt = "not ruled out" if answer == FlagAnswer.UNSURE else "yes"
    facts = "".join(f" {fact.question.rstrip('?')}: yes." for fact in judged.because)
    return f"Danger sign, {judged.flag.name.lower()}: {doubt}.{facts} {judged.tier.label}."[:300]


def _saved(patient: Patient, judged: Judged, kept: RedFlagAnswer, task: Task | None) -> RedFlagSaved:
    """What the sign asks of everybody now; nothing when it is denied, or only a fact of it was kept."""
    if not (judged.is_alarm or task):
        return RedFlagSaved(kept, judged.flag, None, "", "", task)
    numbers = {"emergency": patient.clinic.emergency_number, "crisis": patient.clinic.crisis_line}
    to_do, patient_to_do = judged.to_do.format(**numbers), judged.patient_to_do.format(**numbers)
    return RedFlagSaved(kept, judged.flag, judged.tier, to_do, patient_to_do, task)
