"""Health facts of an open intake."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from core.errors import DomainError
from core.htmx import is_htmx, tell_saved
from intake.models import Allergy
from intake.rules.health_facts import CATALOGUE, NO_ALLERGIES, Known
from intake.selectors.health import HealthPage, health_page
from intake.services import health
from people.access import note_read, requires
from people.clock import now

from .guards import EDIT, intake_or_refuse, refusal


@requires(EDIT)
@require_POST
def fact_state(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One button says which fact, and what of it: `diabetes:no`; a number names only itself."""
    intake = intake_or_refuse(request, pk)
    key, _, answer = request.POST.get("fact", "").partition(":")
    try:
        if key == NO_ALLERGIES:
            row = health.state_no_allergies(intake=intake, by=request.actor, at=now())
        else:
            known = Known(answer) if answer else None
            row = health.state_fact(intake=intake, key=key, known=known, by=request.actor, at=now())
    except ValueError:
        return refusal(DomainError("no_answer", "Choose yes, no or possibly."))
    except DomainError as refused:
        return refusal(refused)
    if not is_htmx(request):
        return redirect(f"{intake.get_absolute_url()}#health-facts")
    note_read(request, intake.patient, category="intake")
    allergies = Allergy.objects.filter(patient_id=intake.patient_id, erred_at=None)
    page = health_page(intake)
    context = {
        "patient": intake.patient,
        "intake": intake,
        "health": page,
        "allergies": allergies,
        "stated": row,
        "next_fact": _next_to_ask(page, key) if answer == Known.NO else "",
    }
    return tell_saved(render(request, "intake/_health_facts.html", context))


def _next_to_ask(page: HealthPage, key: str) -> str:
    """Where the list goes on after a no; a yes and a number ask for their words first."""
    order = list(CATALOGUE)
    after = order[order.index(key) + 1 :] if key in CATALOGUE else []
    still_open = {kind.key for kind in page.open if not kind.is_number}
    return next((one for one in after if one in still_open), "")
