"""A questionnaire behind a link: one question a page, each answer a button, no script (experience A7).

Opening the link starts nothing and shows no health data: mail scanners open links too. Only a press of Start
lets this browser in, and the same link goes on at the same question for as long as it is open.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from audit import services as audit
from core.errors import DomainError
from outcomes import services as outcomes
from outcomes.models import Ask, Response
from outcomes.rules.instrument import Instrument
from outcomes.rules.scoring import still_to_ask
from outcomes.rules.words import AskState, Mode
from outcomes.selectors import Catalogue, ask_by_token
from people import clock
from people.access import Actor, public

from .. import presenters, selectors
from ..birth_year import knows_birth_year
from ..forms import BirthYearForm
from ..services import renew_ask
from ..visitors import Visitor, for_patient

#: How long after sending the browser that sent may still see its own line.
SEEN_FOR = timedelta(minutes=10)


def _is_open(ask: Ask, at: datetime) -> bool:
    """By the window itself: the sweep that moves the state may be some seconds behind."""
    is_live = ask.state in (AskState.SCHEDULED, AskState.OPEN) and ask.patient.is_open
    return is_live and ask.opens_at <= at < ask.closes_at


def by_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """`view(request, ask, ...)` while the link is good; thanks when it was used; else a way to a new one."""

    @public
    @wraps(view)
    def page(request: HttpRequest, *, token: str, **kwargs) -> HttpResponse:
        ask = ask_by_token(token)
        if ask:
            request.clinic = ask.patient.clinic
        if ask and _is_open(ask, clock.now()):
            return view(request, ask, token=token, **kwargs)
        if ask and ask.state == AskState.DONE:
            return _done(request, ask)
        return _old(request, token, is_asked=False)

    return page


def started(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Only in the browser in which Start was pressed; any other one is sent to that page."""

    @wraps(view)
    def page(request: HttpRequest, ask: Ask, *, token: str, **kwargs) -> HttpResponse:
        if _key(ask) not in request.session:
            return redirect("portal:question-start", token=token)
        response = Response.objects.select_related("wording").get(ask=ask)
        return view(request, response, token=token, **kwargs)

    return page


def _key(ask: Ask) -> str:
    return f"ask-{ask.pk.hex}"


@by_link
@require_http_methods(["GET", "POST"])
def question_start(request: HttpRequest, ask: Ask, *, token: str) -> HttpResponse:
    form = BirthYearForm(request.POST or None) if ask.patient.clinic.link_asks_birth_year else None
    if request.method == "POST" and (form is None or knows_birth_year(form, ask.patient, link=ask.pk.hex)):
        return _start(request, ask, token, by=Actor.of_patient(ask.patient))
    is_wrong = form is not None and form.is_bound
    context = {"clinic": ask.patient.clinic, "form": form, "minutes": selectors.minutes_of(ask)}
    return render(request, "portal/question_start.html", context, status=422 if is_wrong else 200)


def _start(request: HttpRequest, ask: Ask, token: str, *, by: Actor) -> HttpResponse:
    now = clock.now()
    if ask.state == AskState.SCHEDULED:
        outcomes.open_due_asks(at=now)
    response = outcomes.start_response(ask=ask, mode=Mode.PHONE, by=by, at=now)
    request.session[_key(ask)] = "started"
    return _go_on(response, token)


def _go_on(response: Response, token: str) -> HttpResponse:
    """To the first item without an answer, or to the last look when each has one."""
    instrument = _instrument(response)
    waiting = still_to_ask(instrument, _answers(response))
    if not waiting:
        return redirect("portal:question-check", token=token)
    return redirect("portal:question", token=token, number=instrument.position(waiting[0].key))


def _instrument(response: Response) -> Instrument:
    """With the text that was put when it was begun."""
    return Catalogue(response.clinic_id).of_response(response)


def _answers(response: Response) -> dict[str, int | None]:
    """Item to value; None for one that was skipped. An item that is not there has not been answered."""
    return dict(response.answers.values_list("item", "value"))


