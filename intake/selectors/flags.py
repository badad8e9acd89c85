"""Danger signs as this conversation asked them: each with who and when, and the task that it opened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from intake.models import Intake
from outcomes.models import RedFlagAnswer
from outcomes.rules.red_flag_data import FLAGS
from outcomes.rules.red_flag_further import FURTHER, judged
from outcomes.rules.red_flags import Fact, Judged, RedFlag, RedFlagVerdict, judge, standing, urgency
from outcomes.rules.words import FlagAnswer
from outcomes.services.red_flags import SOURCE
from people.models import Clinic, Task
from people.rules.states import TaskStatus

#: How an answer to a danger sign says that it was given before the visit.
TOLD_BEFORE = "intake.previsit"


@dataclass(frozen=True)
class Asked:
    """The newest answer per sign and per fact since the conversation began: an older one is no asking.

    `changed` holds what else was answered in it, oldest first.
    """

    rows: dict[str, RedFlagAnswer] = field(default_factory=dict)
    changed: dict[str, list[RedFlagAnswer]] = field(default_factory=dict)

    @cached_property
    def answers(self) -> dict[str, FlagAnswer]:
        return standing(self.rows.values())

    @cached_property
    def verdict(self) -> RedFlagVerdict:
        return judged(self.answers)

    @property
    def is_further_said(self) -> bool:
        """Whether somebody saw a sign that is not asked of everybody."""
        return any(flag.key in self.answers for flag in FURTHER)


@dataclass(frozen=True)
class FactLine:
    """One more question of a sign, and its answer so far."""

    fact: Fact
    answer: str

    @property
    def name(self) -> str:
        """Its name in the sign's form."""
        return f"fact.{self.fact.key}"


@dataclass(frozen=True)
class FlagLine:
    """One danger sign as asked here: answer, facts, what a yes asks of everybody, what was told before.

    `taken_back` holds the answers that this one took back: a yes that became unsure or no. A task that one of
    them opened and nobody closed is `open_task`.
    """

    judged: Judged
    answer: str
    row: RedFlagAnswer | None
    facts: tuple[FactLine, ...]
    to_do: str
    patient_to_do: str
    told: str = ""
    taken_back: tuple[RedFlagAnswer, ...] = ()
    open_task: Task | None = None

    @property
    def flag(self) -> RedFlag:
        return self.judged.flag

    @property
    def is_yes(self) -> bool:
        return self.answer == FlagAnswer.YES

    @property
    def is_unsure(self) -> bool:
        return self.answer == FlagAnswer.UNSURE

    @property
    def opens_task(self) -> bool:
        """Whether this answer started a clock; how long it runs does not matter here."""
        if not self.answer:
            return False
        return urgency(self.judged, FlagAnswer(self.answer), self_harm_minutes=0) is not None


@dataclass(frozen=True)
class Alarm:
    """A sign that counts as a yes, for the banner: how soon, and who has the task until when."""

    line: FlagLine
    task: Task | None

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has taken it yet."""
        return bool(self.task and self.task.status == TaskStatus.OPEN and not self.task.acknowledged_at)


def asked_flags(intake: Intake) -> Asked:
    """What the person tells in the story before the visit stands beside it, and is no asking."""
    rows = RedFlagAnswer.objects.filter(
        patient_id=intake.patient_id, erred_at=None, answered_at__gte=intake.started_at
    ).exclude(source_kind=TOLD_BEFORE)
    if intake.signed_at:
        rows = rows.filter(answered_at__lte=intake.signed_at)
    asked = Asked()
    for row in rows.select_related("answered_by").order_by("answered_at", "id"):
        if before := asked.rows.get(row.flag):
            asked.changed.setdefault(row.flag, []).append(before)
        asked.rows[row.flag] = row
    return asked


def flag_lines(
    asked: Asked,
    clinic: Clinic,
    flags: Sequence[RedFlag] = FLAGS,
    *,
    told: Mapping[str, str] | None = None,
) -> list[FlagLine]:
    """`told` is what the person answered before the visit: it stands beside, and does not count as asked."""
    lines = [_line(flag, asked, clinic) for flag in flags]
    if told:
        lines = [replace(line, told=told.get(line.flag.key, "")) for line in lines]
    return _with_open_tasks(lines)


def _with_open_tasks(lines: list[FlagLine]) -> list[FlagLine]:
    """Where an answer took back an alarm whose task nobody has closed. Else the database is not asked."""
    rows = [row for line in lines for row in line.taken_back]
    if not rows:
        return lines
    tasks = {key: task for key, task in _tasks_of(rows).items() if task.status == TaskStatus.OPEN}
    found = [[tasks[str(row.pk)] for row in line.taken_back if str(row.pk) in tasks] for line in lines]
    return [replace(line, open_task=of[-1]) if of else line for line, of in zip(lines, found, strict=True)]


#: From what alarms least to what alarms most.
_WEIGHT = {FlagAnswer.NO: 0, FlagAnswer.UNSURE: 1, FlagAnswer.YES: 2}


def _taken_back(flag: RedFlag, asked: Asked) -> tuple[RedFlagAnswer, ...]:
    newest = asked.answers.get(flag.key)
    if newest is None:
        return ()
    earlier = asked.changed.get(flag.key, ())
    return tuple(row for row in earlier if _WEIGHT[FlagAnswer(row.answer)] > _WEIGHT[newest])


def _line(flag: RedFlag, asked: Asked, clinic: Clinic) -> FlagLine:
    numbers = {"emergency": clinic.emergency_number, "crisis": clinic.crisis_line}
    of_flag = judge(flag, asked.answers)
    return FlagLine(
        judged=of_flag,
        answer=asked.answers.get(flag.key, ""),
        row=asked.rows.get(flag.key),
        facts=tuple(FactLine(fact, asked.answers.get(flag.key_of(fact), "")) for fact in flag.facts),
        to_do=of_flag.to_do.format(**numbers),
        patient_to_do=of_flag.patient_to_do.format(**numbers),
        taken_back=_taken_back(flag, asked),
    )


def alarms_of(asked: Asked, clinic: Clinic) -> list[Alarm]:
    """What stands above the page, the most urgent first. Without an alarm the database is not asked."""
    lines = [_line(alarm.flag, asked, clinic) for alarm in asked.verdict.alarms]
    if not lines:
        return []
    tasks = _tasks_of([line.row for line in lines if line.row])
    alarms = [Alarm(line, tasks.get(str(line.row.pk)) if line.row else None) for line in lines]
    return sorted(alarms, key=lambda alarm: alarm.line.judged.tier)


def task_of(asked: Asked, flag: str) -> Task | None:
    """The task that the newest answer to this sign opened."""
    row = asked.rows.get(flag)
    return _tasks_of([row]).get(str(row.pk)) if row else None


def _tasks_of(rows: Sequence[RedFlagAnswer]) -> dict[str, Task]:
    tasks = Task.objects.filter(source_kind=SOURCE, source_id__in=[str(row.pk) for row in rows])
    whole = tasks.select_related("owner", "acknowledged_by", "closed_by").order_by("created_at")
    return {task.source_id: task for task in whole}
