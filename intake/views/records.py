"""Old records: what was asked for, and what came (S17). A page of the front desk: nothing clinical on it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from core.errors import DomainError
from core.forms import domain_errors_on
from people.access import get_patient_or_refuse, get_row_or_refuse, note_read, requires
from people.clock import now
from people.permissions import Permission

from ..models import RecordRequest
from ..record_forms import RecordForm
from ..selectors.records import record_lines
from ..services import records as services

PAPERS = Permission.REFERRAL_IMPORT


@requires(PAPERS)
@require_http_methods(["GET", "POST"])
def records(request: HttpRequest, pk: UUID) -> HttpResponse:
    patient = get_patient_or_refuse(request.actor, pk, PAPERS)
    patient.clinic = request.clinic
    today = request.clinic.today(now())
    form = RecordForm(request.POST or None, initial={"asked_on": today})
    if request.method == "POST" and form.is_valid():
        with domain_errors_on(form):
            asked = services.ask_for_record(patient=patient, by=request.actor, at=now(), **form.cleaned_data)
            messages.success(request, f"{asked}: asked for.")
            return redirect("intake:records", patient.pk)
    note_read(request, patient, category="papers")
    context = {"patient": patient, "form": form, "lines": record_lines(patient, today=today)}
    return render(request, "intake/records.html", context, status=422 if form.errors else 200)


@requires(PAPERS)
@require_POST
def record_settle(request: HttpRequest, pk: UUID, how: str) -> HttpResponse:
    """One press: it came (perhaps in a packet), there is none, or it is still out after all."""
    rows = RecordRequest.objects.select_related("patient", "clinic")
    row = get_row_or_refuse(rows, request.actor, pk, PAPERS)
    given = {"request": row, "by": request.actor, "at": now()}
    try:
        if how == "came":
            services.record_came(**given, packet=request.POST.get("packet", ""))
        elif how == "none":
            services.no_record(**given, reason=request.POST.get("reason", ""))
        else:
            services.wait_again(**given)
    except DomainError as refused:
        messages.error(request, refused.message)
    return redirect(f"{_page(row)}#record-{row.pk}")


def _page(row: RecordRequest) -> str:
    return redirect("intake:records", row.patient_id).url
