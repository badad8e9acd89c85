"""Danger signs of an open intake: each answer saves itself, and its alarm is taken where it stands."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from core.errors import DomainError
from core.htmx import is_htmx
from intake.selectors.flags import asked_flags, flag_lines
from intake.services import flags
from outcomes.rules.red_flag_further import EVERY
from outcomes.rules.words import FlagAnswer
from people.access import requires
from people.clock import now

from .guards import EDIT, intake_or_refuse, refusal, same_author

_FACT = "fact."


@requires(EDIT)
@require_POST
@same_author
def flag_answer(request: HttpRequest, pk: UUID, flag: str) -> HttpResponse:
    """A yes opens its task at once, and its text and its own questions stand in place."""
    intake = intake_or_refuse(request, pk)
    try:
        answer, facts = FlagAnswer(request.POST.get("answer", "")), _facts(request.POST)
        flags.answer_flag(intake=intake, flag=flag, answer=answer, facts=facts, by=request.actor, at=now())
    except ValueError:
        return refusal(DomainError("no_answer", "Choose yes, no or unsure."))
    except DomainError as refused:
        return refusal(refused)
    if not is_htmx(request):
        return redirect(f"{intake.get_absolute_url()}#flag-{flag}")
    lines = flag_lines(asked_flags(intake), request.clinic, EVERY)
    line = next(one for one in lines if one.flag.key == flag)
    return render(request, "intake/_flag_says.html", {"line": line})


def _facts(posted: QueryDict) -> dict[str, FlagAnswer]:
    """Facts that were asked; one that has no answer yet says nothing."""
    said = {name.removeprefix(_FACT): value for name, value in posted.items() if name.startswith(_FACT)}
    return {key: FlagAnswer(value) for key, value in said.items() if value}


@requires(EDIT)
@require_POST
def alarm_take(request: HttpRequest, pk: UUID, flag: str) -> HttpResponse:
    intake = intake_or_refuse(request, pk)
    try:
        task = flags.take_alarm(intake=intake, flag=flag, by=request.actor, at=now())
    except DomainError as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, f"You have taken it: {task.sentence}")
    return redirect(intake)
