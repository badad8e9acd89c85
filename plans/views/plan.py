"""The plan's page, its printed sheet, and the verbs on the whole plan."""

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from core.errors import DomainError
from core.forms import domain_errors_on
from people.access import get_patient_or_refuse, get_row_or_refuse, note_read, open_chart, requires
from people.clock import now
from people.models import Patient
from people.permissions import Permission

from .. import services
from ..forms import ReasonForm, TemplateForm
from ..library import TEMPLATES
from ..models import Plan, Step
from ..pages import next_decision, step_rows
from ..selectors.plans import (
    current_plan,
    draft_plan,
    earlier_plans,
    plans_whole,
    template_fits,
    working_idea,
)
from ..selectors.sheet import patient_sheet
from ..services.signing import may_undo


@requires(Permission.CHART_VIEW)
@require_GET
def plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The plan in force; without one, the way to a new one."""
    patient = open_chart(request, pk, Permission.CHART_VIEW, category="plan")
    found = current_plan(patient)
    return signed_page(request, found) if found else _new_page(request, patient)


@requires(Permission.CHART_VIEW)
@require_GET
def plan_read(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Any plan that was signed, as it stands."""
    found = get_row_or_refuse(plans_whole().exclude(signed_at=None), request.actor, pk, Permission.CHART_VIEW)
    note_read(request, found.patient, category="plan")
    return signed_page(request, found)


def signed_page(
    request: HttpRequest,
    found: Plan,
    *,
    failed: tuple[Step, Form] | None = None,
    close_form: Form | None = None,
) -> HttpResponse:
    """A plan with its steps. `failed` and `close_form` put a refused form back, with what was typed."""
    today = request.clinic.today(now())
    rows = step_rows(found, on=today, failed=failed)
    context = {
        "patient": found.patient,
        "plan": found,
        "rows": rows,
        "decision": next_decision(rows),
        "draft": draft_plan(found.patient),
        "earlier": earlier_plans(found.patient),
        "may_undo": found.is_signed and may_undo(found, at=now()),
        "close_form": close_form or ReasonForm(auto_id="close-%s"),
    }
    refused = failed is not None or close_form is not None
    return render(request, "plans/plan.html", context, status=422 if refused else 200)


def _new_page(request: HttpRequest, patient: Patient, form: Form | None = None) -> HttpResponse:
    idea = working_idea(patient)
    context = {
        "patient": patient,
        "idea": idea,
        "fits": template_fits(patient, idea),
        "draft": draft_plan(patient),
        "earlier": earlier_plans(patient),
        "form": form,
    }
    return render(request, "plans/plan_new.html", context, status=422 if form else 200)


@requires(Permission.PLAN_EDIT)
@require_GET
def plan_choose(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The templates with why each fits, also while a plan is in force: the next one replaces it."""
    patient = open_chart(request, pk, Permission.PLAN_EDIT, category="plan")
    return _new_page(request, patient)


@requires(Permission.PLAN_EDIT)
@require_POST
def plan_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    patient = get_patient_or_refuse(request.actor, pk, Permission.PLAN_EDIT)
    form = TemplateForm(request.POST)
    if form.is_valid():
        with domain_errors_on(form):
            draft = services.draft_plan_from_template(
                patient=patient,
                template=TEMPLATES[form.cleaned_data["template"]],
                hypothesis=working_idea(patient),
                by=request.actor,
                at=now(),
            )
            return redirect("plans:builder", draft.pk)
    note_read(request, patient, category="plan")
    return _new_page(request, patient, form)


@requires(Permission.CHART_VIEW)
@require_GET
def sheet(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The patient's one page, for print."""
    patient = open_chart(request, pk, Permission.CHART_VIEW, category="plan sheet")
    found = current_plan(patient)
    shown = patient_sheet(found, on=request.clinic.today(now())) if found else None
    return render(request, "plans/sheet.html", {"patient": patient, "sheet": shown})


@requires(Permission.PLAN_SIGN)
@require_POST
def plan_undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = get_row_or_refuse(Plan.objects, request.actor, pk, Permission.PLAN_SIGN)
    try:
        services.undo_signing(plan=found, by=request.actor, at=now())
    except DomainError as refused:
        messages.error(request, refused.message)
        return redirect("plans:plan", found.patient_id)
    messages.success(request, "The signature is undone. The plan is a draft again.")
    return redirect("plans:builder", found.pk)


@requires(Permission.PLAN_SIGN)
@require_POST
def plan_close(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = get_row_or_refuse(plans_whole(), request.actor, pk, Permission.PLAN_SIGN)
    form = ReasonForm(request.POST, auto_id="close-%s")
    if form.is_valid():
        with domain_errors_on(form):
            services.close_plan(plan=found, reason=form.cleaned_data["reason"], by=request.actor, at=now())
            messages.success(request, "The plan is closed.")
            return redirect("plans:plan", found.patient_id)
    note_read(request, found.patient, category="plan")
    return signed_page(request, found, close_form=form)
