"""The one-page summary of a visit, for phone and print (S20)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from intake.selectors.closing import handed_over, page_of
from people.access import note_read

from ..visitors import Visitor, for_patient


@for_patient
@require_GET
def visit(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Only words that a clinician approved."""
    note_read(request, visitor.patient, category="visit summary")
    summary = handed_over(visitor.patient)
    return render(request, "portal/visit.html", {"page": page_of(summary) if summary else None})
