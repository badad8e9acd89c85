"""What was done: a step started, delivered, not delivered; a block answered."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from core.errors import DomainError
from core.forms import domain_errors_on
from people.access import get_row_or_refuse, note_read, requires
from people.clock import now
from people.permissions import Permission

from .. import services
from ..forms import BlockForm, NotDeliveredForm, OnForm, ReasonForm
from ..models import BlockResponse, Step
from ..selectors.plans import plans_whole
from .plan import signed_page

EDIT = Permission.PLAN_EDIT


def _act(
    request: HttpRequest, pk: UUID, form: Form, act: Callable[[Step], object], done: str
) -> HttpResponse:
    """One act on one step of a signed plan; a refusal comes back in its row with what was typed."""
    step = get_row_or_refuse(Step.objects.select_related("plan"), request.actor, pk, EDIT)
    if form.is_valid():
        with domain_errors_on(form):
            act(step)
            messages.success(request, f"{step.title}: {done}")
            return redirect("plans:plan", step.patient_id)
    plan = plans_whole().get(pk=step.plan_id)
    note_read(request, plan.patient, category="plan")
    return signed_page(request, plan, failed=(step, form))


@requires(EDIT)
@require_POST
def step_start(request: HttpRequest, pk: UUID) -> HttpResponse:
    form = OnForm(request.POST, auto_id=f"on-%s-{pk}")
    return _act(
        request,
        pk,
        form,
        lambda step: services.start_step(step=step, by=request.actor, at=now(), **form.cleaned_data),
        "started.",
    )


@requires(EDIT)
@require_POST
def step_deliver(request: HttpRequest, pk: UUID) -> HttpResponse:
    form = OnForm(request.POST, auto_id=f"on-%s-{pk}")
    return _act(
        request,
        pk,
        form,
        lambda step: services.deliver_step(step=step, by=request.actor, at=now(), **form.cleaned_data),
        "delivered.",
    )


@requires(EDIT)
@require_POST
def step_not_delivered(request: HttpRequest, pk: UUID) -> HttpResponse:
    form = NotDeliveredForm(request.POST, auto_id=f"miss-%s-{pk}")
    return _act(
        request,
        pk,
        form,
        lambda step: services.mark_not_delivered(step=step, by=request.actor, at=now(), **form.cleaned_data),
        "not delivered. The navigator is asked to fix it.",
    )


@requires(EDIT)
@require_POST
def block_record(request: HttpRequest, pk: UUID) -> HttpResponse:
    form = BlockForm(request.POST, auto_id=f"block-%s-{pk}")
    return _act(
        request,
        pk,
        form,
        lambda step: services.record_block_response(
            step=step, by=request.actor, at=now(), **form.cleaned_data
        ),
        "response recorded.",
    )


@requires(EDIT)
@require_POST
def block_err(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A response that was typed wrong: marked, never deleted."""
    response = get_row_or_refuse(BlockResponse.objects, request.actor, pk, EDIT)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Say what was wrong.")
        return redirect("plans:plan", response.patient_id)
    try:
        services.err_block_response(response=response, by=request.actor, at=now(), **form.cleaned_data)
    except DomainError as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, "Marked as entered in error.")
    return redirect("plans:plan", response.patient_id)
