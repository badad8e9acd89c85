"""Verbs about plans: drafting and editing, signing, delivering, deciding, closing."""

from .closing import close_plan
from .deciding import cosign_checkpoint, decide_checkpoint
from .delivery import (
    deliver_step,
    err_block_response,
    mark_not_delivered,
    record_block_response,
    start_step,
)
from .drafting import discard_draft, draft_plan_from_template
from .editing import (
    add_checkpoint,
    add_step,
    move_step,
    pair_step,
    remove_checkpoint,
    remove_step,
    set_plan_goal,
    shape_checkpoint,
)
from .signing import sign_plan, undo_signing

__all__ = [
    "add_checkpoint",
    "add_step",
    "close_plan",
    "cosign_checkpoint",
    "decide_checkpoint",
    "deliver_step",
    "discard_draft",
    "draft_plan_from_template",
    "err_block_response",
    "mark_not_delivered",
    "move_step",
    "pair_step",
    "record_block_response",
    "remove_checkpoint",
    "remove_step",
    "set_plan_goal",
    "shape_checkpoint",
    "sign_plan",
    "start_step",
    "undo_signing",
]
