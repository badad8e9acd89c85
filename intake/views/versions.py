"""Cards that save themselves: what was posted, and two versions side by side, of which one is chosen."""

from collections.abc import Iterable, Mapping
from types import SimpleNamespace
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.htmx import is_htmx
from intake.rules.cards import CardConflict, CardState
from intake.services.versions import Card, keep_other_version
from people.clock import now


def typed_in(request: HttpRequest, names: Iterable[str]) -> dict[str, str]:
    """What was posted of these fields, with a NUL left out: PostgreSQL cannot keep it."""
    return {name: request.POST.get(name, "").replace("\x00", "").strip() for name in names}


def both_versions(
    request: HttpRequest,
    card: Card,
    conflict: CardConflict,
    *,
    title: str,
    back: str,
    typed: Mapping[str, str],
    always: Iterable[str] | None = None,
) -> HttpResponse:
    """409 with both versions, and the name of theirs: a save that follows has seen it. Mine is kept at once.

    `always` are the fields that the form posts even when they are empty; all that were typed, if not said.
    `back` is where the card is.
    """
    keep_other_version(card=card, conflict=conflict, by=request.actor, at=now())
    theirs = dict.fromkeys(typed if always is None else always, "") | conflict.theirs
    context = {
        "patient": card.row.patient,
        "card": SimpleNamespace(title=title, state=CardState(conflict.theirs, is_recorded=False)),
        "mine": card.words(conflict.mine),
        "theirs": card.words(conflict.theirs),
        "theirs_posted": urlencode(theirs),
        "typed": typed,
        "back": back,
    }
    template = "intake/_card_versions.html" if is_htmx(request) else "intake/card_versions.html"
    return render(request, template, context, status=409)
