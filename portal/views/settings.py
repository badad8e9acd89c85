"""Me: the clock, the mail, the link, and the way out."""

from django.conf import settings as site
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from core.forms import domain_errors_on
from followup.links import day_url
from intake.selectors.previsit import previsit_waiting
from outcomes import services as outcomes
from outcomes.links import running_episode
from people import clock
from people import services as people
from people.access import note_read, public

from ..forms import TimeZoneForm
from ..visitors import Visitor, for_patient


@for_patient
@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    patient = visitor.patient
    form = TimeZoneForm(request.POST or None, current=patient.time_zone)
    if request.method == "POST" and form.is_valid():
        with domain_errors_on(form):
            people.correct_contact(patient=patient, by=visitor.actor, at=clock.now(), **form.cleaned_data)
            messages.success(request, "Your time zone is saved.")
            return redirect("portal:settings")
    note_read(request, patient, category="settings")
    context = {
        "form": form,
        "visitor": visitor,
        "patient": patient,
        "day_link": _day_link(visitor),
        "has_story": previsit_waiting(patient, at=clock.now()) is not None,
    }
    return render(request, "portal/settings.html", context, status=422 if form.errors else 200)


def _day_link(visitor: Visitor) -> str:
    """The address that opens the check-in without a password; empty while no block of check-ins runs."""
    return day_url(visitor.patient, visitor.patient.today(clock.now()))


@for_patient
@require_POST
def day_link_renew(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    now = clock.now()
    episode = running_episode(visitor.patient, visitor.patient.today(now))
    if episode:
        outcomes.renew_day_link(episode=episode, by=visitor.actor, at=now)
        messages.success(request, "The old link is off. Here is a new one.")
    return redirect("portal:settings")


@for_patient
@require_POST
def mail_consent(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Yes or no to our mail. Without an address a yes has no place to go, and the page says so."""
    granted = request.POST.get("granted") == "yes"
    patient = visitor.patient
    if patient.email or not granted:
        people.record_mail_consent(
            patient=patient, granted=granted, how="own settings page", by=visitor.actor, at=clock.now()
        )
        messages.success(request, "We will mail you." if granted else "We will not mail you.")
    return redirect("portal:settings")


@public
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave nothing behind. The page empties this person's queue; another patient's unsent days stay."""
    logout(request)
    response = redirect(site.LOGIN_URL)
    response["Clear-Site-Data"] = '"cache"'
    return response
