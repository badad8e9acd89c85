"""Life around it: barriers that save themselves, and where somebody goes next."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from core.errors import DomainError
from core.forms import domain_errors_on
from core.htmx import is_htmx
from intake.life_forms import ContactForm, TriageForm
from intake.models import Barrier, Intake, Triage
from intake.rules.life import BarrierKind
from intake.rules.words import IntakeStatus
from intake.selectors.life import goes_next, life_around
from intake.services import life as services
from intake.services import triage as triages
from people.access import get_patient_or_refuse, get_row_or_refuse, note_read, open_chart, requires
from people.clock import now
from people.models import Patient

from .guards import EDIT, refusal


@requires(EDIT)
@require_GET
def life(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Barriers and where this person goes next, when no intake is open."""
    patient = open_chart(request, pk, EDIT, category="life")
    return render(request, "intake/life.html", life_context(patient) | triage_context(patient))


def life_context(patient: Patient, **more: object) -> dict[str, object]:
    around = {"patient": patient, "life": life_around(patient), "barrier_kinds": list(BarrierKind)}
    return around | {"added": None} | more


def triage_context(patient: Patient, **more: object) -> dict[str, object]:
    return {"patient": patient, "next": goes_next(patient), "triage_form": TriageForm()} | more


@requires(EDIT)
@require_POST
def barrier_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    patient = get_patient_or_refuse(request.actor, pk, EDIT)
    try:
        kind = BarrierKind(request.POST.get("kind", ""))
        row = services.add_barrier(patient=patient, kind=kind, by=request.actor, at=now())
    except ValueError:
        return refusal(DomainError("no_kind", "Choose what stands in the way."))
    except DomainError as refused:
        return refusal(refused)
    return _life(request, patient, added=row)


@requires(EDIT)
@require_POST
def barrier_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    rows = Barrier.objects.select_related("patient", "clinic")
    row = get_row_or_refuse(rows, request.actor, pk, EDIT)
    try:
        on = date.fromisoformat(request.POST["on"]) if request.POST.get("on") else None
        services.end_barrier(barrier=row, on=on, by=request.actor, at=now())
    except ValueError:
        return refusal(DomainError("invalid", "Write the day as in 2026-11-26.", "on"))
    except DomainError as refused:
        return refusal(refused)
    return _life(request, row.patient)


def _life(request: HttpRequest, patient: Patient, **more: object) -> HttpResponse:
    """The lines anew for htmx; for an ordinary form, the page at that part."""
    if is_htmx(request):
        note_read(request, patient, category="life")
        return render(request, "intake/_life.html", life_context(patient, **more))
    return redirect(f"{place_of(patient)}#life")


def place_of(patient: Patient) -> str:
    """The open intake, where these parts also stand; else their own page."""
    is_open = Intake.objects.filter(patient=patient, status=IntakeStatus.DRAFT).exists()
    return reverse("intake:intake" if is_open else "intake:life", args=[patient.pk])


@requires(EDIT)
@require_POST
def triage_decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    patient = get_patient_or_refuse(request.actor, pk, EDIT)
    form = TriageForm(request.POST)
    if form.is_valid():
        with domain_errors_on(form):
            triages.decide_triage(
                patient=patient, decision=form.decision, intake=_draft_of(patient), by=request.actor, at=now()
            )
            return _next(request, patient)
    return _next(request, patient, status=422, triage_form=form)


@requires(EDIT)
@require_POST
def triage_contact(request: HttpRequest, pk: UUID) -> HttpResponse:
    rows = Triage.objects.select_related("patient", "clinic")
    row = get_row_or_refuse(rows, request.actor, pk, EDIT)
    form = ContactForm(request.POST)
    if form.is_valid():
        triages.record_contact(triage=row, outcome=form.cleaned_data["outcome"], by=request.actor, at=now())
        return _next(request, row.patient)
    return _next(request, row.patient, status=422, contact_form=form)


def _draft_of(patient: Patient) -> Intake | None:
    return Intake.objects.filter(patient=patient, status=IntakeStatus.DRAFT).first()


def _next(request: HttpRequest, patient: Patient, *, status: int = 200, **more: object) -> HttpResponse:
    """The part anew for htmx. An ordinary form goes back to it, or to a page with what was refused."""
    if not is_htmx(request) and status == 200:
        messages.success(request, "Kept: where this person goes next.")
        return redirect(f"{place_of(patient)}#next")
    note_read(request, patient, category="life")
    context = triage_context(patient, **more)
    if is_htmx(request):
        return render(request, "intake/_next.html", context, status=status)
    return render(request, "intake/life.html", life_context(patient) | context, status=status)
