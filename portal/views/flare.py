"""A flare: danger signs first, then it started or is over, then day 1, 2 and 3 of the plan (A6, S73, S74)."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from core.errors import DomainError
from core.ids import uuid7
from outcomes import selectors as outcomes_selectors
from outcomes import services as outcomes
from outcomes.rules.red_flag_data import FLAGS
from outcomes.rules.words import FlagAnswer, Mode
from outcomes.selectors import FlareLine
from people import clock
from people.access import note_read

from .. import selectors
from ..forms import FlareForm
from ..visitors import Visitor, for_link_holder, for_patient, note_read_by_link

#: The three that a flare can hide: each changes what to do today.
SIGNS = ("cauda_equina", "weakness", "infection")
TAPS = ("started", "yesterday", "over")
SAID = {
    "started": "Kept. Your team can see it. A flare is a surge, not new harm.",
    "over": "Kept. Your team can see that it is over.",
    "more": "Kept. Your team can see it.",
}


@for_patient
@require_http_methods(["GET", "POST"])
def flare(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    note_read(request, visitor.patient, category="flare")
    return _flare(request, visitor)


@for_link_holder
@require_http_methods(["GET", "POST"])
def day_link_flare(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    note_read_by_link(request, visitor, category="flare")
    return _flare(request, visitor)


def _flare(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """A yes to a danger sign is heard before anything else."""
    if request.POST.get("yes") in SIGNS:
        return _help_now(request, visitor, request.POST["yes"])
    if "none" in request.POST:
        for sign in SIGNS:
            _answer(visitor, sign, FlagAnswer.NO)
        return redirect(f"{visitor.flare_url}#script")
    if request.POST.get("flare") in TAPS:
        return _tap(request, visitor, request.POST["flare"])
    form = FlareForm(request.POST) if "more" in request.POST else None
    if form and form.is_valid():
        given = form.cleaned_data
        outcomes.describe_flare(patient=visitor.patient, by=visitor.actor, at=clock.now(), **given)
        return redirect(f"{visitor.flare_url}?said=more#flare")
    return _page(request, visitor, form)


def _page(request: HttpRequest, visitor: Visitor, refused: FlareForm | None) -> HttpResponse:
    """Who came by link sees both taps and no state: a link gives no earlier answer out (docs/adr/0007)."""
    said = request.GET.get("said", "")
    on = outcomes_selectors.running_flare(visitor.patient) if visitor.is_signed_in else None
    context = {
        "visitor": visitor,
        "signs": _signs(),
        "script": selectors.flare_script(visitor.patient),
        "said": SAID.get(said, ""),
        "since": on.started_on if on else None,
        "can_start": on is None,
        "can_end": bool(on) or not visitor.is_signed_in,
        "can_say_more": bool(on or refused) or (said == "started" and not visitor.is_signed_in),
        "form": refused or FlareForm(initial=_known(on)),
        "operation_id": uuid7(),
    }
    return render(request, "portal/flare.html", context, status=422 if refused else 200)


def _tap(request: HttpRequest, visitor: Visitor, tap: str) -> HttpResponse:
    """“It started” and “It is over”, one tap each; the same tap again changes nothing."""
    now = clock.now()
    today = visitor.patient.today(now)
    given = {"patient": visitor.patient, "by": visitor.actor, "at": now}
    try:
        if tap == "over":
            outcomes.end_flare(ended_on=today, **given)
        else:
            started_on = today - timedelta(days=1) if tap == "yesterday" else today
            operation = _operation(request.POST.get("operation_id", ""))
            outcomes.start_flare(operation_id=operation, started_on=started_on, mode=Mode.PHONE, **given)
    except DomainError as refused:
        messages.warning(request, refused.message)
        return redirect(visitor.flare_url)
    return redirect(f"{visitor.flare_url}?said={'over' if tap == 'over' else 'started'}#flare")


def _operation(text: str) -> UUID:
    """The page's own name of this tap; a page that has none gets one here."""
    try:
        return UUID(text)
    except ValueError:
        return uuid7()


def _known(on: FlareLine | None) -> dict[str, str]:
    if on is None:
        return {}
    return {"severity": on.severity or "", "cause": on.cause or "", "cause_words": on.cause_words}


def _signs() -> list[tuple[str, str]]:
    asked = {flag.key: flag.patient_question for flag in FLAGS}
    return [(key, asked[key]) for key in SIGNS]


def _help_now(request: HttpRequest, visitor: Visitor, sign: str) -> HttpResponse:
    saved = _answer(visitor, sign, FlagAnswer.YES)
    return render(request, "portal/help_now.html", {"visitor": visitor, "to_do": saved.patient_to_do})


def _answer(visitor: Visitor, sign: str, answer: FlagAnswer) -> outcomes.RedFlagSaved:
    """The same answer twice on one day is one answer: a double tap opens one task."""
    now = clock.now()
    return outcomes.answer_red_flag(
        patient=visitor.patient,
        flag=sign,
        answer=answer,
        source=("portal.flare", visitor.patient.today(now).isoformat()),
        by=visitor.actor,
        at=now,
    )
