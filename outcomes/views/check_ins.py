"""The block of check-ins: begun, changed, ended early (S70)."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from core.forms import domain_errors_on
from people import clock
from people.access import get_patient_or_refuse, get_row_or_refuse, open_chart, requires
from people.models import Patient
from people.permissions import Permission

from .. import selectors, services
from ..forms import AskedForm, EndForm, StartForm
from ..links import latest_episode
from ..models import CheckInEpisode, Goal
from ..rules.words import GoalStatus, MovementUnit
from .pages import form_page


@requires(Permission.CHART_VIEW)
@require_safe
def check_ins(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the phone asks now, how much of it came back, and what can be done about it."""
    patient = open_chart(request, pk, Permission.CHART_VIEW, category="outcomes")
    today = patient.today(clock.now())
    context = {
        "patient": patient,
        "asked": selectors.block_of(patient, on=today),
        "episode": latest_episode(patient, today),
    }
    return render(request, "outcomes/check_ins.html", context)


@requires(Permission.OUTCOMES_ENTER)
@require_http_methods(["GET", "POST"])
def check_ins_start(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A new block asks what the one before asked, unless something else is chosen here."""
    patient = get_patient_or_refuse(request.actor, pk, Permission.OUTCOMES_ENTER)
    now = clock.now()
    today = patient.today(now)
    form = StartForm(
        request.POST or None,
        today=today,
        goals=_goals(patient),
        initial={"starts_on": today, **_asked_now(latest_episode(patient, today))},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with domain_errors_on(form):
            services.start_check_ins(
                patient=patient,
                starts_on=given["starts_on"],
                goal=given["goal"],
                asked=form.asked,
                by=request.actor,
                at=now,
            )
            return redirect("outcomes:check-ins", pk)
    hint = "It runs for six weeks. One that is running now ends the day before."
    return form_page(request, patient, form, heading="Start a block of check-ins", verb="Start it", hint=hint)


@requires(Permission.OUTCOMES_ENTER)
@require_http_methods(["GET", "POST"])
def check_ins_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    episode = get_row_or_refuse(CheckInEpisode.objects, request.actor, pk, Permission.OUTCOMES_ENTER)
    patient = episode.patient
    form = AskedForm(request.POST or None, goals=_goals(patient), initial=_asked_now(episode))
    if request.method == "POST" and form.is_valid():
        with domain_errors_on(form):
            services.change_check_ins(
                episode=episode,
                goal=form.cleaned_data["goal"],
                asked=form.asked,
                by=request.actor,
                at=clock.now(),
            )
            return redirect("outcomes:check-ins", patient.pk)
    return form_page(request, patient, form, heading="Change what is asked", verb="Save")


@requires(Permission.OUTCOMES_ENTER)
@require_http_methods(["GET", "POST"])
def check_ins_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    episode = get_row_or_refuse(CheckInEpisode.objects, request.actor, pk, Permission.OUTCOMES_ENTER)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        weekly = form.cleaned_data["then"] == "weekly"
        with domain_errors_on(form):
            services.end_check_ins(episode=episode, weekly=weekly, by=request.actor, at=clock.now())
            return redirect("outcomes:check-ins", episode.patient_id)
    hint = "What was said stays. A new block can start on any day."
    return form_page(request, episode.patient, form, heading="Ask less", verb="Ask less", hint=hint)


def _goals(patient: Patient):
    return Goal.objects.filter(patient=patient, status=GoalStatus.ACTIVE, erred_at=None)


def _asked_now(episode: CheckInEpisode | None) -> dict:
    if episode is None:
        return {"movement_unit": MovementUnit.MINUTES}
    asked = ("movement_unit", "goal", "asks_headache", "headache_medicine")
    return {name: getattr(episode, name) for name in asked}
