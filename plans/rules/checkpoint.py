"""When a checkpoint opens, falls due and runs late; what its number says; what may be answered.

The rule reads a number against a line. It never decides: the clinician does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from core.errors import DomainError
from core.words import full_day, plain

from .words import CannotTellReason, Comparison, Decision, StepKind, StepStatus


@dataclass(frozen=True)
class Window:
    """The days of one checkpoint. From `late_on` on it is late; it can always still be decided."""

    opens_on: date
    due_on: date
    late_on: date


def window(due_on: date, *, opens_before: int, late_after: int) -> Window:
    """Opens `opens_before` days before its date; late once `late_after` days have passed (policies)."""
    return Window(due_on - timedelta(days=opens_before), due_on, due_on + timedelta(days=late_after + 1))


class Timing(StrEnum):
    EARLY = "early"
    OPEN = "open"
    DUE = "due"
    LATE = "late"


def timing(days: Window, *, on: date) -> Timing:
    if on < days.opens_on:
        return Timing.EARLY
    if on < days.due_on:
        return Timing.OPEN
    return Timing.DUE if on < days.late_on else Timing.LATE


class FindingCode(StrEnum):
    MET = "met"
    NOT_MET = "not_met"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True)
class Line:
    """What the checkpoint asks its number to do, and what that number is called."""

    label: str
    value: Decimal
    unit: str
    comparison: Comparison


@dataclass(frozen=True)
class Value:
    """A number on a day."""

    value: Decimal
    on: date


@dataclass(frozen=True)
class Delivery:
    """Whether the step that the question rests on took place. `blocked` says how not, as half a sentence."""

    blocked: str = ""


def delivery_of(title: str, kind: StepKind, status: StepStatus, why: str = "") -> Delivery:
    """A procedure answers once it took place; anything else once it began."""
    if status is StepStatus.NOT_DELIVERED:
        return Delivery(f"“{title}” was not delivered ({why[:1].lower()}{why[1:]})")
    if kind is StepKind.PROCEDURE and status is not StepStatus.DELIVERED:
        return Delivery(f"“{title}” is not recorded as delivered")
    if status is StepStatus.PLANNED:
        return Delivery(f"“{title}” is not recorded as started")
    return Delivery()


@dataclass(frozen=True)
class Finding:
    """What the number says, with a sentence for people. Not a decision."""

    code: FindingCode
    sentence: str


_PASSES = {
    Comparison.AT_LEAST: lambda value, line: value >= line,
    Comparison.MORE_THAN: lambda value, line: value > line,
    Comparison.AT_MOST: lambda value, line: value <= line,
}
COMPARISON_WORDS = {
    Comparison.AT_LEAST: "at least",
    Comparison.MORE_THAN: "more than",
    Comparison.AT_MOST: "at most",
}


def finding(line: Line, latest: Value | None, *, since: date, delivery: Delivery) -> Finding:
    """Met, not met, or cannot tell, from the latest number after the day `since`.

    1. What was not delivered cannot have helped or not helped: cannot tell, whatever the number.
    2. No number since then: cannot tell. A number from before is never carried forward.
    3. Otherwise the number is held against its line.
    """
    if delivery.blocked:
        return Finding(FindingCode.CANNOT_TELL, f"{delivery.blocked}, so the number cannot answer.")
    if latest is None or latest.on <= since:
        return Finding(FindingCode.CANNOT_TELL, f"{line.label}: nothing recorded since {full_day(since)}.")
    met = _PASSES[line.comparison](latest.value, line.value)
    asked = f"{COMPARISON_WORDS[line.comparison]} {with_unit(line.value, line.unit)}"
    said = f"{line.label}: {with_unit(latest.value, line.unit)} on {full_day(latest.on)}, asked for {asked}."
    return Finding(FindingCode.MET if met else FindingCode.NOT_MET, f"{said} {_SAYS[met]}")


_SAYS = {True: "The line is reached.", False: "The line is not reached."}


def with_unit(value: Decimal, unit: str) -> str:
    return f"{plain(value)} {unit}".strip()


@dataclass(frozen=True)
class Answer:
    """What the clinician answers, before it is allowed."""

    decision: Decision
    reason: str = ""
    cannot_tell_reason: CannotTellReason | None = None
    new_date: date | None = None
    new_idea: str = ""


def ensure_may_answer(answer: Answer, *, on: date, max_days: int) -> None:
    """Challenged needs its why; cannot tell needs its cause and a new date within `max_days` of `on`."""
    if answer.decision is Decision.CHALLENGED and not answer.reason.strip():
        raise DomainError("reason_needed", "Say what speaks against the idea.", "reason")
    if answer.decision is Decision.CANNOT_TELL:
        _ensure_cause_and_date(answer, on=on, max_days=max_days)


def _ensure_cause_and_date(answer: Answer, *, on: date, max_days: int) -> None:
    if answer.cannot_tell_reason is None:
        raise DomainError("cause_needed", "Say why it cannot be told yet.", "cannot_tell_reason")
    if answer.new_date is None:
        raise DomainError("date_needed", "Choose a new date.", "new_date")
    latest = on + timedelta(days=max_days)
    if not on < answer.new_date <= latest:
        raise DomainError(
            "date_out_of_range", f"Choose a day after today, up to {full_day(latest)}.", "new_date"
        )


def needs_cosign(answer: Answer, earlier: Sequence[Decision]) -> bool:
    """“Cannot tell yet” is allowed once; from the second time on it needs the lead's co-sign."""
    return answer.decision is Decision.CANNOT_TELL and Decision.CANNOT_TELL in earlier
