"""Life around it: barriers that save themselves."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from core.errors import DomainError
from core.htmx import is_htmx
from intake.models import Barrier
from intake.rules.life import BarrierKind
from intake.selectors.life import life_around
from intake.services import life as services
from people.access import get_patient_or_refuse, get_row_or_refuse, note_read, open_chart, requires
from people.clock import now
from people.models import Patient

from .guards import EDIT, place_of, refusal
from .triage import triage_context


@requires(EDIT)
@require_GET
def life(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Barriers and where this person goes next, when no intake is open."""
    patient = open_chart(request, pk, EDIT, category="life")
    return render(request, "intake/life.html", life_context(patient) | triage_context(patient))


def life_context(patient: Patient, **more: object) -> dict[str, object]:
    around = {"patient": patient, "life": life_around(patient), "barrier_kinds": list(BarrierKind)}
    return around | {"added": None} | more


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
