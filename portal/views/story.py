"""The story before a first visit: behind a link, one question a page, no script (S14 to S16).

As with a questionnaire, opening the link starts nothing and shows nothing: only a press of Start lets this
browser in. Every answer is saved as it is given, and the same link goes on where the story stopped.
"""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from audit import services as audit
from core.errors import DomainError
from core.forms import domain_errors_on
from intake.models import PreVisit
from intake.rules.previsit import PageKind, StoryPage, next_to_ask
from intake.selectors.previsit import pages_of, previsit_by_token, previsit_waiting
from intake.services import previsit as services
from people import clock
from people.access import Actor, public

from .. import story_pages
from ..birth_year import knows_birth_year
from ..forms import BirthYearForm
from ..story_pages import Place
from ..visitors import Visitor, for_patient


def by_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """`view(request, previsit, ...)` while the story may be told; thanks when it was sent; else “old”."""

    @public
    @wraps(view)
    def page(request: HttpRequest, *, token: str, **kwargs) -> HttpResponse:
        previsit = previsit_by_token(token)
        if previsit is None or not previsit.is_wanted(clock.now()):
            request.clinic = None
            return render(request, "portal/story_old.html", status=404)
        request.clinic = previsit.patient.clinic
        if previsit.is_sent:
            return render(request, "portal/story_done.html", {"clinic": request.clinic})
        return view(request, previsit, token=token, **kwargs)

    return page


