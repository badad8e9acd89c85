"""Cards and danger signs of an open intake: each saves itself and answers with a fragment."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from core.errors import DomainError
from core.htmx import is_htmx
from intake.forms import card_form
from intake.models import Intake
from intake.rules.cards import SLOTS, CardConflict, CardState
from intake.selectors import cards as selectors
from intake.selectors.conversation import flag_answers, flag_lines
from intake.services import cards, flags
from outcomes.rules.words import FlagAnswer
from people.access import requires
from people.clock import now

from .context import card_of
from .guards import EDIT, intake_or_refuse, refusal, same_author


@requires(EDIT)
@require_POST
@same_author
def card_save(request: HttpRequest, pk: UUID, slot: str) -> HttpResponse:
    """Always kept: a card that is not whole is told what it still needs; a stale one is answered with 409."""
    if slot not in SLOTS:
        raise Http404
    intake = intake_or_refuse(request, pk)
    form = card_form(slot, request.POST, measures=selectors.measures_of(intake))
    seen = request.POST.get("seen", "")
    try:
        state = cards.save_card(
            intake=intake, slot=slot, card=form.card, seen=seen, by=request.actor, at=now()
        )
    except CardConflict as conflict:
        return _versions(request, intake, slot, form.typed, conflict)
    except DomainError as refused:
        return refusal(refused)
    if not is_htmx(request):
        return redirect(f"{intake.get_absolute_url()}#{slot}")
    return render(request, "intake/_card_says.html", {"card": card_of(slot, state, [])})


def _versions(
    request: HttpRequest, intake: Intake, slot: str, typed: dict[str, str], conflict: CardConflict
) -> HttpResponse:
    """Both versions, and the name of theirs: a save that follows has seen it."""
    theirs = {name: conflict.theirs.get(name, "") for name in typed}
    context = {
        "patient": intake.patient,
        "intake": intake,
        "card": card_of(slot, CardState(conflict.theirs, is_recorded=False), []),
        "mine": [text for text in typed.values() if text],
        "theirs": [text for text in theirs.values() if text],
        "theirs_posted": urlencode(theirs),
        "typed": typed,
    }
    template = "intake/_card_versions.html" if is_htmx(request) else "intake/card_versions.html"
    return render(request, template, context, status=409)


@requires(EDIT)
@require_POST
@same_author
def flag_answer(request: HttpRequest, pk: UUID, flag: str) -> HttpResponse:
    """A yes opens its task at once, and its text stands in place."""
    intake = intake_or_refuse(request, pk)
    try:
        answer = FlagAnswer(request.POST.get("answer", ""))
        flags.answer_flag(intake=intake, flag=flag, answer=answer, by=request.actor, at=now())
    except ValueError:
        return refusal(DomainError("no_answer", "Choose yes, no or unsure."))
    except DomainError as refused:
        return refusal(refused)
    if not is_htmx(request):
        return redirect(f"{intake.get_absolute_url()}#flag-{flag}")
    lines = flag_lines(flag_answers(intake), request.clinic)
    line = next(one for one in lines if one.flag.key == flag)
    return render(request, "intake/_flag_says.html", {"line": line})
