"""The daily check-in: one screen, two taps at the least (experience A6)."""

from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from core.errors import DomainError
from core.forms import domain_errors_on
from core.ids import uuid7
from intake.selectors.previsit import previsit_waiting
from outcomes import services as outcomes
from outcomes.rules.words import Mode
from outcomes.selectors import running_flare
from people import clock
from people.access import note_read

from .. import presenters, selectors
from ..forms import DayForm, as_tapped
from ..visitors import Visitor, for_link_holder, for_patient, note_read_by_link


@for_patient
@require_http_methods(["GET", "POST"])
def home(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    return _check_in(request, visitor)


@for_link_holder
@require_http_methods(["GET", "POST"])
def day_link(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """The same screen for whoever holds the link: it takes a day in, and gives no earlier answer out."""
    note_read_by_link(request, visitor, category="check-in")
    return _check_in(request, visitor)


def _check_in(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """A save reads nothing but what it needs; what stands around the form is gathered only to be shown."""
    now = clock.now()
    today = visitor.patient.today(now)
    day = today - timedelta(days=1) if "yesterday" in request.GET else today
    form = DayForm(request.POST) if request.method == "POST" else None
    if form and form.is_valid() and save(form, visitor, at=now):
        return redirect(_address(visitor, day=day, today=today))
    facts = selectors.check_in(visitor.patient, day=day, today=today)
    form = form or DayForm(initial=_initial(request, visitor, facts, day))
    form.ask(facts.asked.goal, facts.asked.leave_out)
    if visitor.is_signed_in:
        note_read(request, visitor.patient, category="check-in")
    context = _context(request, visitor, facts, form, day=day, today=today, at=now)
    return render(request, "portal/check_in.html", context, status=422 if form.errors else 200)


def save(form: DayForm, visitor: Visitor, *, at: datetime) -> bool:
    """Save what the form holds. False when a rule refused it; the form then says why."""
    with domain_errors_on(form):
        try:
            _save_day(visitor, at=at, **form.said)
        except DomainError as refused:
            if refused.code != "key_reused":
                raise
            # The Back button brought an old form, and it was filled in anew: that is a save of its own.
            _save_day(visitor, at=at, **{**form.said, "operation_id": uuid7()})
    return not form.errors


def _save_day(visitor: Visitor, *, at: datetime, **said) -> None:
    outcomes.save_day(**said, patient=visitor.patient, received_at=at, mode=Mode.PHONE, by=visitor.actor)


def _initial(request: HttpRequest, visitor: Visitor, facts: selectors.CheckIn, day: date) -> dict:
    """Nothing is chosen beforehand, except when a signed-in person changes a day that is saved."""
    kept = as_tapped(facts.saved) if facts.saved and visitor.is_signed_in else {}
    return {**kept, "operation_id": uuid7(), "day": day}


def _address(visitor: Visitor, *, day: date, today: date, **query: str) -> str:
    asked = query if day == today else {"yesterday": "1", **query}
    return f"{visitor.home_url}?{urlencode(asked)}" if asked else visitor.home_url


def _context(
    request: HttpRequest,
    visitor: Visitor,
    facts: selectors.CheckIn,
    form: DayForm,
    *,
    day: date,
    today: date,
    at: datetime,
) -> dict:
    is_today = day == today
    show_saved = facts.saved and not form.errors and "change" not in request.GET
    call = visitor.patient.clinic.emergency_number
    return {
        "form": form,
        "visitor": visitor,
        "is_today": is_today,
        "is_saved": bool(facts.saved),
        "show_saved": show_saved,
        "saved_line": presenters.saved_line(facts.saved) if show_saved and visitor.is_signed_in else "",
        "change_url": _address(visitor, day=day, today=today, change="1"),
        "yesterday_url": f"{visitor.home_url}?yesterday=1" if is_today and facts.yesterday_is_open else "",
        "days": presenters.days_line(facts.asked.rhythm, facts.logged, facts.used_on),
        "worker": f"{reverse('portal:worker')}?{urlencode({'call': call})}",
        "asks": _asks(visitor, at) if is_today and visitor.is_signed_in else [],
        "has_story": visitor.is_signed_in and previsit_waiting(visitor.patient, at=at) is not None,
        "flare": running_flare(visitor.patient) if visitor.is_signed_in else None,
    }


def _asks(visitor: Visitor, at: datetime) -> list[tuple[str, str]]:
    waiting = selectors.open_asks(visitor.patient, at=at)
    return [(ask.pk, presenters.ask_words(instrument)) for ask, instrument in waiting]
