"""Entries by hand: a dated event, a medicine, an allergy; and marking one entered in error."""

from uuid import UUID

from django.contrib import messages
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from core.errors import DomainError
from core.forms import domain_errors_on
from core.htmx import is_htmx
from intake import forms
from intake.models import Medication
from intake.services import entries
from people.access import get_row_or_refuse, open_chart, requires
from people.clock import now

from .guards import EDIT
from .rows import SECTIONS, section

#: By the word in the address: the form, the verb, and the heading of its page.
NEW = {
    "timeline": (forms.TimelineEntryForm, entries.add_timeline_entry, "Add to the timeline"),
    "medication": (forms.MedicationForm, entries.add_medication, "Add a medicine"),
    "allergy": (forms.AllergyForm, entries.add_allergy, "Add an allergy"),
}


@requires(EDIT)
@require_http_methods(["GET", "POST"])
def entry_add(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    patient = open_chart(request, pk, EDIT, category="entries")
    form_class, add, heading = NEW[kind]
    form = form_class(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with domain_errors_on(form):
            add(patient=patient, by=request.actor, at=now(), **form.cleaned_data)
            messages.success(request, f"{form.cleaned_data['title']}: added.")
            return redirect(_back(request, patient.pk))
    context = {"patient": patient, "form": form, "heading": heading, "back": _back(request, patient.pk)}
    return render(request, "intake/entry_add.html", context, status=422 if form.errors else 200)


@requires(EDIT)
@require_http_methods(["GET", "POST"])
def medication_stop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The medicine is not taken any more. GET asks since when."""
    medicine = get_row_or_refuse(Medication.objects.select_related("patient"), request.actor, pk, EDIT)
    form = forms.StopForm(request.POST if request.method == "POST" else None)
    back = _back(request, medicine.patient_id)
    if form.is_valid():
        with domain_errors_on(form):
            entries.stop_medication(medicine=medicine, by=request.actor, at=now(), **form.cleaned_data)
            messages.success(request, f"{medicine}: not taken any more.")
            return redirect(back)
    heading = f"Stop {medicine}"
    context = {"patient": medicine.patient, "form": form, "heading": heading, "back": back}
    return render(request, "intake/entry_add.html", context, status=422 if form.errors else 200)


@requires(EDIT)
@require_http_methods(["GET", "POST"])
def entry_error(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    """Marks a row entered in error, with a reason. GET asks for the reason."""
    row = _row_or_refuse(request, kind, pk)
    form = forms.ErrorReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with domain_errors_on(form):
            entries.mark_in_error(row=row, reason=form.cleaned_data["reason"], by=request.actor, at=now())
            messages.success(request, f"{row}: marked entered in error. It can be put back today.")
            return redirect(_back(request, row.patient_id))
    context = {"patient": row.patient, "row": row, "form": form, "back": _back(request, row.patient_id)}
    return render(request, "intake/entry_error.html", context, status=422 if form.errors else 200)


@requires(EDIT)
@require_POST
def entry_restore(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    """Puts back, on the same day, what was marked entered in error."""
    row = _row_or_refuse(request, kind, pk)
    try:
        entries.put_back(row=row, by=request.actor, at=now())
    except DomainError as refused:
        messages.error(request, refused.message)
        return redirect(_back(request, row.patient_id))
    if kind in SECTIONS and is_htmx(request):
        return section(request, row.intake, kind)
    messages.success(request, f"{row}: put back.")
    return redirect(_back(request, row.patient_id))


def _row_or_refuse(request: HttpRequest, kind: str, pk: UUID) -> models.Model:
    if kind not in entries.KINDS:
        raise Http404
    rows = entries.KINDS[kind].objects.select_related("patient", "clinic")
    return get_row_or_refuse(rows, request.actor, pk, EDIT)


def _back(request: HttpRequest, patient_pk: UUID) -> str:
    """Where the person came from, when that is a page of ours; else the intake."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure()):
        return asked
    return reverse("intake:intake", args=[patient_pk])
