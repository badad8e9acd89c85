"""An upload of a wearable's file, by whichever page it came: refused unread, or kept."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest

from core.forms import domain_errors_on
from core.uploads import FORM_ITSELF, stated_length
from people import clock
from people.access import Actor
from people.models import Patient

from .forms import WearableForm
from .services import wearables

_NO_LENGTH = "The upload did not say how large it is, so nothing was read. Send it again with its length."


def refused_unread(request: HttpRequest) -> tuple[WearableForm, int] | None:
    """The form with its sentence, and the status, for an upload that is too large or does not say."""
    length = stated_length(request)
    if length is not None and length <= settings.WEARABLE_MAX_BYTES + FORM_ITSELF:
        return None
    form = WearableForm({}, {})
    sentence = _NO_LENGTH if length is None else wearables.too_large_sentence()
    form.errors["file"] = form.error_class([sentence])
    return form, 411 if length is None else 413


def receive(
    request: HttpRequest, form: WearableForm, patient: Patient, *, by: Actor
) -> wearables.Received | None:
    """Keep what the form holds; None when something was refused, which the form then says."""
    if not form.is_valid():
        return None
    file = form.cleaned_data["file"]
    with domain_errors_on(form):
        received = wearables.receive_file(
            patient=patient, filename=file.name, content=file, by=by, at=clock.now()
        )
        if not received.is_new:
            messages.info(request, "This file is here already. Nothing was changed.")
        return received
    return None
