"""A day entered for somebody."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from core.forms import domain_errors_on
from people import clock
from people.access import get_patient_or_refuse, requires
from people.permissions import Permission

from .. import selectors, services
from ..forms import DayForm, ErrorForm
from ..rules.months import Month
from .calendar import date_or_404
from .pages import done, form_page


@requires(Permission.OUTCOMES_ENTER)
@require_http_methods(["GET", "POST"])
def day_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """From a paper calendar or a call. A day that is there already is replaced by what is typed here."""
    patient = get_patient_or_refuse(request.actor, pk, Permission.OUTCOMES_ENTER)
    now = clock.now()
    today = patient.today(now)
    leave_out = selectors.paper_month(patient, Month.of(today)).leave_out
    form = DayForm(request.POST or None, today=today, leave_out=leave_out)
    if request.method == "POST" and form.is_valid():
        with domain_errors_on(form):
            saved = services.save_day(patient=patient, by=request.actor, received_at=now, **form.cleaned_data)
            return done(request, patient, f"{saved.day:%-d %b %Y} is kept.")
    hint = "Only the day and its mark are needed. What was not said stays empty."
    return form_page(request, patient, form, heading="Enter a day", verb="Keep the day", hint=hint)


@requires(Permission.OUTCOMES_ENTER)
@require_http_methods(["GET", "POST"])
def day_error(request: HttpRequest, pk: UUID, day: str) -> HttpResponse:
    """What was said of a day was wrong: it counts for nothing from now on."""
    patient = get_patient_or_refuse(request.actor, pk, Permission.OUTCOMES_ENTER)
    on = date_or_404(day)
    form = ErrorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with domain_errors_on(form):
            services.withdraw_day(
                patient=patient, day=on, by=request.actor, at=clock.now(), **form.cleaned_data
            )
            return done(request, patient, "It is marked as entered in error.")
    heading = f"Mark {on:%-d %b %Y} as entered in error"
    hint = "What a device measured on that day stays."
    return form_page(request, patient, form, heading=heading, verb="Mark as error", hint=hint)
