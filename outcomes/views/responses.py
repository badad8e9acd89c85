"""A questionnaire from paper, and every score there is."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from core.errors import DomainError
from core.forms import domain_errors_on
from people import clock
from people.access import get_patient_or_refuse, note_read, open_chart, requires
from people.models import Patient
from people.permissions import Permission

from .. import selectors, services
from ..forms import ResponseForm
from ..models import Response
from ..rules.instrument import Instrument
from ..rules.red_flag_data import FLAGS
from ..rules.red_flags import find
from ..rules.scoring import Answers, alarms, part_scores, score, shown
from ..rules.words import Mode
from .pages import done


@requires(Permission.CHART_VIEW)
@require_safe
def scores(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every score by instrument, newest first, those in error among them; and the sleep diary."""
    patient = open_chart(request, pk, Permission.CHART_VIEW, category="outcomes")
    context = {
        "patient": patient,
        "series": selectors.score_series(patient, own_rows=selectors.own_rows(patient)),
        "sleep": selectors.sleep_series(patient),
    }
    return render(request, "outcomes/scores.html", context)


@requires(Permission.OUTCOMES_ENTER)
@require_http_methods(["GET", "POST"])
def response_new(request: HttpRequest, pk: UUID, instrument: str) -> HttpResponse:
    """One number a row, as the paper has them."""
    patient = get_patient_or_refuse(request.actor, pk, Permission.OUTCOMES_ENTER)
    asked = _instrument_or_404(patient, instrument)
    names = selectors.item_names(patient, asked.key) if asked.items_are_own else {}
    form = ResponseForm(request.POST or None, instrument=asked, names=names, today=patient.today(clock.now()))
    if request.method == "POST" and form.is_valid():
        with domain_errors_on(form):
            kept = _keep(request, patient, asked, form)
            _warn(request, asked, form.answers)
            return done(request, patient, _said(asked, kept))
    note_read(request, patient, category="outcomes")
    context = {"patient": patient, "form": form, "instrument": asked}
    return render(request, "outcomes/response_new.html", context, status=422 if form.errors else 200)


@requires(Permission.CHART_VIEW)
@require_safe
def response_print(request: HttpRequest, pk: UUID, instrument: str) -> HttpResponse:
    """The form to fill in by hand, in the very words of the phone; 404 while its wording is not here."""
    patient = open_chart(request, pk, Permission.CHART_VIEW, category="outcomes")
    form = _instrument_or_404(patient, instrument)
    if not form.has_wording:
        raise Http404
    return render(request, "outcomes/response_print.html", {"patient": patient, "instrument": form})


@transaction.atomic
def _keep(request: HttpRequest, patient: Patient, asked: Instrument, form: ResponseForm) -> Response:
    now = clock.now()
    if form.new_names:
        services.name_items(patient=patient, instrument=asked, names=form.new_names, by=request.actor, at=now)
    return services.record_response(
        patient=patient,
        instrument=asked.key,
        answers=form.answers,
        true_on=form.cleaned_data["true_on"],
        mode=Mode(form.cleaned_data["mode"]),
        by=request.actor,
        at=now,
    )


def _instrument_or_404(patient: Patient, key: str) -> Instrument:
    """As it is put now: with the clinic's licensed wording, if it has one."""
    try:
        return selectors.Catalogue(patient.clinic_id).put(key)[0]
    except DomainError:
        raise Http404 from None


def _said(asked: Instrument, kept: Response) -> str:
    answers = dict(kept.answers.values_list("item", "value"))
    parts = [
        f"{part.title}: {shown(result.value)} {part.unit}."
        for part, result in part_scores(asked, answers)
        if result.answered
    ]
    return " ".join([f"{asked.title} is kept. {score(asked, answers).explanation}", *parts])


def _warn(request: HttpRequest, asked: Instrument, answers: Answers) -> None:
    """A danger sign on paper is said at once to who typed it; its task is open already."""
    for flag in alarms(asked, answers):
        sign = find(FLAGS, flag)
        numbers = {"emergency": request.clinic.emergency_number, "crisis": request.clinic.crisis_line}
        to_do = sign.to_do.format(**numbers)
        messages.warning(request, f"Danger sign, {sign.name.lower()}. An urgent task is open. {to_do}")
