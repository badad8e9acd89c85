"""Flares on the chart: listed, entered, put right, over, marked as error (S73)."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from core.forms import domain_errors_on
from core.ids import uuid7
from people import clock
from people.access import get_patient_or_refuse, get_row_or_refuse, open_chart, requires
from people.permissions import Permission

from .. import selectors, services
from ..forms import ErrorForm, FlareForm
from ..models import Flare
from .pages import form_page


@requires(Permission.CHART_VIEW)
@require_safe
def flares(request: HttpRequest, pk: UUID) -> HttpResponse:
    patient = open_chart(request, pk, Permission.CHART_VIEW, category="outcomes")
    today = patient.today(clock.now())
    lines = [(line, line.days(until=today)) for line in selectors.flares(patient)]
    return render(request, "outcomes/flares.html", {"patient": patient, "lines": lines})


@requires(Permission.OUTCOMES_ENTER)
@require_http_methods(["GET", "POST"])
def flare_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    patient = get_patient_or_refuse(request.actor, pk, Permission.OUTCOMES_ENTER)
    now = clock.now()
    form = FlareForm(request.POST or None, today=patient.today(now))
    if request.method == "POST" and form.is_valid():
        with domain_errors_on(form):
            services.start_flare(
                patient=patient, operation_id=uuid7(), by=request.actor, at=now, **form.cleaned_data
            )
            return redirect("outcomes:flares", pk)
    hint = "Only the first day is needed."
    return form_page(request, patient, form, heading="Enter a flare", verb="Keep the flare", hint=hint)


@requires(Permission.OUTCOMES_ENTER)
@require_http_methods(["GET", "POST"])
def flare_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was kept stays readable as corrected."""
    flare = get_row_or_refuse(Flare.objects, request.actor, pk, Permission.OUTCOMES_ENTER)
    now = clock.now()
    kept = {name: getattr(flare, name) for name in FlareForm.base_fields}
    form = FlareForm(request.POST or None, today=flare.patient.today(now), kept=kept)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        with domain_errors_on(form):
            mode = given.pop("mode")
            facts = services.FlareFacts(**given)
            services.correct_flare(flare=flare, facts=facts, mode=mode, by=request.actor, at=now)
            return redirect("outcomes:flares", flare.patient_id)
    return form_page(request, flare.patient, form, heading="Correct this flare", verb="Save")


@requires(Permission.OUTCOMES_ENTER)
@require_http_methods(["GET", "POST"])
def flare_error(request: HttpRequest, pk: UUID) -> HttpResponse:
    flare = get_row_or_refuse(Flare.objects, request.actor, pk, Permission.OUTCOMES_ENTER)
    form = ErrorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with domain_errors_on(form):
            services.withdraw_flare(flare=flare, by=request.actor, at=clock.now(), **form.cleaned_data)
            return redirect("outcomes:flares", flare.patient_id)
    heading, hint = "Mark this flare as entered in error", f"It began on {flare.started_on:%-d %b %Y}."
    return form_page(request, flare.patient, form, heading=heading, verb="Mark as error", hint=hint)
