"""My tasks and my role's."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from audit import services as audit
from core.forms import domain_errors_on
from people.access import requires
from people.clock import now
from people.models import Task
from people.permissions import Permission
from people.services import acknowledge_task, close_task

from .. import selectors
from ..forms import CloseTaskForm

PAGE = 50


@requires(Permission.TASK_WORK)
@require_GET
def tasks(request: HttpRequest) -> HttpResponse:
    return render(request, "followup/tasks.html", _list(request))


@requires(Permission.TASK_WORK)
@require_POST
def task_acknowledge(request: HttpRequest, pk: UUID) -> HttpResponse:
    task = _mine_or_404(request, pk)
    acknowledge_task(task=task, by=request.actor, at=now())
    messages.info(request, f"You have taken it: {task.sentence}")
    return redirect("followup:tasks")


@requires(Permission.TASK_WORK)
@require_POST
def task_close(request: HttpRequest, pk: UUID) -> HttpResponse:
    task = _mine_or_404(request, pk)
    form = CloseTaskForm(request.POST)
    if form.is_valid():
        with domain_errors_on(form):
            close_task(task=task, outcome=form.cleaned_data["outcome"], by=request.actor, at=now())
    if form.errors:
        return render(request, "followup/tasks.html", _list(request, refused=task, form=form), status=422)
    messages.info(request, f"Closed: {task.sentence}")
    return redirect("followup:tasks")


def _mine_or_404(request: HttpRequest, pk: UUID) -> Task:
    """A task's sentence may be clinical: its owner and their role work it, and nobody else is told."""
    return get_object_or_404(selectors.workable_tasks(request.actor), pk=pk)


def _list(request: HttpRequest, **more) -> dict:
    page = Paginator(selectors.open_tasks(request.actor), PAGE).get_page(request.GET.get("page"))
    audit.record_reads(
        by=request.actor,
        patient_ids={task.patient_id for task in page},
        category="tasks",
        address=request.META.get("REMOTE_ADDR"),
    )
    return {"page": page, "now": now(), **more}
