"""How a goal goes: a week told to staff, its scale, and a level on it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from core.forms import domain_errors_on
from people import clock
from people.access import get_row_or_refuse, requires
from people.permissions import Permission

from .. import services
from ..forms import GoalLevelForm, GoalScaleForm, GoalWeekForm
from ..models import Goal, GoalScale
from .pages import done, form_page


@requires(Permission.OUTCOMES_ENTER)
@require_http_methods(["GET", "POST"])
def goal_week_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """On behalf of the person. A week that is there already is corrected by what is typed here."""
    goal = get_row_or_refuse(Goal.objects, request.actor, pk, Permission.OUTCOMES_ENTER)
    patient, now = goal.patient, clock.now()
    form = GoalWeekForm(request.POST or None, goal=goal, today=patient.today(now))
    if request.method == "POST" and form.is_valid():
        with domain_errors_on(form):
            week = services.save_goal_week(goal=goal, by=request.actor, at=now, **form.cleaned_data)
            return done(request, patient, f"The week of {week.week_on:%-d %b %Y} is kept.")
    heading, hint = f"Goal {goal.rank}: a week", f"“{goal.words}”"
    return form_page(request, patient, form, heading=heading, verb="Keep the week", hint=hint)


@requires(Permission.OUTCOMES_ENTER)
@require_http_methods(["GET", "POST"])
def goal_scale(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Five outcomes in words, and how much the goal weighs among the others."""
    goal = get_row_or_refuse(Goal.objects, request.actor, pk, Permission.OUTCOMES_ENTER)
    form = GoalScaleForm(request.POST or None, scale=GoalScale.objects.filter(goal=goal).first())
    if request.method == "POST" and form.is_valid():
        with domain_errors_on(form):
            services.set_goal_scale(goal=goal, by=request.actor, at=clock.now(), **form.said)
            return done(request, goal.patient, f"The scale of goal {goal.rank} is kept.")
    hint = f"“{goal.words}” Each outcome something that can be seen; no two overlap."
    heading = f"Goal {goal.rank}: its scale"
    return form_page(request, goal.patient, form, heading=heading, verb="Keep the scale", hint=hint)


@requires(Permission.OUTCOMES_ENTER)
@require_http_methods(["GET", "POST"])
def goal_level_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    goal = get_row_or_refuse(Goal.objects, request.actor, pk, Permission.OUTCOMES_ENTER)
    scale = GoalScale.objects.filter(goal=goal).first()
    if scale is None:
        raise Http404
    patient, now = goal.patient, clock.now()
    form = GoalLevelForm(request.POST or None, scale=scale, today=patient.today(now))
    if request.method == "POST" and form.is_valid():
        with domain_errors_on(form):
            services.record_goal_level(goal=goal, by=request.actor, at=now, **form.cleaned_data)
            return done(request, patient, "The level is kept.")
    heading, hint = f"Goal {goal.rank}: where it stands", f"“{goal.words}”"
    return form_page(request, patient, form, heading=heading, verb="Keep the level", hint=hint)
