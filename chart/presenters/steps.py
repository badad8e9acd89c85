"""A step of the plan as one line: a glyph, a word, and how far along it is."""

from dataclasses import dataclass
from datetime import date, timedelta

from chart.presenters.words import count
from core.words import day
from plans.rules.words import Decision, StepStatus

GLYPHS = {
    StepStatus.PLANNED: "○",
    StepStatus.STARTED: "●",
    StepStatus.DELIVERED: "✓",
    StepStatus.NOT_DELIVERED: "–",
}


@dataclass(frozen=True)
class StepRow:
    glyph: str
    title: str
    note: str
    is_current: bool


def step_row(step, plan, today: date) -> StepRow:
    decision = plan.decision_on(step)
    notes = [_when(step, today), Decision(decision).label.lower() if decision else ""]
    return StepRow(
        glyph=GLYPHS[step.status],
        title=step.title,
        note=" · ".join(filter(None, notes)),
        is_current=step.status == StepStatus.STARTED,
    )


def _when(step, today: date) -> str:
    match step.status:
        case StepStatus.STARTED:
            return _progress(step, today)
        case StepStatus.DELIVERED:
            return f"delivered {day(step.delivered_on)}"
        case StepStatus.NOT_DELIVERED:
            return f"not delivered{': ' + step.not_delivered_reason if step.not_delivered_reason else ''}"
    return count(step.weeks, "week") if step.weeks else ""


def _progress(step, today: date) -> str:
    """Day 39 of 42; past the end it says so instead of counting on."""
    gone, length = (today - step.started_on).days + 1, (step.weeks or 0) * 7
    if not length:
        return f"day {gone}"
    if gone > length:
        return f"planned end was {day(step.started_on + timedelta(days=length))}"
    return f"day {gone} of {length}"
