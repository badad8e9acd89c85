"""Closing a conversation: read back, the visit summary, and what is added after signing."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.errors import DomainError
from core.forms import domain_errors_on
from intake import forms
from intake.models import Intake, VisitSummary
from intake.selectors import closing as selectors
from intake.services import closing
from people.access import get_row_or_refuse, note_read, requires
from people.clock import now
from people.permissions import Permission

from .guards import EDIT, intake_or_refuse, may_sign


@requires(EDIT)
@require_http_methods(["GET", "POST"])
def read_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The story in plain words, on a screen that is turned to the person; POST keeps that it was read."""
    intake = intake_or_refuse(request, pk)
    form = forms.ReadBackForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with domain_errors_on(form):
            closing.record_read_back(intake=intake, by=request.actor, at=now(), **form.cleaned_data)
            messages.success(request, "Read back, and kept.")
            return redirect(f"{intake.get_absolute_url()}#story")
    note_read(request, intake.patient, category="read back")
    context = {
        "patient": intake.patient,
        "intake": intake,
        "parts": selectors.parts_of(intake),
        "last": selectors.last_read_back(intake),
        "form": form,
    }
    return render(request, "intake/read_back.html", context, status=422 if form.errors else 200)


@requires(EDIT)
@require_http_methods(["GET", "POST"])
def addendum_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    intake = intake_or_refuse(request, pk)
    form = forms.AddendumForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with domain_errors_on(form):
            closing.add_addendum(intake=intake, by=request.actor, at=now(), **form.cleaned_data)
            messages.success(request, "Added. The signed text stays as it was.")
            return redirect(intake)
    note_read(request, intake.patient, category="intake")
    context = {"patient": intake.patient, "intake": intake, "form": form}
    return render(request, "intake/addendum_add.html", context, status=422 if form.errors else 200)


@requires(EDIT)
@require_GET
def summary(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The one-page summary of a visit: written on the left, as the person reads it on the right."""
    intake = intake_or_refuse(request, pk)
    note_read(request, intake.patient, category="visit summary")
    return _summary_page(request, intake)


def _summary_page(
    request: HttpRequest, intake: Intake, *, refused: DomainError | None = None
) -> HttpResponse:
    found = selectors.summary_of(intake)
    context = {"patient": intake.patient, "intake": intake, "summary": found, "refused": refused}
    if found:
        context |= _live(request, found)
    return render(request, "intake/summary.html", context, status=422 if refused else 200)


def _live(request: HttpRequest, found: VisitSummary) -> dict[str, object]:
    """What follows every save: the page as it will be read, and what it still needs."""
    return {
        "summary": found,
        "page": selectors.page_of(found),
        "verdict": selectors.verdict_on(found),
        "may_sign": may_sign(request.actor),
    }


@requires(EDIT)
@require_GET
def summary_live(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _summary_or_refuse(request, pk)
    note_read(request, found.patient, category="visit summary")
    return render(request, "intake/_summary_live.html", _live(request, found))


@requires(EDIT)
@require_POST
def summary_write(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Begin the page, or its next version."""
    intake = intake_or_refuse(request, pk)
    try:
        closing.write_summary(intake=intake, by=request.actor, at=now())
    except DomainError as refused:
        messages.error(request, refused.message)
    return redirect("intake:summary", pk=intake.pk)


@requires(Permission.INTAKE_SIGN)
@require_POST
def summary_approve(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _summary_or_refuse(request, pk)
    try:
        closing.approve_summary(summary=found, by=request.actor, at=now())
    except DomainError as refused:
        note_read(request, found.patient, category="visit summary")
        return _summary_page(request, found.intake, refused=refused)
    messages.success(request, "Approved. The person sees it on the phone, and it can be printed.")
    return redirect("intake:summary", pk=found.intake_id)


def _summary_or_refuse(request: HttpRequest, pk: UUID) -> VisitSummary:
    rows = VisitSummary.objects.select_related("patient__clinic", "intake__patient", "approved_by")
    return get_row_or_refuse(rows, request.actor, pk, EDIT)
