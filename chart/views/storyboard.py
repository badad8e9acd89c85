"""The storyboard: one screen per patient, and its table twin."""

from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from chart.selectors.storyboard import storyboard_of
from people import clock
from people.access import open_chart, requires
from people.models import Patient
from people.permissions import Permission


@requires(Permission.CHART_VIEW)
@require_GET
def storyboard(request: HttpRequest, pk: UUID) -> HttpResponse:
    patient = open_chart(request, pk, Permission.CHART_VIEW, category="storyboard")
    return render(request, "chart/storyboard.html", _context(request, patient))


@requires(Permission.CHART_VIEW)
@require_GET
def storyboard_table(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every number of the charts, for those who would rather read or copy them."""
    patient = open_chart(request, pk, Permission.CHART_VIEW, category="storyboard")
    return render(request, "chart/storyboard_table.html", _context(request, patient))


def _context(request: HttpRequest, patient: Patient) -> dict:
    zone = ZoneInfo(request.clinic.time_zone)
    today = request.clinic.today(clock.now())
    board = storyboard_of(patient, clinic=request.clinic, today=today, zone=zone, reader=request.actor)
    return {"patient": patient, "board": board, "header": board.story.header, "today": today}
