"""Days as a calendar: the month, the day, and the headaches (C2, C6)."""

from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.errors import DomainError
from people import clock
from people.access import open_chart, requires
from people.permissions import Permission

from .. import selectors
from ..rules.months import Month

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def month_or_404(text: str) -> Month:
    try:
        return Month.parse(text)
    except DomainError:
        raise Http404 from None


def date_or_404(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None


@requires(Permission.CHART_VIEW)
@require_safe
def days_month(request: HttpRequest, pk: UUID, month: str = "") -> HttpResponse:
    """A grid of days: shape, word and colour. Without a month it is the one that runs."""
    patient = open_chart(request, pk, Permission.CHART_VIEW, category="outcomes")
    today = patient.today(clock.now())
    page = selectors.month_page(patient, month_or_404(month) if month else Month.of(today), today=today)
    context = {"patient": patient, "page": page, "today": today, "weekdays": WEEKDAYS}
    return render(request, "outcomes/days_month.html", context)


@requires(Permission.CHART_VIEW)
@require_safe
def day(request: HttpRequest, pk: UUID, day: str) -> HttpResponse:
    """What was said of one day, when and how, and what a device counted beside it."""
    patient = open_chart(request, pk, Permission.CHART_VIEW, category="outcomes")
    on = date_or_404(day)
    context = {"patient": patient, "page": selectors.day_page(patient, on), "month": Month.of(on)}
    return render(request, "outcomes/day.html", context)


@requires(Permission.CHART_VIEW)
@require_safe
def headaches(request: HttpRequest, pk: UUID) -> HttpResponse:
    patient = open_chart(request, pk, Permission.CHART_VIEW, category="outcomes")
    page = selectors.headache_page(patient, on=patient.today(clock.now()))
    return render(request, "outcomes/headaches.html", {"patient": patient, "page": page})
