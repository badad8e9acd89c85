"""Checkpoints for pages."""

from ..models import Checkpoint
from .plans import plans_whole


def checkpoint_whole(point: Checkpoint) -> Checkpoint:
    """The checkpoint joined to its whole plan, so that a page or a rule asks the database no more."""
    plan = plans_whole().get(pk=point.plan_id)
    row = next(one for one in plan.checkpoints.all() if one.pk == point.pk)
    row.plan = plan
    row.step = next(step for step in plan.steps.all() if step.pk == row.step_id)
    row.step.plan = plan
    return row
