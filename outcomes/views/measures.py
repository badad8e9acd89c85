"""Goals and measures on one page; a measure and its values."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from core.forms import domain_errors_on
from people import clock
from people.access import can, get_patient_or_refuse, get_row_or_refuse, open_chart, requires
from people.permissions import Permission

from .. import performance, selectors, services
from ..forms import MeasureForm, ReadingForm
from ..models import Measure
from ..rules.capacities import INVENTORY
from ..rules.words import Capacity, Direction
from .pages import done, form_page


@requires(Permission.CHART_VIEW)
@require_safe
def measures(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Goals in rank, what the person can do, scores, and how many days were logged."""
    patient = open_chart(request, pk, Permission.CHART_VIEW, category="outcomes")
    now, catalogue = clock.now(), selectors.Catalogue(patient.clinic_id)
    page = selectors.measures_page(patient, on=patient.today(now))
    context = {
        "patient": patient,
        "page": page if can(request.actor, Permission.SENSITIVE) else page.without_sensitive,
        "catalogue": catalogue,
        "asked": selectors.asked_of(patient, catalogue, at=now),
        "inventory": INVENTORY,
        "performance_tests": performance.ALL,
    }
    return render(request, "outcomes/measures.html", context)


@requires(Permission.OUTCOMES_ENTER)
@require_http_methods(["GET", "POST"])
def measure_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    patient = get_patient_or_refuse(request.actor, pk, Permission.OUTCOMES_ENTER)
    form = MeasureForm(request.POST or None, initial=_of_inventory(request.GET.get("capacity", "")))
    if request.method == "POST" and form.is_valid():
        with domain_errors_on(form):
            services.set_measure(patient=patient, by=request.actor, at=clock.now(), **form.cleaned_data)
            return done(request, patient, "It is tracked from now on.")
    return form_page(request, patient, form, heading="Track what they can do", verb="Track it")


def _of_inventory(capacity: str) -> dict:
    """The usual words and unit of a capacity (S07); what is none of them begins empty."""
    if capacity not in {kind.value for kind in INVENTORY}:
        return {"capacity": Capacity.OTHER}
    words = INVENTORY[Capacity(capacity)]
    return {
        "capacity": capacity,
        "label": words.label,
        "unit": words.unit,
        "sensitive": words.sensitive,
        "direction": Direction.HIGHER_IS_BETTER,
    }


@requires(Permission.OUTCOMES_ENTER)
@require_http_methods(["GET", "POST"])
def measure_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    measure = get_row_or_refuse(Measure.objects, request.actor, pk, Permission.OUTCOMES_ENTER)
    kept = {name: getattr(measure, name) for name in MeasureForm.base_fields}
    form = MeasureForm(request.POST or None, initial=kept)
    if request.method == "POST" and form.is_valid():
        with domain_errors_on(form):
            services.set_measure(
                patient=measure.patient,
                measure=measure,
                by=request.actor,
                at=clock.now(),
                **form.cleaned_data,
            )
            return done(request, measure.patient, "The measure is changed.")
    return form_page(request, measure.patient, form, heading=f"Change “{kept['label']}”", verb="Save")


@requires(Permission.OUTCOMES_ENTER)
@require_http_methods(["GET", "POST"])
def reading_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    measure = get_row_or_refuse(Measure.objects, request.actor, pk, Permission.OUTCOMES_ENTER)
    patient = measure.patient
    form = ReadingForm(request.POST or None, today=patient.today(clock.now()))
    if request.method == "POST" and form.is_valid():
        with domain_errors_on(form):
            services.record_reading(measure=measure, by=request.actor, at=clock.now(), **form.cleaned_data)
            return done(request, patient, "The value is kept.")
    heading, hint = f"{measure.label}: enter a value", f"In {measure.unit}."
    return form_page(request, patient, form, heading=heading, verb="Keep the value", hint=hint)
