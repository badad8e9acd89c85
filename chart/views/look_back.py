"""The look-back: what the days before and after an event say (S72), and saving it to the visit."""

from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from chart.forms import ChosenDayForm
from chart.selectors.look_back import LookBackPage, look_back_page
from core.errors import DomainError
from outcomes import services as outcomes
from people import clock
from people.access import get_patient_or_refuse, open_chart, requires
from people.models import Patient
from people.permissions import Permission


@requires(Permission.CHART_VIEW)
@require_safe
def look_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The days around an event, the newest one unless `event` names one or `on` a day; and all the events."""
    patient = open_chart(request, pk, Permission.CHART_VIEW, category="look-back")
    today = request.clinic.today(clock.now())
    form = ChosenDayForm(request.GET if "on" in request.GET else None, today=today)
    key = form.key if form.is_valid() else request.GET.get("event", "")
    page = look_back_page(patient, key=key, today=today)
    context = {"patient": patient, "page": page, "seen": page.seen, "form": form}
    is_found = page.seen is not None or not key
    return render(request, "chart/look_back.html", context, status=_status(form, is_found=is_found))


@requires(Permission.OUTCOMES_ENTER)
@require_POST
def look_back_save(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keeps what the page showed, linked to today's visit when there is one."""
    patient = get_patient_or_refuse(request.actor, pk, Permission.OUTCOMES_ENTER)
    at, key = clock.now(), request.POST.get("event", "")
    page = look_back_page(patient, key=key, today=request.clinic.today(at))
    try:
        _save(request, patient, page, at)
        messages.success(request, f"Saved to {'today’s visit' if page.visit else 'the record'}.")
    except DomainError as refused:
        messages.error(request, refused.message)
    return redirect(f"{reverse('chart:look-back', args=[pk])}?{urlencode({'event': key})}")


def _save(request: HttpRequest, patient: Patient, page: LookBackPage, at: datetime) -> None:
    if page.seen is None:
        raise DomainError("no_event", "No such event in this record. Choose one from the list.")
    outcomes.save_look_back(
        patient=patient,
        event_key=page.key,
        look_back=page.seen.answer,
        beside=page.seen.beside,
        seen_digest=request.POST.get("digest", ""),
        visit=page.visit,
        by=request.actor,
        at=at,
    )


def _status(form: ChosenDayForm, *, is_found: bool) -> int:
    if form.errors:
        return 422
    return 200 if is_found else 404
