"""Which of a life's limits concern which step, said where the step is chosen (S11).

The table is a starting point; a barrier that it does not name for a kind of step is still told with the
plan as a whole.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from intake.rules.life import BarrierFacts, BarrierKind, RemedyState, Severity

from .words import StepKind

SOURCE = "S11; the seed cases (two buses, eight visits left, no nights)"

_COMES_HERE = frozenset({StepKind.PROCEDURE, StepKind.THERAPY})
_AT_HOME = frozenset({StepKind.EDUCATION, StepKind.SELF_CARE})
_EVERY = frozenset(StepKind)

CONCERNS: Mapping[BarrierKind, frozenset[StepKind]] = {
    BarrierKind.HOURS: _COMES_HERE | {StepKind.SELF_CARE},
    BarrierKind.DEMANDS: _COMES_HERE | {StepKind.SELF_CARE},
    BarrierKind.CARE: _COMES_HERE,
    BarrierKind.TRANSPORT: _COMES_HERE,
    BarrierKind.MONEY: _COMES_HERE | {StepKind.MEDICINE},
    BarrierKind.HOUSING: frozenset({StepKind.PROCEDURE, StepKind.MEDICINE}) | _AT_HOME,
    BarrierKind.INSURER: _COMES_HERE | {StepKind.MEDICINE},
    BarrierKind.LANGUAGE: _EVERY,
    BarrierKind.READING: _AT_HOME | {StepKind.MEDICINE},
    BarrierKind.TECHNOLOGY: _AT_HOME,
    BarrierKind.SAFETY: _EVERY,
    BarrierKind.OTHER: frozenset(),
}


@dataclass(frozen=True)
class Concern:
    """One limit beside one step: what it is, what of it is in hand, and whether it stops the step."""

    sentence: str
    stops: bool


def concerns(kind: StepKind, barriers: Sequence[BarrierFacts], *, weeks: int | None = None) -> list[Concern]:
    """What to think of before this step is promised, what stops it first. A solved barrier is silent.

    `weeks` of therapy are compared with the visits that an insurer still pays for.
    """
    found = [
        Concern(_sentence(one, kind, weeks), one.severity == Severity.BLOCKS)
        for one in barriers
        if not one.is_solved and kind in CONCERNS[one.kind]
    ]
    return sorted(found, key=lambda concern: not concern.stops)


def life_line(barriers: Sequence[BarrierFacts]) -> str:
    """All of them in one line above the steps: “8 visits left until 31 Dec 2026 · two buses · no nights”."""
    return " · ".join(one.short for one in barriers if not one.is_solved)


def _sentence(one: BarrierFacts, kind: StepKind, weeks: int | None) -> str:
    parts = [one.short]
    if kind is StepKind.THERAPY and one.left is not None and weeks and weeks > one.left:
        parts.append(f"{weeks} weeks are more than that, at one visit a week")
    if one.remedy or one.remedy_state:
        parts.append(_remedy(one))
    return "; ".join(parts)


def _remedy(one: BarrierFacts) -> str:
    state = RemedyState(one.remedy_state).label.lower() if one.remedy_state else "not begun"
    return f"remedy: {one.remedy} ({state})" if one.remedy else f"remedy: {state}"
