"""Logging a call, taking it back, and what was tried before."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from core.errors import DomainError
from core.forms import domain_errors_on
from core.htmx import is_htmx
from people.access import get_patient_or_refuse, get_row_or_refuse, note_read, requires
from people.clock import now
from people.models import Patient
from people.permissions import Permission

from .. import selectors, services
from ..forms import CallForm
from ..models import ContactAttempt


@requires(Permission.WORKLIST)
@require_POST
def call_log(request: HttpRequest, pk: UUID) -> HttpResponse:
    patient = get_patient_or_refuse(request.actor, pk, Permission.WORKLIST)
    form = CallForm(request.POST)
    row = selectors.row_of(selectors.watch_of(request.clinic, request.actor, now()), patient.pk)
    if form.is_valid():
        with domain_errors_on(form):
            attempt = _log(request, patient, form, row)
            return _logged(request, patient, attempt)
    if not is_htmx(request):
        return render(request, "followup/call.html", _of(patient, row, form), status=422)
    return render(request, "followup/_row.html", _of(patient, row, form), status=422)


@requires(Permission.WORKLIST)
@require_POST
def call_undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    attempt = get_row_or_refuse(ContactAttempt.objects, request.actor, pk, Permission.WORKLIST)
    try:
        services.undo_call(attempt=attempt, by=request.actor, at=now())
    except DomainError as refused:
        return _refused(request, attempt, refused)
    if not is_htmx(request):
        messages.info(request, "Taken back.")
        return redirect("followup:contact-history", attempt.patient_id)
    row = selectors.row_of(selectors.watch_of(request.clinic, request.actor, now()), attempt.patient_id)
    return render(request, "followup/_row.html", {**_of(attempt.patient, row, CallForm()), "undone": True})


@requires(Permission.WORKLIST)
@require_GET
def contact_history(request: HttpRequest, pk: UUID) -> HttpResponse:
    patient = get_patient_or_refuse(request.actor, pk, Permission.WORKLIST)
    note_read(request, patient, category="contact_history")
    lines = selectors.contact_history(patient, at=now())
    return render(request, "followup/contact_history.html", {"patient": patient, "lines": lines})


def _log(request: HttpRequest, patient: Patient, form: CallForm, row: selectors.Row | None) -> ContactAttempt:
    result, again, removal = form.answer
    return services.log_call(
        patient=patient,
        result=result,
        again=again,
        removal_reason=removal,
        reasons=[reason for reason in (row.reasons if row else []) if reason.fact.key in form.seen],
        note=form.cleaned_data["note"],
        by=request.actor,
        at=now(),
    )


def _logged(request: HttpRequest, patient: Patient, attempt: ContactAttempt) -> HttpResponse:
    if is_htmx(request):
        return render(request, "followup/_logged.html", {"patient": patient, "attempt": attempt})
    messages.info(request, f"{patient}: {attempt}. It can be undone today in the contact history.")
    return redirect("followup:worklist")


def _refused(request: HttpRequest, attempt: ContactAttempt, refused: DomainError) -> HttpResponse:
    if not is_htmx(request):
        messages.error(request, refused.message)
        return redirect("followup:contact-history", attempt.patient_id)
    said = {"patient": attempt.patient, "attempt": attempt, "refused": refused.message}
    return render(request, "followup/_logged.html", said, status=422)


def _of(patient: Patient, row: selectors.Row | None, form: CallForm) -> dict:
    return {"patient": patient, "row": row, "form": form}
