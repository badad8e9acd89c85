"""The timeline's lines: one is added in place, an entry is changed where it stands, moved, placed."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from core.errors import DomainError
from core.forms import domain_errors_on
from core.htmx import is_htmx, render_page_or_fragment
from core.ids import uuid7
from intake.drafts import KINDS
from intake.forms import BesideForm, LaneForm, QuickEntryForm
from intake.models import TimelineEntry
from intake.services import entries, timeline
from people.access import get_patient_or_refuse, get_row_or_refuse, note_read, requires
from people.clock import now
from people.drafts import RefusedField, save_draft_form

from .guards import EDIT

#: What a page listens for to draw its picture anew.
CHANGED = "timeline:changed"
_DRAFT = next(kind for kind in KINDS if kind.name == "entry")


@requires(EDIT)
@require_POST
def timeline_line(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One line: what happened, and when as it was said."""
    patient = get_patient_or_refuse(request.actor, pk, EDIT)
    form = QuickEntryForm(request.POST, patient=patient)
    if form.is_valid():
        with domain_errors_on(form):
            added = entries.add_timeline_entry(
                patient=patient, detail="", by=request.actor, at=now(), **form.cleaned_data
            )
            return _line_added(request, added)
    if is_htmx(request):
        return render(request, "intake/_timeline_line.html", {"patient": patient, "quick": form}, status=422)
    context = {
        "patient": patient,
        "form": form,
        "heading": "Add to the timeline",
        "back": _page_of(patient.pk),
    }
    return render(request, "intake/entry_add.html", context, status=422)


def _line_added(request: HttpRequest, added: TimelineEntry) -> HttpResponse:
    """An empty line again, with the cursor in it; the picture hears of it."""
    if not is_htmx(request):
        messages.success(request, f"{added}: added.")
        return redirect(_page_of(added.patient_id))
    form = QuickEntryForm(initial={"key": uuid7()}, patient=added.patient)
    context = {"patient": added.patient, "quick": form, "added": added}
    return _changed(render(request, "intake/_timeline_line.html", context))


@requires(EDIT)
@require_http_methods(["GET", "POST"])
def timeline_entry(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The fields of one entry, which save themselves; POST saves them together, without JavaScript."""
    entry = _entry_or_refuse(request, pk)
    if request.method == "GET":
        note_read(request, entry.patient, category="timeline")
        return _editor(request, entry)
    refused = save_draft_form(_DRAFT, draft=entry, posted=request.POST, by=request.actor, at=now())
    if refused:
        return _editor(request, entry, status=409, refused=refused)
    messages.success(request, f"{entry}: saved.")
    return redirect(_page_of(entry.patient_id))


@requires(EDIT)
@require_POST
def timeline_act(request: HttpRequest, pk: UUID, act: str) -> HttpResponse:
    """Earlier or later among equals, into a lane, beside another entry."""
    if act not in _ACTS:
        raise Http404
    entry = _entry_or_refuse(request, pk)
    try:
        form = _ACTS[act](request, entry)
    except DomainError as refused:
        return _refused(request, entry, refused)
    if form is not None:
        return _editor(request, entry, status=422, **form)
    if not is_htmx(request):
        return redirect(_page_of(entry.patient_id))
    if act in ("earlier", "later"):
        return _changed(HttpResponse(status=204))
    entry.refresh_from_db()
    return _changed(_editor(request, entry))


def _move(to):
    def act(request: HttpRequest, entry: TimelineEntry) -> None:
        timeline.move_entry(entry=entry, to=to, by=request.actor, at=now())

    return act


def _lane(request: HttpRequest, entry: TimelineEntry) -> dict[str, object] | None:
    form = LaneForm(request.POST, entry=entry)
    if not form.is_valid():
        return {"lane": form}
    timeline.place_in_lane(entry=entry, by=request.actor, at=now(), **form.cleaned_data)
    return None


def _beside(request: HttpRequest, entry: TimelineEntry) -> dict[str, object] | None:
    form = BesideForm(request.POST, entry=entry)
    if not form.is_valid():
        return {"beside": form}
    timeline.place_beside(entry=entry, by=request.actor, at=now(), **form.cleaned_data)
    return None


_ACTS = {"earlier": _move("earlier"), "later": _move("later"), "lane": _lane, "beside": _beside}


def _refused(request: HttpRequest, entry: TimelineEntry, refused: DomainError) -> HttpResponse:
    if is_htmx(request):
        return _editor(request, entry, status=422, refused=[RefusedField("", "", refused.message)])
    messages.error(request, refused.message)
    return redirect(_page_of(entry.patient_id))


def _editor(request: HttpRequest, entry: TimelineEntry, *, status: int = 200, **more: object) -> HttpResponse:
    context = {
        "patient": entry.patient,
        "entry": entry,
        "lane": LaneForm(entry=entry),
        "beside": BesideForm(entry=entry),
        "has_equals": timeline.equals_of(entry).exclude(pk=entry.pk).exists(),
        "back": _page_of(entry.patient_id),
    } | more
    return render_page_or_fragment(
        request,
        page="intake/timeline_entry.html",
        fragment="intake/_timeline_entry.html",
        context=context,
        status=status,
    )


def _entry_or_refuse(request: HttpRequest, pk: UUID) -> TimelineEntry:
    rows = TimelineEntry.objects.select_related("patient", "author", "problem", "anchor")
    return get_row_or_refuse(rows, request.actor, pk, EDIT)


def _changed(answer: HttpResponse) -> HttpResponse:
    answer["HX-Trigger"] = CHANGED
    return answer


def _page_of(patient_pk: UUID) -> str:
    return reverse("chart:timeline", args=[patient_pk])
