"""Days as JSON, for the queue of the check-in page: `POST /api/days/`."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.utils.crypto import constant_time_compare
from rest_framework import status
from rest_framework.authentication import BaseAuthentication, SessionAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, NotAuthenticated, PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.errors import DomainError
from outcomes import services as outcomes
from outcomes.rules.words import Mode
from people import clock
from people.access import can
from people.permissions import Permission

from .forms import DayForm
from .visitors import Visitor, by_link, signed_in

FIELDS = set(DayForm.base_fields) - {"operation_id"} | {"owner"}


class DayLinkAuthentication(BaseAuthentication):
    """`Authorization: Day <token>`: the link is the key. No cookie is looked at, so none can be misused."""

    def authenticate(self, request: Request) -> tuple[AnonymousUser, Visitor] | None:
        scheme, _, token = get_authorization_header(request).decode("latin-1").partition(" ")
        if scheme != "Day":
            return None
        visitor = by_link(token)
        if visitor is None:
            raise AuthenticationFailed("This link is old.")
        return AnonymousUser(), visitor

    def authenticate_header(self, request: Request) -> str:
        return "Day"


class Days(APIView):
    """Keeps one day. `Idempotency-Key` names the save: sent again, it changes nothing and says so."""

    authentication_classes = [DayLinkAuthentication, SessionAuthentication]

    def post(self, request: Request) -> Response:
        visitor = _visitor(request)
        given = _given(request)
        if not constant_time_compare(given.pop("owner", visitor.owner), visitor.owner):
            raise PermissionDenied("These days belong to somebody else.")
        said = _said({**given, "operation_id": request.headers.get("Idempotency-Key", "")})
        saved = outcomes.save_day(
            **said, patient=visitor.patient, received_at=clock.now(), mode=Mode.PHONE, by=visitor.actor
        )
        if saved.is_replay:
            return Response(_body(saved), headers={"Idempotent-Replayed": "true"})
        return Response(_body(saved), status=status.HTTP_201_CREATED)


def _visitor(request: Request) -> Visitor:
    """Whoever holds the link, or the patient who signed in."""
    if isinstance(request.auth, Visitor):
        return request.auth
    if request.actor is None:
        raise NotAuthenticated("Please sign in again.")
    if not can(request.actor, Permission.PORTAL):
        raise PermissionDenied("Only patients send their days here.")
    try:
        return signed_in(request)
    except Http404:
        raise PermissionDenied("There is no open record.") from None


def _given(request: Request) -> dict[str, str]:
    """The sent fields as text. A field that we do not know, or one that is not a plain value, is refused."""
    given: Any = request.data
    if not isinstance(given, dict) or not set(given) <= FIELDS:
        raise DomainError("unknown_field", f"Send these fields only: {', '.join(sorted(FIELDS))}.")
    if not all(isinstance(value, str | int | float | None) for value in given.values()):
        raise DomainError("invalid", "Each field takes one plain value.")
    return {name: str(value) for name, value in given.items() if value is not None}


def _said(given: dict[str, str]) -> dict[str, Any]:
    form = DayForm(given)
    if form.is_valid():
        return form.said
    field, errors = next(iter(form.errors.items()))
    raise DomainError("invalid", errors[0], field)


def _body(saved: outcomes.DaySaved) -> dict[str, Any]:
    return {"day": saved.day, "is_late": saved.is_late, "message": "Saved. Your team can see it."}
