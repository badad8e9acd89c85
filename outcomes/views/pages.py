"""One page for every small form: a heading, the form, one verb, and the way back."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from people.access import note_read
from people.models import Patient


def form_page(
    request: HttpRequest, patient: Patient, form: forms.Form, *, heading: str, verb: str, hint: str = ""
) -> HttpResponse:
    """The form, fresh or refused. A refused one keeps what was typed."""
    note_read(request, patient, category="outcomes")
    context = {"patient": patient, "form": form, "heading": heading, "verb": verb, "hint": hint}
    return render(request, "outcomes/form.html", context, status=422 if form.errors else 200)


def done(request: HttpRequest, patient: Patient, said: str = "") -> HttpResponse:
    """Back to where the person came from, else to the measures; with one sentence about what happened."""
    if said:
        messages.success(request, said)
    back = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        return redirect(back)
    return redirect("outcomes:measures", patient.pk)
