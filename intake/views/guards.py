"""What the intake's views ask first, where they lead, and how they refuse."""

from collections.abc import Callable, Sequence
from functools import wraps
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from core.errors import DomainError
from core.models import Draft
from intake.models import Intake
from intake.rules.words import IntakeStatus
from people.access import Actor, can, get_row_or_refuse, note_read
from people.drafts import DraftKind, RefusedField
from people.models import Patient
from people.permissions import Permission
from people.sessions import keep_signed_in

EDIT = Permission.INTAKE_EDIT


def intake_or_refuse(request: HttpRequest, pk: UUID) -> Intake:
    intakes = Intake.objects.select_related("patient", "signed_by", "started_by")
    return get_row_or_refuse(intakes, request.actor, pk, EDIT)


def refusal(refused: DomainError) -> HttpResponse:
    """One sentence, for the place that asked."""
    return HttpResponse(refused.message, status=422, content_type="text/plain; charset=utf-8")


def refused_fields(
    request: HttpRequest, kind: DraftKind, draft: Draft, refused: Sequence[RefusedField], *, home: str
) -> HttpResponse:
    """A page with the fields of an ordinary form that were not saved, as they were typed, and why."""
    note_read(request, draft.patient, category="intake")
    fields = {"patient": draft.patient, "home": home, "draft": draft, "kind": kind.name, "refused": refused}
    return render(request, "intake/draft_form.html", fields, status=409)


def place_of(patient: Patient) -> str:
    """The open intake, where life and what is next also stand; else their own page."""
    is_open = Intake.objects.filter(patient=patient, status=IntakeStatus.DRAFT).exists()
    return reverse("intake:intake" if is_open else "intake:life", args=[patient.pk])


def may_sign(actor: Actor) -> bool:
    return can(actor, Permission.INTAKE_SIGN)


def sees_sensitive(actor: Actor) -> bool:
    """Whether this reader is shown what is kept apart: hard things that happened, and sex life."""
    return can(actor, Permission.SENSITIVE)


def same_author(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A card that saves itself names whom its page was made for: see `people.drafts.DraftFieldView`."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        author = request.headers.get("X-Author", str(request.actor.user_id))
        if author != str(request.actor.user_id):
            raise PermissionDenied("Somebody else signed in here.")
        keep_signed_in(request)
        return view(request, *args, **kwargs)

    return guarded
