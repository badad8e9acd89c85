"""The capture line of an open intake: keep a line, take it back, read it again; and parts drawn anew."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from core.errors import DomainError
from core.htmx import is_htmx
from intake.models import CapturedLine, Intake
from intake.rules.capture import Becomes
from intake.services import capture as services
from people.access import get_row_or_refuse, note_read, requires
from people.clock import now

from .context import capture_context, page_context
from .guards import EDIT, intake_or_refuse, refusal, same_author, sees_sensitive

#: What is drawn anew after a line, by the part of the page that holds it.
PARTS = {
    "where": "intake/_where.html",
    "function": "intake/_function.html",
    "tried": "intake/_tried.html",
    "health": "intake/_health.html",
    "goals": "intake/_goals.html",
    "red-flags": "intake/_flags.html",
}
#: The part of the page where each kind of line lands. A note lands in none, and the picture of the timeline
#: draws itself anew after everything that is saved.
PART_OF: dict[str, str] = {
    Becomes.TRIED: "tried",
    Becomes.PROVOKER: "where",
    Becomes.GOAL: "goals",
    Becomes.CAN: "function",
    Becomes.FLAG: "red-flags",
    Becomes.ALLERGY: "health",
    Becomes.MEDICINE: "health",
}


@requires(EDIT)
@require_POST
@same_author
def capture(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keeps a line, once per key. It is never refused for what it says."""
    intake = intake_or_refuse(request, pk)
    try:
        line = services.capture_line(
            intake=intake,
            key=_key(request.POST.get("key", "")),
            text=request.POST.get("text", ""),
            kind=_kind(request.POST.get("as", "")),
            by=request.actor,
            at=now(),
        )
    except DomainError as refused:
        return _refused(request, intake, refused)
    return _answer(request, intake, line.kind)


@requires(EDIT)
@require_POST
@same_author
def captured_undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    line = _line_or_refuse(request, pk)
    try:
        services.undo_line(line=line, by=request.actor, at=now())
    except DomainError as refused:
        return _refused(request, line.intake, refused)
    return _answer(request, line.intake, line.kind)


@requires(EDIT)
@require_POST
@same_author
def captured_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same words, read as the kind that somebody says it is."""
    line = _line_or_refuse(request, pk)
    kind = _kind(request.POST.get("as", ""))
    if kind is None:
        return refusal(DomainError("no_kind", "Say what the line is."))
    try:
        again = services.read_again(line=line, kind=kind, by=request.actor, at=now())
    except DomainError as refused:
        return _refused(request, line.intake, refused)
    return _answer(request, line.intake, line.kind, again.kind)


@requires(EDIT)
@require_GET
def intake_part(request: HttpRequest, pk: UUID, part: str) -> HttpResponse:
    """One part of the page as it stands now."""
    intake = intake_or_refuse(request, pk)
    if part not in PARTS or intake.is_signed:
        raise Http404
    note_read(request, intake.patient, category="intake")
    return render(request, PARTS[part], page_context(request, intake) | {"removed": None})


def _answer(request: HttpRequest, intake: Intake, *kinds: str) -> HttpResponse:
    """The lines anew, with the parts of the page that changed; for an ordinary form, the page at the line."""
    if not is_htmx(request):
        return redirect(f"{intake.get_absolute_url()}#capture")
    changed = sorted({PART_OF[kind] for kind in map(Becomes, kinds) if kind in PART_OF})
    lines = capture_context(intake, sees=sees_sensitive(request.actor))
    context = lines | {"intake": intake, "changed": changed}
    return render(request, "intake/_captured.html", context)


def _refused(request: HttpRequest, intake: Intake, refused: DomainError) -> HttpResponse:
    if is_htmx(request):
        return refusal(refused)
    messages.error(request, refused.message)
    return redirect(f"{intake.get_absolute_url()}#capture")


def _line_or_refuse(request: HttpRequest, pk: UUID) -> CapturedLine:
    lines = CapturedLine.objects.select_related("intake", "patient")
    return get_row_or_refuse(lines, request.actor, pk, EDIT)


def _key(typed: str) -> UUID:
    """The browser's key; a line without one is a line of its own."""
    try:
        return UUID(typed)
    except ValueError:
        return uuid4()


def _kind(chosen: str) -> Becomes | None:
    return Becomes(chosen) if chosen in set(Becomes) else None
