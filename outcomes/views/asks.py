"""Asking a questionnaire by hand, and taking it back."""

from datetime import datetime, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from core.errors import DomainError
from core.forms import domain_errors_on
from core.words import plain
from people import clock
from people.access import get_patient_or_refuse, get_row_or_refuse, note_read, requires
from people.models import Patient
from people.permissions import Permission
from people.selectors import policy

from .. import selectors, services
from ..forms import AskForm
from ..models import Ask
from .pages import done


@requires(Permission.OUTCOMES_ENTER)
@require_http_methods(["GET", "POST"])
def ask_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Choose a questionnaire and when; what is asked already, and how much of a month that is, beside it."""
    patient = get_patient_or_refuse(request.actor, pk, Permission.OUTCOMES_ENTER)
    now = clock.now()
    page = _page(patient, now)
    offered = [(one, page["burden"].minutes_of(one)) for one in page["offered"]]
    form = AskForm(request.POST or None, offered=offered, today=patient.today(now), lead=page["lead"])
    if request.method == "POST" and form.is_valid():
        with domain_errors_on(form):
            ask = services.ask_by_hand(patient=patient, by=request.actor, at=now, **form.cleaned_data)
            _warn_of_burden(request, ask, now)
            return done(request, patient, _said(ask))
    note_read(request, patient, category="outcomes")
    return render(request, "outcomes/ask_new.html", page | {"form": form}, status=422 if form.errors else 200)


def _page(patient: Patient, now: datetime) -> dict:
    catalogue = selectors.Catalogue(patient.clinic_id)
    asked = selectors.asked_of(patient, catalogue, at=now)
    burden = selectors.ask_burden(patient, catalogue, at=now)
    lead_days = policy(patient.clinic, "reminder_lead_days", on=patient.today(now))
    return {
        "patient": patient,
        "lead": timedelta(days=int(lead_days.value)),
        "asked": asked,
        "offered": selectors.offered_now(catalogue, asked),
        "burden": burden,
        "month": burden.month(patient.today(now)),
    }


def _said(ask: Ask) -> str:
    """What was asked, and how it reaches the person: a mail needs an address and a yes to it."""
    title = selectors.Catalogue(ask.clinic_id).get(ask.instrument, ask.version).title
    if ask.patient.email and ask.patient.may_email:
        return f"{title} is asked. The link goes out by e-mail."
    return f"{title} is asked. No e-mail can be sent: they find it on their own page, or you type it in here."


def _warn_of_burden(request: HttpRequest, ask: Ask, now: datetime) -> None:
    """Said with the sum and never in the way: who asks may have a reason."""
    burden = selectors.ask_burden(ask.patient, selectors.Catalogue(ask.clinic_id), at=now)
    opens_on = ask.patient.today(ask.opens_at)
    if burden.is_over(opens_on):
        minutes = plain(burden.month(opens_on).quantize(1))
        messages.warning(
            request,
            f"With this, about {minutes} minutes of questions fall into one month;"
            f" about {plain(burden.most)} is the most to ask for. Is there one that can wait?",
        )


@requires(Permission.OUTCOMES_ENTER)
@require_POST
def ask_cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take back what was asked by hand."""
    ask = get_row_or_refuse(Ask.objects, request.actor, pk, Permission.OUTCOMES_ENTER)
    try:
        services.cancel_ask(ask=ask, by=request.actor, at=clock.now())
    except DomainError as refused:
        messages.error(request, refused.message)
        return done(request, ask.patient)
    return done(request, ask.patient, "It is taken back: the link is closed, and no mail goes out.")
