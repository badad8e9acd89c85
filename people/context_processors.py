"""What every template may use."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from . import clock
from .permissions import Permission
from .shelf import own_key


class May:
    """`{% if may.plan_edit %}`: what the actor's role may do, for showing or hiding a control."""

    def __init__(self, actor):
        self._actor = actor

    def __getitem__(self, name: str) -> bool:
        return self._actor is not None and self._actor.reach(Permission(name)) is not None


def actor(request: HttpRequest) -> dict:
    who = getattr(request, "actor", None)
    return {"actor": who, "clinic": getattr(request, "clinic", None), "may": May(who)}


def shelf_key(request: HttpRequest) -> dict:
    """The key with which this page seals what is not saved yet; asked for by pages that save themselves."""
    who = getattr(request, "actor", None)
    return {
        "shelf_key": who
        and SimpleLazyObject(lambda: own_key(request.session, user_id=who.user_id, at=clock.now()))
    }
