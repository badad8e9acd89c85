"""Small edits of a draft: htmx gets the list of steps, everyone else goes back to the builder."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from core.errors import DomainError
from core.htmx import is_htmx, tell_saved
from outcomes.selectors import Catalogue
from people.access import get_row_or_refuse, note_read, requires
from people.clock import now
from people.permissions import Permission

from .. import services
from ..forms import GoalForm, PairForm, ShapeForm, StepForm
from ..models import Checkpoint, Plan, Step
from ..selectors.numbers import measures_of
from ..selectors.plans import plans_whole
from .builder import builder_page, steps_context

EDIT = Permission.PLAN_EDIT


def _steps_or_builder(request: HttpRequest, plan_id: UUID, edit: Callable[[], object]) -> HttpResponse:
    """Do the edit; show the steps as they are now, or say why not."""
    refusal = ""
    try:
        edit()
    except DomainError as refused:
        refusal = refused.message
    if not (refusal or is_htmx(request)):
        return redirect("plans:builder", plan_id)
    plan = plans_whole().get(pk=plan_id)
    note_read(request, plan.patient, category="plan")
    if not is_htmx(request):
        return builder_page(request, plan, refusal=refusal)
    context = {**steps_context(plan), "refusal": refusal}
    return tell_saved(render(request, "plans/_steps.html", context, status=422 if refusal else 200))


def _saved(request: HttpRequest, plan_id: UUID, form, edit: Callable[[], object]) -> HttpResponse:
    """A small form that posts itself whole: its answer is empty, or the sentence that refuses it."""
    if form.is_valid():
        try:
            edit()
        except DomainError as refused:
            form.add_error(None, refused.message)
        else:
            return HttpResponse("") if is_htmx(request) else redirect("plans:builder", plan_id)
    if is_htmx(request):
        return render(request, "plans/_form_says.html", {"form": form}, status=422)
    plan = plans_whole().get(pk=plan_id)
    note_read(request, plan.patient, category="plan")
    return builder_page(request, plan, refusal=" ".join(_sentences(form)))


def _sentences(form) -> list[str]:
    return [message for errors in form.errors.values() for message in errors]


@requires(EDIT)
@require_POST
def plan_goal(request: HttpRequest, pk: UUID) -> HttpResponse:
    plan = get_row_or_refuse(Plan.objects.select_related("patient"), request.actor, pk, EDIT)
    form = GoalForm(request.POST, plan=plan)
    return _saved(
        request,
        plan.pk,
        form,
        lambda: services.set_plan_goal(plan=plan, goal=form.cleaned_data["goal"], by=request.actor, at=now()),
    )


@requires(EDIT)
@require_POST
def step_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    plan = get_row_or_refuse(plans_whole(), request.actor, pk, EDIT)
    form = StepForm(request.POST, auto_id="new-step-%s")
    if not form.is_valid():
        note_read(request, plan.patient, category="plan")
        return builder_page(request, plan, step_form=form)
    return _steps_or_builder(
        request,
        plan.pk,
        lambda: services.add_step(plan=plan, by=request.actor, at=now(), **form.cleaned_data),
    )


@requires(EDIT)
@require_POST
def step_move(request: HttpRequest, pk: UUID) -> HttpResponse:
    step = get_row_or_refuse(Step.objects, request.actor, pk, EDIT)
    places = -1 if request.POST.get("to") == "up" else 1
    return _steps_or_builder(
        request,
        step.plan_id,
        lambda: services.move_step(step=step, places=places, by=request.actor, at=now()),
    )


@requires(EDIT)
@require_POST
def step_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    step = get_row_or_refuse(Step.objects, request.actor, pk, EDIT)
    return _steps_or_builder(
        request, step.plan_id, lambda: services.remove_step(step=step, by=request.actor, at=now())
    )


@requires(EDIT)
@require_POST
def step_pair(request: HttpRequest, pk: UUID) -> HttpResponse:
    step = get_row_or_refuse(Step.objects, request.actor, pk, EDIT)
    form = PairForm(request.POST, step=step, steps=step.plan.steps.all())
    return _saved(
        request,
        step.plan_id,
        form,
        lambda: services.pair_step(step=step, pair=form.cleaned_data["pair"], by=request.actor, at=now()),
    )


@requires(EDIT)
@require_POST
def checkpoint_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    step = get_row_or_refuse(Step.objects, request.actor, pk, EDIT)
    return _steps_or_builder(
        request, step.plan_id, lambda: services.add_checkpoint(step=step, by=request.actor, at=now())
    )


@requires(EDIT)
@require_POST
def checkpoint_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    point = get_row_or_refuse(Checkpoint.objects, request.actor, pk, EDIT)
    return _steps_or_builder(
        request,
        point.plan_id,
        lambda: services.remove_checkpoint(checkpoint=point, by=request.actor, at=now()),
    )


@requires(EDIT)
@require_POST
def checkpoint_shape(request: HttpRequest, pk: UUID) -> HttpResponse:
    point = get_row_or_refuse(Checkpoint.objects.select_related("step"), request.actor, pk, EDIT)
    form = ShapeForm(
        request.POST,
        checkpoint=point,
        steps=point.plan.steps.all(),
        measures=measures_of(point.patient_id),
        catalogue=Catalogue(point.clinic_id),
    )
    return _saved(
        request,
        point.plan_id,
        form,
        lambda: services.shape_checkpoint(checkpoint=point, by=request.actor, at=now(), **form.shape),
    )
