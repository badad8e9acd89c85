"""One series to look into, and numbers to take away as a file."""

from collections.abc import Sequence
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from audit import services as audit
from chart.exports import csv_file, lines
from chart.forms import NAMED, ExploreForm, SpanForm
from chart.selectors.entries import entries_of
from chart.selectors.explore import explored
from chart.selectors.offers import Drawable, Offer, drawable_of
from people import clock
from people.access import get_patient_or_refuse, note_read, open_chart, requires
from people.models import Patient
from people.permissions import Permission


@requires(Permission.CHART_VIEW)
@require_GET
def series(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    """One series over a chosen time, alone or above another; what it holds as a picture and as a table."""
    patient = open_chart(request, pk, Permission.CHART_VIEW, category="series")
    today = patient.today(clock.now())
    drawable = drawable_of(patient, today=today).for_reader(request.actor)
    chosen = _offer_or_404(drawable, key)
    form = ExploreForm(request.GET, today=today, drawable=drawable, chosen=chosen)
    offers = [chosen, *filter(None, [form.other])]
    first, last = form.span
    found = explored(patient, offers, drawable, first=first, last=last, today=today)
    context = {
        "patient": patient,
        "chosen": chosen,
        "form": form,
        "ranges": [(code, words) for code, (words, _) in NAMED.items()],
        "found": found,
        "with_table": "table" in request.GET,
    }
    return render(request, "chart/series.html", context, status=422 if form.errors else 200)


@requires(Permission.CHART_VIEW)
@require_GET
def series_csv(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    """Every value of one series as it was kept, of all time or of own dates."""
    patient = get_patient_or_refuse(request.actor, pk, Permission.CHART_VIEW)
    drawable = drawable_of(patient, today=patient.today(clock.now())).for_reader(request.actor)
    return _file(request, patient, [_offer_or_404(drawable, key)], name=key)


@requires(Permission.CHART_VIEW)
@require_GET
def all_csv(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every value of every series, in one file."""
    patient = get_patient_or_refuse(request.actor, pk, Permission.CHART_VIEW)
    drawable = drawable_of(patient, today=patient.today(clock.now())).for_reader(request.actor)
    return _file(request, patient, drawable.offers, name="measures")


def _file(request: HttpRequest, patient: Patient, offers: Sequence[Offer], *, name: str) -> HttpResponse:
    """Numbers leave the house here: the log says how many. Dates that make no sense come back as a page."""
    today = patient.today(clock.now())
    form = SpanForm(request.GET, today=today)
    if not form.is_valid():
        note_read(request, patient, category="series")
        return render(request, "chart/csv.html", {"patient": patient, "form": form}, status=422)
    first, last = form.span
    rows = list(lines(patient, offers, entries_of(patient, offers, days_since=first, until=last), first))
    audit.record(
        "exported",
        by=request.actor,
        patient_id=patient.pk,
        category="series",
        detail=f"{name}, {len(rows)} values",
        address=request.META.get("REMOTE_ADDR"),
    )
    return csv_file(rows, name=f"{name}-{today.isoformat()}.csv")


def _offer_or_404(drawable: Drawable, key: str) -> Offer:
    offer = drawable.get(key)
    if offer is None:
        raise Http404
    return offer
