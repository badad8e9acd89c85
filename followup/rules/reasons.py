"""Why somebody is on the worklist: facts become a sentence, a clock, what to ask, and a place in line."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from .words import CancelReason, ReasonCode

#: How much a day of lateness weighs. The order is the clinic's risk, not a measurement.
WEIGHT = {
    ReasonCode.CHECKPOINT: 10,
    ReasonCode.SILENT: 6,
    ReasonCode.UNCERTAIN: 5,
    ReasonCode.QUESTIONNAIRE: 4,
    ReasonCode.TASK: 5,
    ReasonCode.TRIAGE: 8,
}
URGENT_TASK_WEIGHT = {"urgent": 40, "stat": 200}
AFTER_A_HARD_DAY = 2
#: Lateness stops counting here, so that what is forgotten does not hide what is new and grave.
MOST_DAYS = 30

USUALLY_DAILY_GAP = Decimal("1.5")


@cache
def weight_of(code: ReasonCode, *, hard: bool, priority: str) -> int:
    """The risk of one kind of reason."""
    if code == ReasonCode.TASK:
        return URGENT_TASK_WEIGHT.get(priority, WEIGHT[code])
    return WEIGHT[code] * (AFTER_A_HARD_DAY if hard else 1)


def lateness(since: date, *, today: date) -> int:
    """Due today counts 1, each day late one more, not yet due 1 as well."""
    return 1 + min(max((today - since).days, 0), MOST_DAYS)


@dataclass(frozen=True)
class Fact:
    """One reason as the database knows it. `since` is the day from which it counts as late."""

    code: ReasonCode
    source: str
    since: date
    label: str = ""
    hard: bool = False
    priority: str = "routine"
    cancelled: str = ""
    gap: Decimal | None = None
    closed: bool = False
    started: bool = True

    @property
    def weight(self) -> int:
        return weight_of(self.code, hard=self.hard, priority=self.priority)

    @property
    def key(self) -> str:
        return f"{self.code}:{self.source}"


@dataclass(frozen=True)
class Reason:
    """A fact in words, and what it weighs today."""

    fact: Fact
    sentence: str
    clock: str
    ask: str
    score: int

    @property
    def why_first(self) -> str:
        """Risk and lateness, the two that the place in line is made of."""
        late = self.score // self.fact.weight - 1
        return ", ".join(filter(None, (_risk(self.fact), _waited(late))))


def score_of(fact: Fact, *, today: date) -> int:
    """Risk × lateness."""
    return fact.weight * lateness(fact.since, today=today)


def reason_of(fact: Fact, *, today: date) -> Reason:
    sentence, clock, ask = _WORDS[fact.code](fact, today)
    return Reason(fact, sentence, clock, ask, score_of(fact, today=today))


def ranked(facts: list[Fact], *, today: date) -> list[Reason]:
    """The reasons of one person, what weighs most first."""
    reasons = [reason_of(fact, today=today) for fact in facts]
    return sorted(reasons, key=lambda reason: (-reason.score, reason.fact.since, reason.fact.key))


def _checkpoint(fact: Fact, today: date) -> tuple[str, str, str]:
    clock = _late_clock((today - fact.since).days)
    return f"Checkpoint {clock}: {fact.label}", "", "How is it going with this? Is a visit booked?"


def _questionnaire(fact: Fact, today: date) -> tuple[str, str, str]:
    late = (today - fact.since).days
    when = "today" if late == 0 else f"{'since ' if late > 0 else ''}{_short(fact.since)}"
    asked = f"{fact.label} due {when}, not answered"
    if fact.cancelled:
        asked = f"{asked}; no mail went out: {CancelReason(fact.cancelled).label}"
    if fact.closed:
        asked = f"{asked}; its link has closed"
    return asked, _late_clock(late) if late > 0 else "", f"Answer {fact.label} now, by phone?"


def _silent(fact: Fact, today: date) -> tuple[str, str, str]:
    quiet = (today - fact.since).days
    if not fact.started:
        return (
            f"Has not started check-ins: {_days(quiet)} so far",
            "",
            "Did the link work? What got in the way?",
        )
    usual = f", usually {_usual(fact.gap)}" if fact.gap else ""
    hard = ", last was a hard day" if fact.hard else ""
    return f"Silent {_days(quiet)}{usual}{hard}", "", "How are you? What got in the way?"


def _uncertain(fact: Fact, today: date) -> tuple[str, str, str]:
    return (
        f"Reminder of {_short(fact.since)} may not have arrived: call or send again",
        "",
        f"Did our e-mail about {fact.label} arrive?",
    )


def _task(fact: Fact, today: date) -> tuple[str, str, str]:
    return fact.label, _late_clock((today - fact.since).days), ""


def _triage(fact: Fact, today: date) -> tuple[str, str, str]:
    clock = _late_clock((today - fact.since).days)
    return f"To be asked again: {fact.label}", clock, "How is it now? Are they ready to start here?"


_WORDS = {
    ReasonCode.CHECKPOINT: _checkpoint,
    ReasonCode.QUESTIONNAIRE: _questionnaire,
    ReasonCode.SILENT: _silent,
    ReasonCode.UNCERTAIN: _uncertain,
    ReasonCode.TASK: _task,
    ReasonCode.TRIAGE: _triage,
}


_RISKS = {
    ReasonCode.CHECKPOINT: "a decision about the plan is owed",
    ReasonCode.QUESTIONNAIRE: "an answer is missing",
    ReasonCode.SILENT: "somebody who goes quiet may be doing badly",
    ReasonCode.UNCERTAIN: "a message may never have come",
    ReasonCode.TASK: "a task is open",
    ReasonCode.TRIAGE: "we said that we would ask again",
}
_URGENT_RISKS = {"urgent": "an urgent task is open", "stat": "a task for right now is open"}


def _risk(fact: Fact) -> str:
    if fact.code == ReasonCode.TASK:
        return _URGENT_RISKS.get(fact.priority, _RISKS[fact.code])
    return "the last word was of a hard day, and then nothing" if fact.hard else _RISKS[fact.code]


def _waited(late: int) -> str:
    if late == MOST_DAYS:
        return f"for {MOST_DAYS} days or more"
    return f"for {_days(late)}" if late else ""


def _late_clock(late: int) -> str:
    if late < 0:
        return f"due in {_days(-late)}"
    return f"{_days(late)} late" if late else "due today"


def _days(count: int) -> str:
    return f"{count} day" if count == 1 else f"{count} days"


def _short(day: date) -> str:
    return f"{day.day} {day:%b}"


def _usual(gap: Decimal) -> str:
    return "daily" if gap <= USUALLY_DAILY_GAP else f"every {gap.quantize(Decimal(1))} days"
