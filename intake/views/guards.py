"""What the intake's views ask first."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from core.errors import DomainError
from intake.models import Intake
from people.access import Actor, can, get_row_or_refuse
from people.permissions import Permission
from people.sessions import keep_signed_in

EDIT = Permission.INTAKE_EDIT


def intake_or_refuse(request: HttpRequest, pk: UUID) -> Intake:
    intakes = Intake.objects.select_related("patient", "signed_by", "started_by")
    return get_row_or_refuse(intakes, request.actor, pk, EDIT)


def refusal(refused: DomainError) -> HttpResponse:
    """One sentence, for the place that asked."""
    return HttpResponse(refused.message, status=422, content_type="text/plain; charset=utf-8")


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
