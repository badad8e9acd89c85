"""Ending a plan: its clocks stop, with a reason."""

from datetime import datetime

from django.db import transaction

from audit import services as audit
from core.errors import DomainError
from people.access import Actor, ensure_same_clinic

from ..models import Plan
from ..rules.moves import ensure_plan_can_become
from ..rules.words import PlanStatus
from .clocks import stop_clocks_of
from .guards import locked_plan
from .tasks import finish_tasks, plan_source


@transaction.atomic
def close_plan(*, plan: Plan, reason: str, by: Actor, at: datetime) -> Plan:
    """End a signed plan. Closing twice is closing once; check-ins run to the end of their six weeks."""
    ensure_same_clinic(by, plan)
    plan = locked_plan(plan)
    if plan.status == PlanStatus.CLOSED:
        return plan
    ensure_plan_can_become(PlanStatus(plan.status), PlanStatus.CLOSED)
    if not reason.strip():
        raise DomainError("reason_needed", "Say why the plan ends.", "reason")
    plan.status, plan.closed_at, plan.closed_reason = PlanStatus.CLOSED, at, reason.strip()
    plan.save(update_fields=["status", "closed_at", "closed_reason"])
    stop_clocks_of(plan, by=by, at=at)
    finish_tasks(plan_source(plan), outcome="The plan was closed.", by=by, at=at)
    audit.record("plan_closed", by=by, subject=plan, at=at)
    return plan
