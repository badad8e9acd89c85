"""Findings of scans in an open intake: each a card that saves itself."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from core.errors import DomainError
from core.htmx import is_htmx
from intake.models import ImagingFinding, Intake
from intake.rules.cards import CardConflict, CardState
from intake.rules.imaging import COMMON_SOURCE, CommonFinding, common_finding
from intake.rules.words import Side
from intake.selectors.evidence import ScanLine, scan_lines, studies_of
from intake.services import scans as services
from people.access import get_row_or_refuse, requires
from people.clock import now

from .guards import EDIT, intake_or_refuse, refusal, same_author
from .versions import both_versions, typed_in


@dataclass(frozen=True)
class ScanCard:
    """A finding as a card, with a hint when it is common without pain."""

    row: ImagingFinding
    state: CardState

    @property
    def hint(self) -> CommonFinding | None:
        return common_finding(self.row.words)

    @property
    def source(self) -> str:
        return COMMON_SOURCE


def scan_context(intake: Intake, lines: list[ScanLine] | None = None) -> dict[str, object]:
    """The cards of this intake, and the findings of earlier ones."""
    found = scan_lines(intake.patient) if lines is None else lines
    mine = [line.row for line in found if line.row.intake_id == intake.pk]
    return {
        "scan_cards": [ScanCard(row, services.scan_state(row)) for row in mine],
        "earlier_scans": [line for line in found if line.row.intake_id != intake.pk],
        "studies": studies_of(intake.patient),
        "sides": list(Side),
    }


@requires(EDIT)
@require_POST
def scan_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    intake = intake_or_refuse(request, pk)
    try:
        services.add_scan_finding(intake=intake, by=request.actor, at=now())
    except DomainError as refused:
        return refusal(refused)
    return _section(request, intake, focus=True)


@requires(EDIT)
@require_POST
@same_author
def scan_save(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _row_or_refuse(request, pk)
    typed = typed_in(request, services.FIELDS)
    back = f"{reverse('intake:intake', args=[row.patient_id])}#scans"
    try:
        state = services.save_scan_finding(
            row=row, values=typed, seen=request.POST.get("seen", ""), by=request.actor, at=now()
        )
    except CardConflict as conflict:
        card = services.versions_of(row)
        return both_versions(request, card, conflict, title="Finding of a scan", typed=typed, back=back)
    except DomainError as refused:
        return refusal(refused)
    if not is_htmx(request):
        return redirect(back)
    row.refresh_from_db()
    return render(request, "intake/_scan_says.html", {"card": ScanCard(row, state)})


@requires(EDIT)
@require_POST
def scan_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _row_or_refuse(request, pk)
    try:
        services.remove_scan_finding(row=row, by=request.actor, at=now())
    except DomainError as refused:
        return refusal(refused)
    return _section(request, row.intake, removed=row, removed_words=f"Removed: {row}")


def _row_or_refuse(request: HttpRequest, pk: UUID) -> ImagingFinding:
    rows = ImagingFinding.objects.select_related("patient__clinic", "intake__patient")
    return get_row_or_refuse(rows, request.actor, pk, EDIT)


def _section(request: HttpRequest, intake: Intake, **more: object) -> HttpResponse:
    if not is_htmx(request):
        return redirect(f"{intake.get_absolute_url()}#scans")
    problems = list(intake.problems.filter(erred_at=None))
    context = {"patient": intake.patient, "intake": intake, "scan_problems": problems, "removed": None}
    return render(request, "intake/_scans.html", context | scan_context(intake) | more)
