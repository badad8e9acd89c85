"""The signed plan in plain words, for phone and print (experience A9, S20)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from people import clock
from people.access import note_read
from plans.selectors.plans import current_plan
from plans.selectors.sheet import patient_sheet

from ..visitors import Visitor, for_patient


@for_patient
@require_GET
def plan(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    note_read(request, visitor.patient, category="plan")
    signed = current_plan(visitor.patient)
    sheet = patient_sheet(signed, on=visitor.patient.today(clock.now())) if signed else None
    return render(request, "portal/plan.html", {"sheet": sheet, "clinic": visitor.patient.clinic})
