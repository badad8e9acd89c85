"""The rows of a plan that save themselves field by field, for as long as the plan is a draft."""

from people.drafts import DraftKind
from people.permissions import Permission

from .models import Checkpoint, Plan, Step
from .services.editing import ensure_draft, ensure_row_of_draft

EDIT = Permission.PLAN_EDIT

KINDS = (
    DraftKind("plan", Plan, EDIT, ensure_draft),
    DraftKind("step", Step, EDIT, ensure_row_of_draft),
    DraftKind("checkpoint", Checkpoint, EDIT, ensure_row_of_draft),
)
