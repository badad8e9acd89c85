"""What was done when, as marks through every panel of a chart."""

from chart.presenters.marks import Mark
from chart.presenters.words import number
from chart.selectors.plan import PlanFacts, StepLine
from plans.rules.marks import MARKS, MarkKind


def marks_of(plan: PlanFacts) -> tuple[Mark, ...]:
    """The dated steps of all plans, in the order of the plans."""
    return tuple(mark for mark in (_mark(step, plan) for step in plan.steps_of_all_plans) if mark)


def _mark(step: StepLine, plan: PlanFacts) -> Mark | None:
    """A procedure is drawn on the day it took place and not before; everything else when it began."""
    kind = MARKS.get(step.kind)
    on = step.delivered_on if kind is MarkKind.PROCEDURE else step.started_on
    if kind is None or on is None:
        return None
    block = plan.block_of(step)
    note = f"{block.percent} % for {number(block.hours)} h" if block else ""
    return Mark(kind, on, step.title, note)
