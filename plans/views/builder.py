"""The plan builder: steps on the left, what the patient will read on the right."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from core.errors import DomainError
from intake.rules.life import BarrierFacts
from intake.selectors.life import barriers_of
from outcomes.selectors import Catalogue
from people.access import get_row_or_refuse, note_read, requires
from people.clock import now
from people.permissions import Permission
from people.selectors import policies

from .. import services
from ..forms import GoalForm, PairForm, ShapeForm, StepForm
from ..models import Checkpoint, Plan, Step
from ..rules.life import concerns, life_line
from ..rules.words import StepKind
from ..selectors.evidence import block_thresholds_words
from ..selectors.numbers import measures_of
from ..selectors.plans import idea_of, plans_whole, signing_verdict
from ..selectors.sheet import patient_sheet
from ..selectors.tried import tried_before

EDIT = Permission.PLAN_EDIT


@requires(EDIT)
@require_GET
def builder(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The draft. A plan that was signed meanwhile is shown as signed."""
    plan = get_row_or_refuse(plans_whole(), request.actor, pk, EDIT)
    if not plan.is_draft:
        return redirect("plans:plan", plan.patient_id)
    note_read(request, plan.patient, category="plan")
    return builder_page(request, plan)


def builder_page(
    request: HttpRequest, plan: Plan, *, step_form: StepForm | None = None, refusal: str = ""
) -> HttpResponse:
    """`step_form` and `refusal` say what was refused, and keep what was typed."""
    context = {
        **steps_context(plan),
        **live_context(request, plan),
        "patient": plan.patient,
        "idea": idea_of(plan),
        "goal_form": GoalForm(plan=plan),
        "step_form": step_form or StepForm(auto_id="new-step-%s"),
        "refusal": refusal,
    }
    return render(request, "plans/builder.html", context, status=422 if refusal or step_form else 200)


def steps_context(plan: Plan) -> dict:
    """Each step with its small forms and its checkpoint."""
    points, first = _points_by_step(plan)
    offered = {
        "steps": list(plan.steps.all()),
        "measures": list(measures_of(plan.patient_id)),
        "catalogue": Catalogue(plan.clinic_id),
    }
    today = plan.patient.clinic.today(now())
    barriers = barriers_of(plan.patient_id, on=today)
    tried = tried_before(plan)
    steps = [
        _step_parts(step, points.get(step.pk), offered, barriers) | {"tried": tried[step.pk]}
        for step in offered["steps"]
    ]
    limits = policies(plan.patient.clinic, on=today)
    return {
        "plan": plan,
        "steps": steps,
        "first": first,
        "thresholds": block_thresholds_words(limits),
        "life_line": life_line(barriers),
    }


def _points_by_step(plan: Plan) -> tuple[dict[UUID, Checkpoint], Checkpoint | None]:
    """A draft has one checkpoint a step; the first of the plan carries a date."""
    points = {point.step_id: point for point in plan.checkpoints.all()}
    return points, next(iter(points.values()), None)


def _step_parts(step: Step, point: Checkpoint | None, offered: dict, barriers: list[BarrierFacts]) -> dict:
    if point:
        point.step = step
    return {
        "step": step,
        "pair_form": PairForm(step=step, steps=offered["steps"]),
        "point": point,
        "concerns": concerns(StepKind(step.kind), barriers, weeks=step.weeks),
        "shape_form": ShapeForm(checkpoint=point, **offered) if point else None,
    }


def live_context(request: HttpRequest, plan: Plan) -> dict:
    today = request.clinic.today(now())
    return {"plan": plan, "verdict": signing_verdict(plan, on=today), "sheet": patient_sheet(plan, on=today)}


@requires(EDIT)
@require_GET
def builder_live(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The right half anew, after something saved itself. Part of the page that noted the read."""
    plan = get_row_or_refuse(plans_whole(), request.actor, pk, EDIT)
    note_read(request, plan.patient, category="plan")
    points, first = _points_by_step(plan)
    tried = tried_before(plan)
    pairs = [(step, points.get(step.pk), tried[step.pk]) for step in plan.steps.all()]
    context = {**live_context(request, plan), "pairs": pairs, "first": first}
    return render(request, "plans/_live_swap.html", context)


@requires(EDIT)
@require_POST
def plan_discard(request: HttpRequest, pk: UUID) -> HttpResponse:
    plan = get_row_or_refuse(Plan.objects, request.actor, pk, EDIT)
    try:
        services.discard_draft(plan=plan, by=request.actor, at=now())
    except DomainError as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, "The draft is put aside.")
    return redirect("plans:plan", plan.patient_id)


@requires(Permission.PLAN_SIGN)
@require_POST
def plan_sign(request: HttpRequest, pk: UUID) -> HttpResponse:
    plan = get_row_or_refuse(plans_whole(), request.actor, pk, Permission.PLAN_SIGN)
    try:
        services.sign_plan(plan=plan, by=request.actor, at=now())
    except DomainError as refused:
        note_read(request, plan.patient, category="plan")
        return builder_page(request, plan, refusal=refused.message)
    messages.success(request, "The plan is signed. Its clocks have started.")
    return redirect("plans:plan", plan.patient_id)
