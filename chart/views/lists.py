"""Find anything, and the patient list."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from audit import services as audit
from chart.selectors.find import chart_at, chart_url, found_pages, found_patients
from chart.selectors.patients import SCOPES, anchors_on, patient_list
from core.htmx import render_page_or_fragment
from people import clock
from people.access import requires
from people.permissions import Permission, Role

ROWS_A_PAGE = 50


@requires(Permission.FIND)
@require_GET
def find(request: HttpRequest) -> HttpResponse:
    """The palette's rows, or the same as a page for those without script."""
    words = request.GET.get("q", "")[:80]
    people, here = found_patients(request.actor, words), chart_at(request.actor, request.GET.get("at", ""))
    _note_reads(request, [one.patient_id for one in people], category="find")
    groups = [("Patients", people), ("Pages", found_pages(request.actor, words, here))]
    context = {
        "words": words,
        "at": here and here.pk,
        "groups": [(name, rows) for name, rows in groups if rows],
    }
    return render_page_or_fragment(
        request, page="chart/find.html", fragment="chart/_find_options.html", context=context
    )


@requires(Permission.PATIENT_CONTACT)
@require_GET
def patients(request: HttpRequest) -> HttpResponse:
    """Everybody in the clinic's care, fifty a page; each row leads where the actor may go."""
    words = request.GET.get("q", "")[:80]
    scope = request.GET.get("scope", _usual_scope(request))
    now = clock.now()
    today = request.clinic.today(now) if request.actor.reach(Permission.CHART_VIEW) else None
    rows = patient_list(request.actor, words=words, scope=scope, now=now, today=today)
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    _note_reads(request, [patient.pk for patient in page], category="patients")
    anchors = anchors_on(page, request.clinic, today) if today else {}
    listed = [(one, chart_url(request.actor, one), anchors.get(one.pk)) for one in page]
    context = {
        "page": page,
        "listed": listed,
        "with_anchors": bool(today),
        "words": words,
        "scope": scope,
        "scopes": SCOPES,
    }
    return render(request, "chart/patients.html", context)


def _note_reads(request: HttpRequest, patient_ids: list[UUID], *, category: str) -> None:
    """Name, birth date and record number are read here, whether the chart opens or not (docs/adr/0013)."""
    address = request.META.get("REMOTE_ADDR")
    audit.record_reads(by=request.actor, patient_ids=patient_ids, category=category, address=address)


def _usual_scope(request: HttpRequest) -> str:
    """Clinicians start with their own; the desk serves everybody."""
    return "mine" if request.actor.role in (Role.PHYSICIAN, Role.NAVIGATOR) else "all"
