"""My lines: the person's own numbers over time."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from outcomes.selectors import DAYS_READ, function_and_pain, noticed_in
from people import clock
from people.access import note_read
from people.selectors import policies

from .. import lines as panels
from ..noticed import noticed_lines
from ..series import own_series
from ..visitors import Visitor, for_patient


@for_patient
@require_GET
def lines(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    patient = visitor.patient
    note_read(request, patient, category="lines")
    today = patient.today(clock.now())
    told = function_and_pain(patient, on=today, days=DAYS_READ, sensitive=False)
    found = noticed_in(told, on=today, limits=policies(patient.clinic, on=today))
    drawn = [panels.line(**series) for series in own_series(told)]
    return render(request, "portal/lines.html", {"lines": drawn, "noticed": noticed_lines(found)})
