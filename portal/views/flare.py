"""The flare script: danger signs first, then day 1, 2 and 3 as the signed plan has them (A6, S74)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from outcomes import services as outcomes
from outcomes.rules.red_flag_data import FLAGS
from outcomes.rules.words import FlagAnswer
from people import clock
from people.access import note_read

from .. import selectors
from ..visitors import Visitor, for_link_holder, for_patient, note_read_by_link

#: The three that a flare can hide: each changes what to do today.
SIGNS = ("cauda_equina", "weakness", "infection")


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
    """A yes is heard before anything else, also when the plan was closed since the page was opened."""
    if request.POST.get("yes") in SIGNS:
        return _help_now(request, visitor, request.POST["yes"])
    script = selectors.flare_script(visitor.patient)
    if not script:
        return redirect(visitor.home_url)
    if "none" in request.POST:
        for sign in SIGNS:
            _answer(visitor, sign, FlagAnswer.NO)
        return redirect(f"{visitor.flare_url}#script")
    return render(request, "portal/flare.html", {"visitor": visitor, "script": script, "signs": _signs()})


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