@by_link
@started
@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, response: Response, *, token: str, number: int) -> HttpResponse:
    instrument = _instrument(response)
    items = instrument.items
    if not 1 <= number <= len(items):
        raise Http404
    item, error = items[number - 1], ""
    if request.method == "POST":
        try:
            return _answer(request, response, item.key, token)
        except DomainError as refused:
            error = refused.message
    _note_read(request, response)
    licence = instrument.licence_words if instrument.licence_ref else ""
    page = presenters.QuestionPage(number, len(items), item, _answers(response).get(item.key), licence)
    context = {"page": page, "token": token, "error": error}
    return render(request, "portal/question.html", context, status=422 if error else 200)


def _answer(request: HttpRequest, response: Response, item: str, token: str) -> HttpResponse:
    """Keep it and go on; an answer that means danger shows its text before anything else."""
    by = Actor.of_patient(response.patient)
    value = None if "skip" in request.POST else _number(request.POST.get("value", ""))
    saved = outcomes.save_answer(response=response, item=item, value=value, by=by, at=clock.now())
    if saved.danger is None:
        return _go_on(response, token)
    context = {
        "visitor": Visitor(response.patient, by, token),
        "to_do": saved.danger.patient_to_do,
        "next_url": _go_on(response, token).url,
    }
    return render(request, "portal/help_now.html", context)


def _number(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or len(text) > 3:
        raise DomainError("no_answer", "Tap one of the answers.")
    return int(text)


@by_link
@started
@require_http_methods(["GET", "POST"])
def question_check(request: HttpRequest, response: Response, *, token: str) -> HttpResponse:
    """The last look before sending."""
    if still_to_ask(_instrument(response), _answers(response)):
        return _go_on(response, token)
    if request.method == "POST":
        by, now = Actor.of_patient(response.patient), clock.now()
        outcomes.complete_response(response=response, by=by, at=now)
        request.session[_key(response.ask)] = (now + SEEN_FOR).isoformat()
        return redirect("portal:question-start", token=token)
    _note_read(request, response)
    lines = presenters.check_lines(_instrument(response), _answers(response))
    return render(request, "portal/question_check.html", {"lines": lines, "token": token})


def _done(request: HttpRequest, ask: Ask) -> HttpResponse:
    """Thanks for whoever holds the link; the own line only for the browser that has just sent it."""
    context = {"clinic": ask.patient.clinic, "next_look": selectors.next_look(ask.patient)}
    if _may_see_line(request, ask):
        instrument = _instrument(ask.response)
        scores = selectors.last_scores(ask.patient, instrument.key)
        context["line"] = presenters.own_line(scores, instrument)
        context["skipped"] = ask.response.answers.filter(skipped=True).exists()
        _note_read(request, ask)
    return render(request, "portal/question_done.html", context)


def _may_see_line(request: HttpRequest, ask: Ask) -> bool:
    until = request.session.get(_key(ask), "started")
    return until != "started" and clock.now() < datetime.fromisoformat(until)


def _note_read(request: HttpRequest, row: Response | Ask) -> None:
    by = Actor.of_patient(row.patient)
    audit.record_read(
        by=by, patient_id=row.patient_id, category="questionnaire", address=request.META.get("REMOTE_ADDR")
    )


@public
@require_POST
def question_renew(request: HttpRequest, *, token: str) -> HttpResponse:
    """A new link for an old one, to the address on file. The answer is the same for a link nobody has."""
    ask = ask_by_token(token)
    if ask:
        renew_ask(ask=ask, by=Actor.of_patient(ask.patient), at=clock.now())
    return _old(request, token, is_asked=True)


def _old(request: HttpRequest, token: str, *, is_asked: bool) -> HttpResponse:
    """Unknown, replaced, withdrawn and expired links look alike, so that nobody learns which exist."""
    request.clinic = None
    context = {"token": token, "is_asked": is_asked}
    return render(request, "portal/question_old.html", context, status=200 if is_asked else 404)


@for_patient
@require_POST
def ask_start(request: HttpRequest, visitor: Visitor, *, pk: UUID) -> HttpResponse:
    """The line on top of the patient's home: they are signed in, so nothing more is asked."""
    ask = selectors.ask_of(visitor.patient, pk, at=clock.now())
    if ask is None:
        raise Http404
    return _start(request, ask, outcomes.issue_token(ask), by=visitor.actor)
