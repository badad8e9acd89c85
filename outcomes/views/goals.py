"""Three ranked goals: write, reword, track, move up, close."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.errors import DomainError
from core.forms import domain_errors_on
from people import clock
from people.access import get_patient_or_refuse, get_row_or_refuse, requires
from people.models import Patient
from people.permissions import Permission

from .. import services
from ..forms import CloseGoalForm, GoalForm, TrackForm
from ..models import Goal, Measure
from ..rules.goal_words import pain_only_advice
from ..rules.words import Capacity, GoalStatus
from ..services.goals import RANKS
from .pages import done, form_page

LONGEST_LABEL = 120


@requires(Permission.OUTCOMES_ENTER)
@require_http_methods(["GET", "POST"])
def goal_edit(request: HttpRequest, pk: UUID, rank: int) -> HttpResponse:
    """The goal of a rank, new or as it stands; `?measure=` begins one from something tracked."""
    patient = get_patient_or_refuse(request.actor, pk, Permission.OUTCOMES_ENTER)
    if rank not in RANKS:
        raise Http404
    initial = _standing(patient, rank) or _from_measure(patient, request.GET.get("measure", ""))
    form = GoalForm(request.POST or None, patient=patient, initial=initial)
    if request.method == "POST" and form.is_valid():
        with domain_errors_on(form):
            goal = services.set_goal(
                patient=patient, rank=rank, by=request.actor, at=clock.now(), **form.said
            )
            advice = pain_only_advice(goal.words, goal.activity, goal.unit)
            return done(request, patient, f"Goal {rank} is kept. {advice}".strip())
    return form_page(request, patient, form, heading=f"Goal {rank}", verb="Keep the goal")


def _standing(patient: Patient, rank: int) -> dict:
    active = Goal.objects.filter(patient=patient, rank=rank, status=GoalStatus.ACTIVE, erred_at=None)
    return active.values(*GoalForm.base_fields).first() or {}


def _from_measure(patient: Patient, key: str) -> dict:
    """A tracked capacity as the start of a goal: its unit, and its newest value as the baseline."""
    tracked = Measure.objects.filter(patient=patient, erred_at=None)
    measure = next((one for one in tracked if str(one.pk) == key), None)
    if measure is None:
        return {}
    latest = measure.readings.filter(erred_at=None).order_by("-true_on", "-recorded_at").first()
    number = {"baseline": latest.value, "baseline_on": latest.true_on} if latest else {}
    return {"measure": measure.pk, "activity": measure.label, "unit": measure.unit} | number


@requires(Permission.OUTCOMES_ENTER)
@require_safe
def goal_from(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A tracked capacity becomes a goal: on to the first free place, or a word that there is none (S07)."""
    measure = get_row_or_refuse(Measure.objects, request.actor, pk, Permission.OUTCOMES_ENTER)
    held = Goal.objects.filter(patient=measure.patient_id, status=GoalStatus.ACTIVE, erred_at=None)
    ranks = set(held.values_list("rank", flat=True))
    free = next((rank for rank in RANKS if rank not in ranks), None)
    if free is None:
        messages.error(request, "Three goals stand already. Close one first, then make this a goal.")
        return redirect("outcomes:measures", measure.patient_id)
    address = reverse("outcomes:goal-edit", args=[measure.patient_id, free])
    return redirect(f"{address}?{urlencode({'measure': measure.pk})}")


@requires(Permission.OUTCOMES_ENTER)
@require_http_methods(["GET", "POST"])
def goal_track(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A goal's number becomes a line of its own, beginning at the baseline (S07)."""
    goal = get_row_or_refuse(Goal.objects, request.actor, pk, Permission.OUTCOMES_ENTER)
    initial = {"capacity": Capacity.OTHER, "label": goal.activity or goal.words[:LONGEST_LABEL]}
    form = TrackForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with domain_errors_on(form):
            services.track_goal(goal=goal, by=request.actor, at=clock.now(), **form.cleaned_data)
            return done(request, goal.patient, "It is tracked from now on.")
    hint = f"“{goal.words}” is counted in {goal.unit}."
    heading = f"Track goal {goal.rank}"
    return form_page(request, goal.patient, form, heading=heading, verb="Track it", hint=hint)


@requires(Permission.OUTCOMES_ENTER)
@require_POST
def goal_promote(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Up one rank; the goal above changes places with it."""
    goal = get_row_or_refuse(Goal.objects, request.actor, pk, Permission.OUTCOMES_ENTER)
    try:
        services.promote_goal(goal=goal, by=request.actor, at=clock.now())
    except DomainError as refused:
        messages.error(request, refused.message)
    return redirect("outcomes:measures", goal.patient_id)


@requires(Permission.OUTCOMES_ENTER)
@require_POST
def goal_close(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Met, or left for another."""
    goal = get_row_or_refuse(Goal.objects, request.actor, pk, Permission.OUTCOMES_ENTER)
    form = CloseGoalForm(request.POST)
    try:
        if form.is_valid():
            status = GoalStatus(form.cleaned_data["status"])
            services.close_goal(goal=goal, status=status, by=request.actor, at=clock.now())
        else:
            messages.error(request, "Say whether it was met or left.")
    except DomainError as refused:
        messages.error(request, refused.message)
    return redirect("outcomes:measures", goal.patient_id)
