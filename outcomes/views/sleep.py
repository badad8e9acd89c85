"""A night of the sleep diary."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from core.forms import domain_errors_on
from people import clock
from people.access import get_patient_or_refuse, requires
from people.permissions import Permission

from .. import services
from ..forms import NightForm
from ..rules.scoring import shown
from ..rules.sleep import share_asleep
from .pages import done, form_page


@requires(Permission.OUTCOMES_ENTER)
@require_http_methods(["GET", "POST"])
def night_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the paper says about one night."""
    patient = get_patient_or_refuse(request.actor, pk, Permission.OUTCOMES_ENTER)
    form = NightForm(request.POST or None, today=patient.today(clock.now()))
    if request.method == "POST" and form.is_valid():
        with domain_errors_on(form):
            night = services.record_night(
                patient=patient, by=request.actor, at=clock.now(), **form.cleaned_data
            )
            percent = shown(share_asleep(night.asleep_minutes, night.in_bed_minutes))
            return done(request, patient, f"The night is kept: {percent} % of the time in bed was slept.")
    return form_page(request, patient, form, heading="Enter a night", verb="Keep the night")
