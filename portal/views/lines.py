"""My lines: the person's own numbers over time."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from people.access import note_read

from .. import lines as panels
from .. import selectors
from ..visitors import Visitor, for_patient


@for_patient
@require_GET
def lines(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    note_read(request, visitor.patient, category="lines")
    drawn = [panels.line(**series) for series in selectors.own_series(visitor.patient)]
    return render(request, "portal/lines.html", {"lines": drawn})
