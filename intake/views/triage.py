"""Where somebody goes next: written field by field, kept by a button, and asked again on its day."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from core.errors import DomainError
from core.htmx import is_htmx
from intake.drafts import TRIAGE
from intake.models import Intake, Triage, TriageDraft
from intake.rules.words import IntakeStatus
from intake.selectors.life import goes_next
from intake.services import triage as services
from people.access import get_patient_or_refuse, get_row_or_refuse, note_read, requires
from people.clock import now
from people.drafts import save_draft_form
from people.models import Patient

from .guards import EDIT, place_of, refused_fields


def triage_context(patient: Patient, **more: object) -> dict[str, object]:
    return {"patient": patient, "next": goes_next(patient), "lacks": {}, "says": ""} | more


@requires(EDIT)
@require_POST
def triage_begin(request: HttpRequest, pk: UUID) -> HttpResponse:
    patient = get_patient_or_refuse(request.actor, pk, EDIT)
    try:
        services.begin_triage(patient=patient, by=request.actor, at=now())
    except DomainError as refused:
        return _refused(request, patient, refused)
    return _next(request, patient, is_begun=True)


@requires(EDIT)
@require_POST
def triage_decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The draft that this page showed becomes the decision. With JavaScript its words are saved already;
    without, they come with the button.
    """
    patient = get_patient_or_refuse(request.actor, pk, EDIT)
    by, at = request.actor, now()
    draft = TriageDraft.objects.filter(patient=patient, pk=_key(request.POST.get("draft", ""))).first()
    if draft is None:
        return _refused(request, patient, DomainError("gone", services.GONE))
    if not is_htmx(request):
        unsaved = save_draft_form(TRIAGE, draft=draft, posted=request.POST, by=by, at=at)
        if unsaved:
            return refused_fields(request, TRIAGE, draft, unsaved, home=place_of(patient))
    try:
        services.keep_triage(draft=draft, intake=_open_intake(patient), by=by, at=at)
    except DomainError as refused:
        return _refused(request, patient, refused)
    if not is_htmx(request):
        messages.success(request, "Kept: where this person goes next.")
    return _next(request, patient)


@requires(EDIT)
@require_POST
def triage_contact(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_row_or_refuse(Triage.objects.select_related("patient", "clinic"), request.actor, pk, EDIT)
    outcome = request.POST.get("outcome", "")
    try:
        services.record_contact(triage=row, outcome=outcome, by=request.actor, at=now())
    except DomainError as refused:
        return _next(request, row.patient, status=422, contact={"outcome": outcome, "says": refused.message})
    return _next(request, row.patient)


def _key(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


def _refused(request: HttpRequest, patient: Patient, refused: DomainError) -> HttpResponse:
    """What was refused, at its field, or above the form when it is about all of it."""
    lacks = {refused.field: refused.message} if refused.field else {}
    return _next(request, patient, status=422, lacks=lacks, says="" if lacks else refused.message)


def _open_intake(patient: Patient) -> Intake | None:
    return Intake.objects.filter(patient=patient, status=IntakeStatus.DRAFT).first()


def _next(request: HttpRequest, patient: Patient, *, status: int = 200, **more: object) -> HttpResponse:
    """The part anew for htmx. An ordinary form goes back to it, or to a page with what was refused."""
    if not is_htmx(request) and status == 200:
        return redirect(f"{place_of(patient)}#next")
    note_read(request, patient, category="life")
    template = "intake/_next.html" if is_htmx(request) else "intake/life.html"
    return render(request, template, triage_context(patient, **more), status=status)
