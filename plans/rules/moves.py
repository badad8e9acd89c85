"""Which state may follow which: a table for plans, one for steps, one for checkpoints."""

from collections.abc import Mapping

from core.errors import DomainError

from .words import CheckpointState, PlanStatus, StepStatus

_PLAN: Mapping[PlanStatus, frozenset[PlanStatus]] = {
    PlanStatus.DRAFT: frozenset({PlanStatus.SIGNED, PlanStatus.ABANDONED}),
    PlanStatus.SIGNED: frozenset({PlanStatus.REVISED, PlanStatus.CLOSED, PlanStatus.DRAFT}),
    PlanStatus.REVISED: frozenset({PlanStatus.SIGNED}),
    PlanStatus.CLOSED: frozenset(),
    PlanStatus.ABANDONED: frozenset(),
}
_STEP: Mapping[StepStatus, frozenset[StepStatus]] = {
    StepStatus.PLANNED: frozenset({StepStatus.STARTED, StepStatus.DELIVERED, StepStatus.NOT_DELIVERED}),
    StepStatus.STARTED: frozenset({StepStatus.DELIVERED, StepStatus.NOT_DELIVERED}),
    StepStatus.NOT_DELIVERED: frozenset({StepStatus.STARTED, StepStatus.DELIVERED}),
    StepStatus.DELIVERED: frozenset(),
}
_CHECKPOINT: Mapping[CheckpointState, frozenset[CheckpointState]] = {
    CheckpointState.DRAFT: frozenset({CheckpointState.WAITING, CheckpointState.PLANNED}),
    CheckpointState.PLANNED: frozenset({CheckpointState.WAITING, CheckpointState.DRAFT}),
    CheckpointState.WAITING: frozenset(
        {CheckpointState.DECIDED, CheckpointState.CANCELLED, CheckpointState.DRAFT}
    ),
    CheckpointState.CANCELLED: frozenset({CheckpointState.WAITING}),
    CheckpointState.DECIDED: frozenset(),
}


def ensure_plan_can_become(now: PlanStatus, to: PlanStatus) -> None:
    """A signed plan returns to draft, and a revised one to signed, only by undoing a signature."""
    if to not in _PLAN[now]:
        raise DomainError("illegal_move", f"A plan that is {now} cannot become {to}.")


def ensure_step_can_become(now: StepStatus, to: StepStatus) -> None:
    if to not in _STEP[now]:
        was, becomes = now.replace("_", " "), to.replace("_", " ")
        raise DomainError("illegal_move", f"A step that is {was} cannot become {becomes}.")


def ensure_checkpoint_can_become(now: CheckpointState, to: CheckpointState) -> None:
    """Decided is final: a new look is a new checkpoint."""
    if to not in _CHECKPOINT[now]:
        raise DomainError("illegal_move", f"A checkpoint that is {now} cannot become {to}.")
