"""The month on paper: printed blank, and typed in when it comes back (S71)."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from core.errors import DomainError
from people import clock
from people.access import get_patient_or_refuse, note_read, open_chart, requires
from people.models import Patient
from people.permissions import Permission

from .. import selectors, services
from ..forms import PaperSheet
from ..rules.months import Month
from .calendar import month_or_404


@requires(Permission.CHART_VIEW)
@require_safe
def days_print(request: HttpRequest, pk: UUID, month: str) -> HttpResponse:
    """A blank month for somebody who would rather write by hand: one page of A4 or Letter."""
    patient = open_chart(request, pk, Permission.CHART_VIEW, category="outcomes")
    shown = month_or_404(month)
    context = {"patient": patient, "paper": selectors.paper_month(patient, shown)}
    return render(request, "outcomes/days_print.html", context)


@requires(Permission.OUTCOMES_ENTER)
@require_http_methods(["GET", "POST"])
def days_type(request: HttpRequest, pk: UUID, month: str) -> HttpResponse:
    """One row a day. All are kept at once, or none: what is wrong or in doubt is said beside its cell."""
    patient = get_patient_or_refuse(request.actor, pk, Permission.OUTCOMES_ENTER)
    shown, now = month_or_404(month), clock.now()
    today = patient.today(now)
    sheet = PaperSheet(
        request.POST or None,
        days=[day for day in shown.days if patient.birth_date <= day <= today],
        leave_out=selectors.paper_month(patient, shown).leave_out,
    )
    if sheet.is_bound and sheet.is_valid() and (saved := _keep(request, patient, sheet, at=now)):
        messages.success(request, _said(saved, shown))
        return redirect("outcomes:days-month", pk, str(shown))
    sheet.show_kept(services.kept_days(patient, sheet.days))
    note_read(request, patient, category="outcomes")
    context = {"patient": patient, "month": shown, "sheet": sheet}
    return render(request, "outcomes/days_type.html", context, status=422 if sheet.is_bound else 200)


def _keep(
    request: HttpRequest, patient: Patient, sheet: PaperSheet, *, at: datetime
) -> services.MonthSaved | None:
    """None when nothing was written; the sheet then says why."""
    try:
        saved = services.save_paper_days(patient=patient, by=request.actor, at=at, **sheet.said)
    except DomainError as refused:
        sheet.refused = refused.message
        return None
    sheet.ask_about(saved.conflicts)
    return None if saved.conflicts else saved


def _said(saved: services.MonthSaved, month: Month) -> str:
    same = f" {saved.same} were kept already." if saved.same else ""
    return f"{month.label}: {saved.written} days are kept.{same}"
