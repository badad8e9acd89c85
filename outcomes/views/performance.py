"""Timed tries with a stopwatch, and performance tests with their protocol (S28, S64)."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from core.errors import DomainError
from core.forms import domain_errors_on
from core.words import plain
from people import clock
from people.access import get_patient_or_refuse, get_row_or_refuse, note_read, requires
from people.models import Patient
from people.permissions import Permission

from .. import performance, services
from ..forms import PerformanceForm, TimedForm
from ..models import Measure, Reading
from ..rules.capacities import can_be_timed
from ..rules.performance import PerformanceTest
from ..rules.tolerance import Tolerance
from ..rules.words import Capacity
from .pages import done


@requires(Permission.OUTCOMES_ENTER)
@require_http_methods(["GET", "POST"])
def reading_timed(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Up to three tries of something that is tracked in minutes."""
    measure = get_row_or_refuse(Measure.objects, request.actor, pk, Permission.OUTCOMES_ENTER)
    if not can_be_timed(Capacity(measure.capacity), measure.unit):
        raise Http404
    save = partial(services.record_trials, measure=measure)
    heading, test = f"Time it: {measure.label}", None
    if measure.test:
        test = performance.get(measure.test, measure.test_version)
    return _timed(request, measure.patient, save, key=str(measure.pk), heading=heading, test=test)


@requires(Permission.OUTCOMES_ENTER)
@require_http_methods(["GET", "POST"])
def test_new(request: HttpRequest, pk: UUID, test: str) -> HttpResponse:
    """The protocol to follow, and the result; `?side=` when one side is measured again."""
    patient = get_patient_or_refuse(request.actor, pk, Permission.OUTCOMES_ENTER)
    definition = _test_or_404(test)
    if definition.is_timed:
        save = partial(services.record_timed_test, patient=patient, test=definition.key)
        key = f"{definition.key}-{patient.pk}"
        return _timed(request, patient, save, key=key, heading=definition.title, test=definition)
    form = PerformanceForm(
        request.POST or None,
        test=definition,
        side=request.GET.get("side", ""),
        today=patient.today(clock.now()),
    )
    if request.method == "POST" and form.is_valid():
        with domain_errors_on(form):
            services.record_test(
                patient=patient, test=definition.key, by=request.actor, at=clock.now(), **form.cleaned_data
            )
            return done(request, patient, f"{definition.title} is kept.")
    note_read(request, patient, category="outcomes")
    context = {"patient": patient, "form": form, "test": definition}
    return render(request, "outcomes/test_new.html", context, status=422 if form.errors else 200)


def _test_or_404(key: str) -> PerformanceTest:
    try:
        return performance.get(key)
    except DomainError:
        raise Http404 from None


def _timed(
    request: HttpRequest,
    patient: Patient,
    save: Callable[..., Reading],
    *,
    key: str,
    heading: str,
    test: PerformanceTest | None,
) -> HttpResponse:
    """The stopwatch with its tries. `key` names this watch in the tab, so that a reload finds it running."""
    now = clock.now()
    form = TimedForm(request.POST or None, today=patient.today(now))
    if request.method == "POST" and form.is_valid():
        with domain_errors_on(form):
            reading = save(by=request.actor, at=now, **form.said)
            words = Tolerance(tuple(reading.trials)).words
            return done(request, patient, f"{plain(reading.value)} minutes are kept: {words}.")
    note_read(request, patient, category="outcomes")
    context = {"patient": patient, "form": form, "heading": heading, "test": test, "watch": key}
    return render(request, "outcomes/timed.html", context, status=422 if form.errors else 200)
