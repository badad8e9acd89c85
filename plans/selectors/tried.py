"""What was tried before of the same class as each step of a draft (S13)."""

from uuid import UUID

from intake.selectors.tried import LedgerLine, ledger_of, of_classes

from ..models import Plan
from ..rules.tried import classes_of_step
from ..rules.words import StepKind


def tried_before(plan: Plan) -> dict[UUID, list[LedgerLine]]:
    """The past attempts by step; a step of which nothing was tried has none. One query."""
    ledger = ledger_of(plan.patient_id)
    return {
        step.pk: of_classes(ledger, classes_of_step(StepKind(step.kind), step.title, step.clinical))
        for step in plan.steps.all()
    }
