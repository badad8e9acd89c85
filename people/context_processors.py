"""What every template may use."""

from django.http import HttpRequest

from .permissions import Permission


class May:
    """`{% if may.plan_edit %}`: what the actor's role may do, for showing or hiding a control."""

    def __init__(self, actor):
        self._actor = actor

    def __getitem__(self, name: str) -> bool:
        return self._actor is not None and self._actor.reach(Permission(name)) is not None


def actor(request: HttpRequest) -> dict:
    who = getattr(request, "actor", None)
    return {"actor": who, "clinic": getattr(request, "clinic", None), "may": May(who)}
