"""My goals: how each went this week, in three taps at the most (S28)."""

from datetime import date, datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from core.errors import DomainError
from core.forms import domain_errors_on
from core.ids import uuid7
from outcomes import services as outcomes
from outcomes.models import Goal
from outcomes.rules.goal_weeks import WEEK, week_of
from outcomes.rules.words import Mode
from people import clock
from people.access import note_read

from .. import presenters, selectors
from ..forms import GoalWeekForm
from ..visitors import Visitor, for_link_holder, for_patient, note_read_by_link

SAVED = "Saved. Your team can see it."


@for_patient
@require_http_methods(["GET", "POST"])
def goals(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    note_read(request, visitor.patient, category="goals")
    return _goals(request, visitor, selectors.own_goals(visitor.patient))


@for_link_holder
@require_http_methods(["GET", "POST"])
def day_link_goal(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """The one goal whose words the link shows already: it takes a week in, and gives no earlier one out."""
    note_read_by_link(request, visitor, category="goals")
    goal = selectors.own_goal(visitor.patient, visitor.patient.today(clock.now()))
    return _goals(request, visitor, [goal] if goal else [])


def _goals(request: HttpRequest, visitor: Visitor, own: list[Goal]) -> HttpResponse:
    """Each goal is a form of its own: one saved does not wait for the others."""
    now = clock.now()
    week = _week(request, visitor, now)
    forms = {goal.pk: GoalWeekForm(goal=goal, initial=_initial(week)) for goal in own}
    sent = next((goal for goal in own if str(goal.pk) == request.POST.get("goal")), None)
    if sent:
        forms[sent.pk] = GoalWeekForm(request.POST, goal=sent)
        if forms[sent.pk].is_valid() and _save(forms[sent.pk], sent, visitor, at=now):
            messages.success(request, SAVED)
            return redirect(f"{request.get_full_path()}#goal-{sent.rank}")
    told = selectors.weeks_told(own, week) if visitor.is_signed_in else {}
    context = {
        "visitor": visitor,
        "rows": [(goal, forms[goal.pk], presenters.week_line(told.get(goal.pk), goal)) for goal in own],
        "is_last_week": week < week_of(visitor.patient.today(now)),
        "week": presenters.short_date(week),
        "form": forms[sent.pk] if sent else None,
    }
    return render(request, "portal/goals.html", context, status=422 if sent else 200)


def _week(request: HttpRequest, visitor: Visitor, now: datetime) -> date:
    """This week; `?last` is the one before it."""
    this = week_of(visitor.patient.today(now))
    return this - WEEK if "last" in request.GET else this


def _initial(week: date) -> dict:
    return {"operation_id": uuid7(), "week_on": week}


def _save(form: GoalWeekForm, goal: Goal, visitor: Visitor, *, at: datetime) -> bool:
    """Save what the form holds. False when a rule refused it; the form then says why."""
    with domain_errors_on(form):
        try:
            _save_week(goal, visitor, at=at, **form.cleaned_data)
        except DomainError as refused:
            if refused.code != "key_reused":
                raise
            # The Back button brought an old form, and it was filled in anew: that is a save of its own.
            _save_week(goal, visitor, at=at, **{**form.cleaned_data, "operation_id": uuid7()})
    return not form.errors


def _save_week(goal: Goal, visitor: Visitor, *, at: datetime, **said) -> None:
    outcomes.save_goal_week(goal=goal, mode=Mode.PHONE, by=visitor.actor, at=at, **said)
