"""Checkpoints for pages."""

from ..models import Checkpoint
from .plans import plans_whole

#: How an ask or a task names a checkpoint that wants it.
SOURCE_KIND = "plans.checkpoint"


def checkpoint_whole(point: Checkpoint) -> Checkpoint:
    """The checkpoint joined to its whole plan, so that a page or a rule asks the database no more."""
    plan = plans_whole().get(pk=point.plan_id)
    row = next(one for one in plan.checkpoints.all() if one.pk == point.pk)
    row.plan = plan
    row.step = next(step for step in plan.steps.all() if step.pk == row.step_id)
    row.step.plan = plan
    return row


def is_settled(source: tuple[str, str]) -> bool:
    """Does what an ask came from (kind, id) name a checkpoint that no longer waits for an answer?"""
    kind, key = source
    return kind == SOURCE_KIND and not Checkpoint.objects.waiting().filter(pk=key).exists()
