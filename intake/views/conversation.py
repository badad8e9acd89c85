"""The intake page: open, start, read, sign."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from core.errors import DomainError
from intake.forms import tracks
from intake.models import Intake
from intake.rules.sittings import in_minutes
from intake.selectors.cards import measures_of
from intake.selectors.closing import addenda_of, last_read_back
from intake.selectors.conversation import charted, latest_intake
from intake.selectors.sittings import time_spent
from intake.services import conversation, quotes
from people.access import get_patient_or_refuse, note_read, open_chart, requires
from people.clock import now
from people.permissions import Permission

from .context import page_context, progress_context
from .guards import EDIT, intake_or_refuse


@requires(EDIT)
@require_GET
def intake(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The open draft, else the newest signed intake, else the way to start one."""
    patient = open_chart(request, pk, EDIT, category="intake")
    found = latest_intake(patient)
    if found is None:
        return render(request, "intake/intake_none.html", {"patient": patient})
    return _page(request, found)


@requires(EDIT)
@require_GET
def intake_read(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A signed intake as it was; a draft is on the patient's page."""
    found = intake_or_refuse(request, pk)
    if not found.is_signed:
        return redirect(found)
    note_read(request, found.patient, category="intake")
    return _page(request, found)


def _page(request: HttpRequest, found: Intake, *, status: int = 200, **more: object) -> HttpResponse:
    template = "intake/intake_signed.html" if found.is_signed else "intake/intake.html"
    earlier = Intake.objects.filter(patient=found.patient, signed_at__isnull=False).exclude(pk=found.pk)
    closing = {"last_read_back": last_read_back(found), "addenda": addenda_of(found)}
    context = page_context(request, found) | {"earlier": earlier} | closing | more
    if found.is_signed:
        context["time_spent"] = in_minutes(time_spent(found))
    return render(request, template, context, status=status)


@requires(EDIT)
@require_POST
def intake_start(request: HttpRequest, pk: UUID) -> HttpResponse:
    patient = get_patient_or_refuse(request.actor, pk, EDIT)
    try:
        conversation.start_intake(patient=patient, by=request.actor, at=now())
    except DomainError as refused:
        messages.error(request, refused.message)
    return redirect("intake:intake", pk=patient.pk)


@requires(EDIT)
@require_GET
def intake_progress(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The map, the red-flag count, what is missing and what goals can be tracked by, anew after each save."""
    found = intake_or_refuse(request, pk)
    note_read(request, found.patient, category="intake")
    fresh = {"oob": True, "tracks": tracks(measures_of(found))}
    return render(request, "intake/_progress.html", progress_context(request, charted(found)) | fresh)


@requires(EDIT)
@require_POST
def quote_keep(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Without JavaScript: what the person wrote becomes the text of a field that is still empty."""
    found = intake_or_refuse(request, pk)
    try:
        quotes.keep_quote(intake=found, name=request.POST.get("quote", ""), by=request.actor, at=now())
    except DomainError as refused:
        messages.error(request, refused.message)
    return redirect(f"{found.get_absolute_url()}#story")


@requires(Permission.INTAKE_SIGN)
@require_POST
def intake_sign(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = intake_or_refuse(request, pk)
    try:
        conversation.sign_intake(intake=found, by=request.actor, at=now())
    except DomainError as refused:
        note_read(request, found.patient, category="intake")
        return _page(request, found, status=422, refused=refused)
    messages.success(request, "The intake is signed.")
    return redirect("intake:intake", pk=found.patient_id)
