"""Visits on the chart: book, move, cancel, mark."""

from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from core.errors import DomainError
from core.forms import domain_errors_on

from .. import clock, services
from ..access import get_patient_or_refuse, get_row_or_refuse, note_read, requires
from ..forms import BookVisitForm, CancelVisitForm, MarkVisitForm, MoveVisitForm
from ..models import Visit
from ..permissions import Permission
from ..rules.states import VisitStatus


@requires(Permission.VISIT_BOOK)
@require_http_methods(["GET", "POST"])
def visits(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A patient's visits, with the form that books the next one."""
    patient = get_patient_or_refuse(request.actor, pk, Permission.VISIT_BOOK)
    form = BookVisitForm(request.POST or None, clinic=request.clinic)
    if request.method == "POST" and form.is_valid():
        with domain_errors_on(form):
            services.book_visit(patient=patient, by=request.actor, at=clock.now(), **form.cleaned_data)
            messages.success(request, "The visit is booked.")
            return redirect("people:visits", pk)
    note_read(request, patient, category="visits")
    rows = patient.visits.select_related("with_user").order_by("-starts_at")[:50]
    context = {"patient": patient, "form": form, "visits": rows, "zone": request.clinic.time_zone}
    return render(request, "people/visits.html", context, status=422 if form.errors else 200)


@requires(Permission.VISIT_BOOK)
@require_http_methods(["GET", "POST"])
def visit_move(request: HttpRequest, pk: UUID) -> HttpResponse:
    visit = get_row_or_refuse(Visit.objects, request.actor, pk, Permission.VISIT_BOOK)
    local = visit.starts_at.astimezone(ZoneInfo(request.clinic.time_zone))
    booked = {"starts_at": local.replace(tzinfo=None), "with_user": visit.with_user_id}
    form = MoveVisitForm(request.POST or None, clinic=request.clinic, initial=booked)
    if request.method == "POST" and form.is_valid():
        with domain_errors_on(form):
            services.move_visit(visit=visit, by=request.actor, at=clock.now(), **form.cleaned_data)
            messages.success(request, "The visit is moved.")
            return redirect("people:visits", visit.patient_id)
    return _visit_page(request, visit, form, heading="Move this visit", verb="Move the visit")


@requires(Permission.VISIT_BOOK)
@require_http_methods(["GET", "POST"])
def visit_cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    visit = get_row_or_refuse(Visit.objects, request.actor, pk, Permission.VISIT_BOOK)
    form = CancelVisitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with domain_errors_on(form):
            services.cancel_visit(visit=visit, by=request.actor, at=clock.now(), **form.cleaned_data)
            messages.success(request, "The visit is cancelled.")
            return redirect("people:visits", visit.patient_id)
    return _visit_page(request, visit, form, heading="Cancel this visit", verb="Cancel the visit")


def _visit_page(request: HttpRequest, visit: Visit, form, *, heading: str, verb: str) -> HttpResponse:
    note_read(request, visit.patient, category="visits")
    context = {
        "patient": visit.patient,
        "visit": visit,
        "form": form,
        "heading": heading,
        "verb": verb,
        "zone": request.clinic.time_zone,
    }
    return render(request, "people/visit_change.html", context, status=422 if form.errors else 200)


@requires(Permission.VISIT_BOOK)
@require_POST
def visit_mark(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Arrived, done or missed: one press."""
    visit = get_row_or_refuse(Visit.objects, request.actor, pk, Permission.VISIT_BOOK)
    form = MarkVisitForm(request.POST)
    try:
        if form.is_valid():
            status = VisitStatus(form.cleaned_data["status"])
            services.mark_visit(visit=visit, status=status, by=request.actor, at=clock.now())
        else:
            messages.error(request, "Choose arrived, done or missed.")
    except DomainError as refused:
        messages.error(request, refused.message)
    return redirect("people:visits", visit.patient_id)
