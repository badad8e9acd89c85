"""Lines of an open intake: add one, take one away, put it back; and a draft saved by an ordinary form."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from core.errors import DomainError
from core.htmx import is_htmx
from intake.drafts import KINDS
from intake.models import Intake
from intake.selectors.conversation import charted
from intake.services import entries, rows
from people.access import get_row_or_refuse, requires
from people.clock import now
from people.drafts import save_draft_form

from .context import progress_context
from .guards import EDIT, intake_or_refuse, refusal

#: The part of the page that holds the lines of a kind.
SECTIONS = {"problem": "where", "tried": "tried"}
ANCHORS = SECTIONS | {"intake": "story", "hypothesis": "idea"}
DRAFTS = {kind.name: kind for kind in KINDS}


@requires(EDIT)
@require_POST
def row_add(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    intake = intake_or_refuse(request, pk)
    if kind not in SECTIONS:
        raise Http404
    try:
        rows.add_row(intake=intake, kind=kind, by=request.actor, at=now())
    except DomainError as refused:
        return refusal(refused)
    return section(request, intake, kind, focus=True)


@requires(EDIT)
@require_POST
def row_remove(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    if kind not in SECTIONS:
        raise Http404
    row = get_row_or_refuse(entries.KINDS[kind].objects.select_related("intake"), request.actor, pk, EDIT)
    try:
        is_kept = rows.remove_row(row=row, by=request.actor, at=now())
    except DomainError as refused:
        return refusal(refused)
    removed = row if is_kept else None
    return section(request, row.intake, kind, removed=removed, removed_words=f"Removed: {row}")


def section(request: HttpRequest, intake: Intake, kind: str, **more: object) -> HttpResponse:
    """The lines anew for htmx; for an ordinary form, the page at that part."""
    if not is_htmx(request):
        return redirect(f"{intake.get_absolute_url()}#{SECTIONS[kind]}")
    context = progress_context(request, charted(intake)) | {"removed": None} | more
    return render(request, f"intake/_{SECTIONS[kind]}.html", context)


@requires(EDIT)
@require_POST
def draft_form(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    """Without JavaScript: the fields of one draft together. What was not saved comes back with its reason."""
    if kind not in DRAFTS:
        raise Http404
    draft = get_row_or_refuse(DRAFTS[kind].model.objects, request.actor, pk, EDIT)
    intake = draft if kind == "intake" else draft.intake
    if intake is None:  # An idea that a checkpoint brought: it has no page to be written on.
        raise Http404
    refused = save_draft_form(DRAFTS[kind], draft=draft, posted=request.POST, by=request.actor, at=now())
    if refused:
        context = {
            "patient": draft.patient,
            "intake": intake,
            "draft": draft,
            "kind": kind,
            "refused": refused,
        }
        return render(request, "intake/draft_form.html", context, status=409)
    return redirect(f"{intake.get_absolute_url()}#{ANCHORS[kind]}")
