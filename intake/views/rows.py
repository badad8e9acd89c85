"""Lines of an open intake: add one, take one away, put it back; and a draft saved by an ordinary form."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from core.errors import DomainError
from core.htmx import is_htmx, tell_saved
from core.models import Draft
from intake.drafts import KINDS
from intake.models import Intake, PainProblem, Provoker
from intake.selectors.body_maps import clocks_of
from intake.selectors.conversation import charted
from intake.selectors.previsit import theirs_of
from intake.services import entries, rows
from people.access import get_row_or_refuse, note_read, requires
from people.clock import now
from people.drafts import save_draft_form

from .context import progress_context
from .guards import EDIT, intake_or_refuse, place_of, refusal, refused_fields

#: The part of the page that holds the lines of a kind.
SECTIONS = {"problem": "where", "provoker": "where", "tried": "tried"}
ANCHORS = SECTIONS | {
    "intake": "story",
    "hypothesis": "idea",
    "barrier": "life",
    "fact": "health-facts",
    "triage": "next",
}
#: Drafts that belong to the person rather than to an intake.
OF_PERSON = ("barrier", "triage")
DRAFTS = {kind.name: kind for kind in KINDS}


@requires(EDIT)
@require_POST
def row_add(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    intake = intake_or_refuse(request, pk)
    if kind not in SECTIONS:
        raise Http404
    try:
        problem = problem_or_none(intake, request.POST.get("problem", ""))
        row = rows.add_row(intake=intake, kind=kind, problem=problem, by=request.actor, at=now())
    except DomainError as refused:
        return refusal(refused)
    return section(request, intake, kind, focus=kind, new=row)


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
    return section(
        request, row.intake, kind, removed=removed, removed_kind=kind, removed_words=f"Removed: {row}"
    )


def section(request: HttpRequest, intake: Intake, kind: str, **more: object) -> HttpResponse:
    """The lines anew for htmx; for an ordinary form, the page at that part."""
    if not is_htmx(request):
        return redirect(f"{intake.get_absolute_url()}#{SECTIONS[kind]}")
    note_read(request, intake.patient, category="intake")
    page = charted(intake)
    context = progress_context(request, page) | {"removed": None, "is_fragment": True} | more
    if SECTIONS[kind] == "where":
        context |= {"clocks": clocks_of(intake, page.problems, page.maps), "theirs": theirs_of(page)}
    return tell_saved(render(request, f"intake/_{SECTIONS[kind]}.html", context))


@requires(EDIT)
@require_POST
def provoker_problem(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Of which pain problem a provoker or easer is."""
    row = get_row_or_refuse(Provoker.objects.select_related("intake", "problem"), request.actor, pk, EDIT)
    try:
        problem = problem_or_none(row.intake, request.POST.get("problem", ""))
        rows.set_problem(provoker=row, problem=problem, by=request.actor, at=now())
    except DomainError as refused:
        return refusal(refused)
    return section(request, row.intake, "provoker")


def problem_or_none(intake: Intake, key: str) -> PainProblem | None:
    """A pain problem of this intake by its key; an empty key is none."""
    if not key:
        return None
    found = [one for one in intake.problems.filter(erred_at=None) if str(one.pk) == key]
    if not found:
        raise DomainError("gone", "This pain problem is not there any more.")
    return found[0]


@requires(EDIT)
@require_POST
def draft_form(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    """Without JavaScript: the fields of one draft together. What was not saved comes back with its reason."""
    if kind not in DRAFTS:
        raise Http404
    draft = get_row_or_refuse(DRAFTS[kind].model.objects, request.actor, pk, DRAFTS[kind].permission)
    home = place_of(draft.patient) if kind in OF_PERSON else _home(kind, draft)
    refused = save_draft_form(DRAFTS[kind], draft=draft, posted=request.POST, by=request.actor, at=now())
    if refused:
        return refused_fields(request, DRAFTS[kind], draft, refused, home=home)
    return redirect(f"{home}#{ANCHORS[kind]}" if kind in ANCHORS else home)


def _home(kind: str, draft: Draft) -> str:
    """The page that a draft is written on."""
    if kind == "trauma":
        return reverse("intake:apart", args=[draft.intake_id])
    if kind == "summary":
        return reverse("intake:summary", args=[draft.intake_id])
    intake = draft if kind == "intake" else draft.intake
    if intake is None:  # An idea that a checkpoint brought: it has no page to be written on.
        raise Http404
    return intake.get_absolute_url()
