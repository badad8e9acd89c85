"""A blank month to print at home, for days without a phone (S71)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from core.errors import DomainError
from outcomes import selectors as outcomes
from outcomes.rules.months import Month
from people import clock
from people.access import note_read

from ..visitors import Visitor, for_patient


@for_patient
@require_GET
def paper(request: HttpRequest, visitor: Visitor, month: str = "") -> HttpResponse:
    patient = visitor.patient
    try:
        shown = Month.parse(month) if month else Month.of(patient.today(clock.now()))
    except DomainError:
        raise Http404 from None
    note_read(request, patient, category="check-in")
    context = {
        "patient": patient,
        "clinic": patient.clinic,
        "paper": outcomes.paper_month(patient, shown),
    }
    return render(request, "portal/paper.html", context)
