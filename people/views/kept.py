"""What pages keep until it is saved, and texts that gave way to another."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from .. import clock
from ..access import open_chart, requires
from ..permissions import Permission
from ..set_aside import asides_of
from ..shelf import take_keys

#: A browser holds the keys of a few sessions, never many.
MOST_KEYS = 20


@requires(Permission.OWN_ACCOUNT)
@require_POST
def shelf_keys(request: HttpRequest) -> HttpResponse:
    """{id, secret} to seal with, and `opens`: the secrets of those `known` that still open."""
    try:
        known = [UUID(key) for key in request.POST.getlist("known")[:MOST_KEYS]]
    except ValueError:
        return HttpResponseBadRequest("That is no key.")
    own, older = take_keys(request.session, user_id=request.actor.user_id, known=known, at=clock.now())
    opens = {str(key.pk): key.secret for key in (own, *older)}
    return JsonResponse({"id": str(own.pk), "secret": own.secret, "opens": opens})


@requires(Permission.OWN_ACCOUNT)
@require_GET
def signed_in(request: HttpRequest) -> HttpResponse:
    """Where signing in beside a page that waits ends: it tells that page, and closes itself."""
    return render(request, "people/signed_in.html")


@requires(Permission.INTAKE_EDIT)
@require_GET
def set_aside(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Texts of this chart that gave way to another when two people wrote in one field."""
    patient = open_chart(request, pk, Permission.INTAKE_EDIT, category="set_aside")
    asides = asides_of(patient.pk, request.actor)
    return render(request, "people/set_aside.html", {"patient": patient, "asides": asides})
