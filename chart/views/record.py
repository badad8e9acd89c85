"""The record behind the storyboard, and who looked at it."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from audit.selectors import events_about
from chart.selectors.record import record_of
from people.access import open_chart, requires
from people.permissions import Permission

EVENTS_A_PAGE = 100


@requires(Permission.CHART_VIEW)
@require_GET
def record(request: HttpRequest, pk: UUID) -> HttpResponse:
    patient = open_chart(request, pk, Permission.CHART_VIEW, category="record")
    return render(request, "chart/record.html", {"patient": patient, "record": record_of(patient)})


@requires(Permission.CHART_AUDIT)
@require_GET
def access_log(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who looked at this chart, who changed it, and who was refused; newest first."""
    patient = open_chart(request, pk, Permission.CHART_AUDIT, category="access log")
    page = Paginator(events_about(patient.pk), EVENTS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "chart/access_log.html", {"patient": patient, "page": page})
