"""The story before a first visit, as the front desk sees it: is it here, and how does its link get there?"""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from core.errors import DomainError
from intake.models import PreVisit
from intake.services.previsit import issue_story_token, open_previsit
from people.access import get_row_or_refuse, note_read, requires
from people.clock import now
from people.models import Visit
from people.permissions import Permission
from people.rules.states import VisitKind

from .. import services
from ..links import story_url
from ..selectors.contacts import story_messages

BOOK = Permission.VISIT_BOOK


@requires(BOOK)
@require_GET
def story(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where it stands, its link to copy or print, and what was mailed. Nothing of what it tells."""
    visit = _visit(request, pk)
    previsit = PreVisit.objects.select_related("patient__clinic", "visit").filter(visit=visit).first()
    note_read(request, visit.patient, category="story link")
    is_open = bool(previsit and previsit.takes_answers(now()))
    context = {
        "patient": visit.patient,
        "visit": visit,
        "previsit": previsit,
        "is_open": is_open,
        "link": story_url(issue_story_token(previsit)) if is_open else "",
        "lines": story_messages(previsit) if previsit else [],
        "zone": request.clinic.time_zone,
    }
    return render(request, "followup/story.html", context)


@requires(BOOK)
@require_POST
def story_open(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Make the link now, before the clinic's number of days would."""
    visit = _visit(request, pk)
    open_previsit(visit=visit, by=request.actor, at=now())
    return redirect("followup:story", visit.pk)


@requires(BOOK)
@require_POST
def story_mail(request: HttpRequest, pk: UUID) -> HttpResponse:
    visit = _visit(request, pk)
    try:
        previsit = open_previsit(visit=visit, by=request.actor, at=now())
        services.mail_story(previsit=previsit, by=request.actor, at=now())
        messages.success(request, "The mail goes out with the next round; at night it waits for the morning.")
    except DomainError as refused:
        messages.error(request, refused.message)
    return redirect("followup:story", visit.pk)


def _visit(request: HttpRequest, pk: UUID) -> Visit:
    """A first visit; no other kind has a story before it."""
    visit = get_row_or_refuse(Visit.objects.select_related("patient__clinic"), request.actor, pk, BOOK)
    if visit.kind != VisitKind.INTAKE:
        raise Http404
    return visit
