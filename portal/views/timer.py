"""My timer: how long I sit, stand or walk, by a clock that needs no signal once it runs (S28)."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from core.forms import domain_errors_on
from outcomes import services as outcomes
from outcomes.forms import trials_of
from outcomes.rules.words import Mode
from people import clock
from people.access import note_read

from .. import presenters, selectors
from ..forms import TriesForm
from ..visitors import Visitor, for_patient


@for_patient
@require_GET
def timers(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """What can be timed."""
    note_read(request, visitor.patient, category="timer")
    context = {"measures": selectors.timed_measures(visitor.patient)}
    return render(request, "portal/timers.html", context)


@for_patient
@require_http_methods(["GET", "POST"])
def timer(request: HttpRequest, visitor: Visitor, *, pk: UUID) -> HttpResponse:
    """Up to three tries; their mean is kept. Only what the person tracks can be timed."""
    measure = next((one for one in selectors.timed_measures(visitor.patient) if one.pk == pk), None)
    if measure is None:
        raise Http404
    form, now = TriesForm(request.POST or None), clock.now()
    if request.method == "POST" and form.is_valid():
        with domain_errors_on(form):
            reading = outcomes.record_trials(
                measure=measure,
                trials=trials_of(form.cleaned_data),
                true_on=visitor.patient.today(now),
                mode=Mode.PHONE,
                by=visitor.actor,
                at=now,
            )
            messages.success(request, presenters.timed_line(reading))
            return redirect("portal:timers")
    note_read(request, visitor.patient, category="timer")
    context = {"measure": measure, "form": form}
    return render(request, "portal/timer.html", context, status=422 if form.errors else 200)
