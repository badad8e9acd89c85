"""Stopping our mail, from a link in every mail (RFC 8058): a GET only shows the button."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from followup.links import patient_of
from people import clock
from people import services as people
from people.access import Actor, public


@csrf_exempt  # Mail programs press it for their user, without a cookie. The link itself is the key.
@public
@require_http_methods(["GET", "POST"])
def mail_stop(request: HttpRequest, *, token: str) -> HttpResponse:
    patient = patient_of(token)
    request.clinic = patient.clinic if patient else None
    is_stopped = request.method == "POST"
    if is_stopped and patient and patient.may_email:
        people.record_mail_consent(
            patient=patient, granted=False, how="link in a mail", by=Actor.of_patient(patient), at=clock.now()
        )
    return render(request, "portal/mail_stop.html", {"is_stopped": is_stopped})
