"""The rows of the first conversation that save themselves field by field."""

from people.drafts import DraftKind
from people.permissions import Permission

from .models import Hypothesis, Intake, PainProblem, TreatmentTried
from .services import conversation, rows

EDIT = Permission.INTAKE_EDIT

KINDS = (
    DraftKind("intake", Intake, EDIT, conversation.ensure_open, conversation.touch),
    DraftKind("problem", PainProblem, EDIT, conversation.ensure_row_open, conversation.touch_of_row),
    DraftKind("hypothesis", Hypothesis, EDIT, conversation.ensure_row_open, rows.idea_saved),
    DraftKind("tried", TreatmentTried, EDIT, conversation.ensure_row_open, conversation.touch_of_row),
)
