"""Tasks that are mine, or my role's."""

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from people.access import Actor
from people.models import Patient, Task
from people.permissions import Permission
from people.rules.states import Priority, TaskStatus

_URGENCY = Case(
    When(priority=Priority.STAT, then=Value(0)),
    When(priority=Priority.URGENT, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)


def open_tasks(actor: Actor) -> QuerySet[Task]:
    """Open tasks of this person or of their role, the most urgent first, then by due time.

    An urgent one is shown to somebody off the care team too; `opens_chart` says whose chart they may open.
    """
    mine = Q(owner=actor.user_id) | Q(owner=None, owner_role=actor.role)
    tasks = Task.objects.visible_to(actor, Permission.TASK_WORK).filter(mine, status=TaskStatus.OPEN)
    charts = Patient.objects.visible_to(actor, Permission.CHART_VIEW).filter(pk=OuterRef("patient_id"))
    tasks = tasks.annotate(opens_chart=Exists(charts)).select_related("patient", "owner", "acknowledged_by")
    return tasks.order_by(_URGENCY, "due_at", "pk")


def workable_tasks(actor: Actor) -> QuerySet[Task]:
    """What this person may take or close: their own, and all of their role, to cover for each other."""
    mine = Q(owner=actor.user_id) | Q(owner_role=actor.role)
    return Task.objects.visible_to(actor, Permission.TASK_WORK).filter(mine)
