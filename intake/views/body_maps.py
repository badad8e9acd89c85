"""Body maps and clock patterns: marked in a conversation, and all of a person compared by date."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.errors import DomainError
from core.htmx import is_htmx
from intake.models import BodyMap, Intake, PainProblem
from intake.presenters_body import ErredRow, MapPage, compared
from intake.rules.body import MapLayer
from intake.rules.body_marks import WHEN, read_marks
from intake.rules.cards import CardConflict
from intake.rules.fuzzy import read_date
from intake.selectors import body_maps as selectors
from intake.services import body_maps
from intake.services.entries import may_put_back
from intake.services.versions import Card
from people.access import get_patient_or_refuse, get_row_or_refuse, note_read, open_chart, requires
from people.clock import now
from people.permissions import Permission

from .body_panel import panel_of
from .guards import EDIT, intake_or_refuse, refusal, same_author
from .versions import both_versions


@requires(EDIT)
@require_http_methods(["GET", "POST"])
@same_author
def map_layer(request: HttpRequest, pk: UUID, layer: str) -> HttpResponse:
    """One layer of the conversation's map: its part of the page, and where it saves itself."""
    if layer not in set(MapLayer):
        raise Http404
    intake = intake_or_refuse(request, pk)
    if request.method == "POST":
        return _save(request, intake, MapLayer(layer))
    if not is_htmx(request):
        return redirect(_place(intake, layer))
    note_read(request, intake.patient, category="intake")
    return render(request, "intake/_body_map.html", _panel(intake, MapLayer(layer)))


def _save(request: HttpRequest, intake: Intake, layer: MapLayer) -> HttpResponse:
    seen = request.POST.get("seen", "")
    try:
        body_maps.save_map(
            intake=intake, layer=layer, posted=request.POST, seen=seen, by=request.actor, at=now()
        )
    except CardConflict as conflict:
        card, title = body_maps.versions_of_map(intake, layer), f"Body map, {layer.label.lower()}"
        return _versions(request, card, conflict, title, f"{intake.get_absolute_url()}#body-map", WHEN)
    except DomainError as refused:
        return refusal(refused)
    if not is_htmx(request):
        return redirect(_place(intake, layer))
    return render(request, "intake/_body_map_says.html", _panel(intake, layer))


def _place(intake: Intake, layer: str) -> str:
    return f"{intake.get_absolute_url()}?layer={layer}#body-map"


def _panel(intake: Intake, layer: MapLayer) -> dict[str, object]:
    problems = list(intake.problems.filter(erred_at=None))
    panel = panel_of(intake, layer, selectors.maps_of(intake), problems)
    return {"panel": panel, "patient": intake.patient, "intake": intake}


def _versions(
    request: HttpRequest, card: Card, conflict: CardConflict, title: str, back: str, text: str
) -> HttpResponse:
    """A box that is not ticked is not posted; the form's one `text` always is."""
    typed = conflict.mine
    return both_versions(request, card, conflict, title=title, back=back, typed=typed, always=[text])


@requires(EDIT)
@require_POST
def map_copy(request: HttpRequest, pk: UUID, layer: str) -> HttpResponse:
    """Begin an empty layer from another map."""
    if layer not in set(MapLayer):
        raise Http404
    intake = intake_or_refuse(request, pk)
    try:
        source = BodyMap.objects.get(pk=UUID(request.POST.get("source", "")), patient_id=intake.patient_id)
        body_maps.copy_map(intake=intake, source=source, layer=MapLayer(layer), by=request.actor, at=now())
    except (ValueError, BodyMap.DoesNotExist):
        return refusal(DomainError("no_source", "Choose a map to copy from."))
    except DomainError as refused:
        return refusal(refused)
    if not is_htmx(request):
        return redirect(_place(intake, layer))
    return render(request, "intake/_body_map.html", _panel(intake, MapLayer(layer)))


@requires(EDIT)
@require_POST
@same_author
def clock_save(request: HttpRequest, pk: UUID) -> HttpResponse:
    """When in the day a problem hurts: saves itself like a card."""
    problem = get_row_or_refuse(
        PainProblem.objects.select_related("intake__patient"), request.actor, pk, EDIT
    )
    if problem.intake is None:
        raise Http404
    seen = request.POST.get("seen", "")
    try:
        body_maps.save_clock(problem=problem, posted=request.POST, seen=seen, by=request.actor, at=now())
    except CardConflict as conflict:
        card = body_maps.versions_of_clock(problem)
        back = f"{problem.intake.get_absolute_url()}#clock-{problem.key}"
        return _versions(request, card, conflict, "Clock pattern", back, "stiff")
    except DomainError as refused:
        return refusal(refused)
    if not is_htmx(request):
        return redirect(f"{problem.intake.get_absolute_url()}#clock-{problem.key}")
    maps = selectors.maps_of(problem.intake)
    return render(
        request, "intake/_clock_says.html", {"clock": selectors.clocks_of(problem.intake, [problem], maps)[0]}
    )


@requires(Permission.CHART_VIEW)
@require_GET
def body_map(request: HttpRequest, pk: UUID) -> HttpResponse:
    """All maps of a person by date; two of them compared; a form for a map of another day."""
    patient = open_chart(request, pk, Permission.CHART_VIEW, category="body map")
    return _page(request, patient)


def _page(request: HttpRequest, patient, *, status: int = 200, **more: object) -> HttpResponse:
    maps = selectors.all_maps(patient)
    asked = {name: request.GET.get(name, "") for name in ("from", "to")}
    zone, at = request.clinic.time_zone, now()
    erred = [ErredRow(row, may_put_back(row, zone, at)) for row in selectors.in_error(patient)]
    page = MapPage(maps, compared(maps, asked["from"], asked["to"]), selectors.all_clocks(patient), erred)
    context = {"patient": patient, "page": page, "may_edit": request.actor.reach(EDIT), "marked": {}}
    return render(request, "intake/body_map.html", context | more, status=status)


@requires(EDIT)
@require_POST
def map_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A map of another day, outside an intake."""
    patient = get_patient_or_refuse(request.actor, pk, EDIT)
    at = now()
    when = read_date(request.POST.get(WHEN, "").replace("\x00", "")[:60], today=patient.today(at))
    try:
        if when.starts_on is None:
            raise DomainError("no_day", "Say which day, like 4 May 2024, May 2024 or 2024.", WHEN)
        made = body_maps.add_dated_map(
            patient=patient, posted=request.POST, when=when, by=request.actor, at=at
        )
    except DomainError as refused:
        note_read(request, patient, category="body map")
        marks = {mark.region: mark.value for mark in read_marks(request.POST)}
        return _page(
            request, patient, status=422, refused=refused, marked=marks, when=request.POST.get(WHEN, "")
        )
    messages.success(request, "The map is added.")
    return redirect(f"{reverse('intake:body-map', args=[patient.pk])}?to={made.pk}")