def started(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Only in the browser in which Start was pressed; any other one is sent to that page."""

    @wraps(view)
    def page(request: HttpRequest, previsit: PreVisit, *, token: str, **kwargs) -> HttpResponse:
        if _key(previsit) not in request.session:
            return redirect("portal:story-start", token=token)
        return view(request, previsit, token=token, **kwargs)

    return page


def _key(previsit: PreVisit) -> str:
    return f"story-{previsit.pk.hex}"


@by_link
@require_http_methods(["GET", "POST"])
def story_start(request: HttpRequest, previsit: PreVisit, *, token: str) -> HttpResponse:
    patient = previsit.patient
    form = BirthYearForm(request.POST or None) if patient.clinic.link_asks_birth_year else None
    if request.method == "POST" and (form is None or knows_birth_year(form, patient, link=previsit.pk.hex)):
        return _start(request, previsit, token, by=Actor.of_patient(patient))
    is_wrong = form is not None and form.is_bound
    minutes = story_pages.minutes_of(pages_of(previsit), patient.clinic, clock.now())
    context = {"clinic": patient.clinic, "form": form, "minutes": minutes}
    return render(request, "portal/story_start.html", context, status=422 if is_wrong else 200)


def _start(request: HttpRequest, previsit: PreVisit, token: str, *, by: Actor) -> HttpResponse:
    held = services.start_previsit(previsit=previsit, by=by, at=clock.now())
    request.session[_key(previsit)] = True
    return _go_on(held, token)


def _go_on(previsit: PreVisit, token: str) -> HttpResponse:
    """To the first page that nobody went past yet, or to the last look."""
    previsit.refresh_from_db(fields=["passed", "signs"])
    page = next_to_ask(pages_of(previsit), previsit.passed)
    return redirect(_address(token, page))


def _address(token: str, page: StoryPage | None) -> str:
    if page is None:
        return reverse("portal:story-check", args=[token])
    return reverse("portal:story", args=[token, page.slug])


@by_link
@started
@require_http_methods(["GET", "POST"])
def story(request: HttpRequest, previsit: PreVisit, *, token: str, page: str) -> HttpResponse:
    """One page: show it, or keep what it was answered with."""
    pages = pages_of(previsit)
    at = next((number for number, one in enumerate(pages) if one.slug == page), None)
    if at is None:
        raise Http404
    place = Place(previsit, pages, at)
    shown = story_pages.shown(place, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        try:
            if answer := _take(request, place, shown, token):
                return answer
        except DomainError as refused:
            shown.error = refused.message
    _note_read(request, previsit)
    back = _address(token, pages[at - 1]) if at else ""
    context = {"place": place, "shown": shown, "form": shown.form, "back": back}
    return render(request, shown.template, context, status=422 if request.method == "POST" else 200)


def _take(request: HttpRequest, place: Place, shown: story_pages.Shown, token: str) -> HttpResponse | None:
    """Keep the answer and go on; None when the form says what is wrong. Danger is told before all else."""
    page, given = place.page, _given(place)
    if page.kind == PageKind.SIGN:
        return _answer_sign(request, place, token)
    if "skip" in request.POST:
        services.save_answers(page=page, answers={}, **given)
        return _go_on(place.previsit, token)
    if "remove" in request.POST:
        services.remove_line(page=page, key=request.POST["remove"][:40], **given)
        return redirect(_address(token, page))
    if page.kind in story_pages.LISTS:
        return _take_line(request, place, shown, token)
    with domain_errors_on(shown.form):
        if shown.form.is_valid():
            shown.save(place, given)
            return _go_on(place.previsit, token)
    return None


def _given(place: Place) -> dict:
    by = Actor.of_patient(place.previsit.patient)
    return {"previsit": place.previsit, "by": by, "at": clock.now()}


def _take_line(
    request: HttpRequest, place: Place, shown: story_pages.Shown, token: str
) -> HttpResponse | None:
    """“Add this” stays on the page; “Go on” takes what stands in the form too, so that nothing is lost."""
    page, given = place.page, _given(place)
    if shown.is_filled or "add" in request.POST:
        if not shown.form.is_valid() or not shown.has_name:
            return None
        services.save_line(page=page, line=shown.form.line, **given)
    if "add" in request.POST:
        return redirect(f"{_address(token, page)}#lines")
    services.save_answers(page=page, answers={}, **given)
    return _go_on(place.previsit, token)


def _answer_sign(request: HttpRequest, place: Place, token: str) -> HttpResponse:
    answer = story_pages.sign_answer(request.POST.get("answer", ""))
    saved = services.answer_sign(flag=place.page.key, answer=answer, **_given(place))
    going_on = _go_on(place.previsit, token)
    if not saved.patient_to_do:
        return going_on
    context = {
        "clinic": place.previsit.patient.clinic,
        "saved": saved,
        "is_urgent": story_pages.is_urgent(saved.flag),
        "next_url": going_on.url,
    }
    return render(request, "portal/story_help.html", context)


@by_link
@started
@require_http_methods(["GET", "POST"])
def story_check(request: HttpRequest, previsit: PreVisit, *, token: str) -> HttpResponse:
    """The last look before sending."""
    pages = pages_of(previsit)
    if next_to_ask(pages, previsit.passed):
        return _go_on(previsit, token)
    if request.method == "POST":
        by = Actor.of_patient(previsit.patient)
        services.send_previsit(previsit=previsit, by=by, at=clock.now())
        return redirect("portal:story-start", token=token)
    _note_read(request, previsit)
    lines = story_pages.check_lines(previsit, pages)
    context = {"lines": [(_address(token, page), label, said) for page, label, said in lines]}
    return render(request, "portal/story_check.html", context)


@for_patient
@require_http_methods(["GET", "POST"])
def my_story(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """The line on top of the patient's home: they are signed in, so nothing more is asked.

    An address that was kept or reloaded leads to that line: to begin is a press of their own.
    """
    if request.method == "GET":
        return redirect("portal:home")
    previsit = previsit_waiting(visitor.patient, at=clock.now())
    if previsit is None:
        raise Http404
    return _start(request, previsit, services.issue_story_token(previsit), by=visitor.actor)


def _note_read(request: HttpRequest, previsit: PreVisit) -> None:
    audit.record_read(
        by=Actor.of_patient(previsit.patient),
        patient_id=previsit.patient_id,
        category="story",
        address=request.META.get("REMOTE_ADDR"),
    )
