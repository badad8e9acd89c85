"""Cards of an open intake: each saves itself and answers with a fragment."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from core.errors import DomainError
from core.htmx import is_htmx
from intake.forms import card_form
from intake.rules.cards import SENSITIVE, SLOTS, CardConflict, title_of
from intake.selectors import cards as selectors
from intake.services import cards
from people.access import requires
from people.clock import now

from .context import card_of
from .guards import EDIT, intake_or_refuse, refusal, same_author, sees_sensitive
from .versions import both_versions


@requires(EDIT)
@require_POST
@same_author
def card_save(request: HttpRequest, pk: UUID, slot: str) -> HttpResponse:
    """Always kept: a card that is not whole is told what it still needs; a stale one is answered with 409."""
    if slot not in SLOTS or (slot in SENSITIVE and not sees_sensitive(request.actor)):
        raise Http404
    intake = intake_or_refuse(request, pk)
    form = card_form(slot, request.POST, measures=selectors.measures_of(intake))
    seen = request.POST.get("seen", "")
    try:
        state = cards.save_card(
            intake=intake, slot=slot, card=form.card, seen=seen, by=request.actor, at=now()
        )
    except CardConflict as conflict:
        back = f"{intake.get_absolute_url()}#{slot}"
        card = cards.versions_of(intake, slot)
        return both_versions(request, card, conflict, title=title_of(slot), typed=form.typed, back=back)
    except DomainError as refused:
        return refusal(refused)
    if not is_htmx(request):
        return redirect(f"{intake.get_absolute_url()}#{slot}")
    return render(request, "intake/_card_says.html", {"card": card_of(slot, state, []), "intake": intake})
