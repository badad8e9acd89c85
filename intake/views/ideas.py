"""Ideas and their evidence: what kind of pain, the board, the widespread pattern."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.errors import DomainError
from core.forms import domain_errors_on
from core.htmx import is_htmx
from intake.evidence_forms import DecideForm, PatternForm
from intake.models import Hypothesis, PainProblem
from intake.rules.cards import CardConflict
from intake.rules.mechanism import BY_KEY, Mechanism, why_unfit
from intake.rules.words import Weighs
from intake.selectors.conversation import charted
from intake.selectors.evidence import request_lines
from intake.selectors.ideas import evidence_offers, idea_lines, told_targets
from intake.selectors.mechanisms import Grounds, grounds_of, problem_mechanism
from intake.selectors.pattern import newest_review, pattern_of
from intake.services import hypotheses
from intake.services import mechanisms as services
from people.access import get_patient_or_refuse, get_row_or_refuse, note_read, open_chart, requires
from people.clock import now
from people.models import Patient

from .context import progress_context
from .guards import EDIT, intake_or_refuse, refusal, same_author
from .versions import both_versions, typed_in


@requires(EDIT)
@require_GET
def ideas(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One page for all that speaks for and against: mechanisms, pattern, board, targets, tests."""
    patient = open_chart(request, pk, EDIT, category="ideas")
    return render(request, "intake/ideas.html", _page(request, patient))


def _page(request: HttpRequest, patient: Patient) -> dict[str, object]:
    grounds = _grounds(request, patient)
    problems = _problems(patient)
    return {
        "patient": patient,
        "problems": problems,
        "mechanisms": [_mechanism_context(problem_mechanism(one, grounds)) for one in problems],
        "pattern": pattern_of(grounds),
        "review": newest_review(patient),
        "pattern_form": PatternForm(),
        "board": idea_lines(patient, grounds.scans),
        "offers": evidence_offers(patient, grounds.scans),
        "targets": told_targets(patient),
        "requests": request_lines(patient),
    }


def _problems(patient: Patient) -> list[PainProblem]:
    return list(PainProblem.objects.filter(patient=patient, erred_at=None).exclude(where=""))


def _grounds(request: HttpRequest, patient: Patient) -> Grounds:
    patient.clinic = request.clinic
    return grounds_of(patient, today=request.clinic.today(now()))


def _mechanism_context(read) -> dict[str, object]:
    return {
        "problem": read.problem,
        "read": read,
        "state": services.mechanism_state(read.reading),
        "mechanisms": [one for one in Mechanism if one != Mechanism.MIXED],
    }


@requires(EDIT)
@require_GET
def mechanism(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The criteria of one problem: into the page for htmx, else a page of its own."""
    problem = _problem_or_refuse(request, pk)
    note_read(request, problem.patient, category="intake")
    read = problem_mechanism(problem, _grounds(request, problem.patient))
    template = "intake/_mechanism.html" if is_htmx(request) else "intake/mechanism.html"
    return render(request, template, {"patient": problem.patient} | _mechanism_context(read))


@requires(EDIT)
@require_POST
@same_author
def mechanism_save(request: HttpRequest, pk: UUID) -> HttpResponse:
    problem = _problem_or_refuse(request, pk)
    typed = typed_in(request, [*BY_KEY, "dominant", "note"])
    back = f"{reverse('intake:mechanism', args=[pk])}#mechanism-{pk}"
    try:
        services.save_mechanism(
            problem=problem, values=typed, seen=request.POST.get("seen", ""), by=request.actor, at=now()
        )
    except CardConflict as conflict:
        card = services.versions_of(problem)
        return both_versions(request, card, conflict, title="What kind of pain", typed=typed, back=back)
    except DomainError as refused:
        return refusal(refused)
    if not is_htmx(request):
        return redirect(back)
    reading = services.newest_reading(problem)
    context = {
        "state": services.mechanism_state(reading),
        "reading": reading,
        "verdict": reading.verdict if reading else None,
        "unfit": why_unfit(reading.verdict, typed["dominant"]) if reading else "",
    }
    return render(request, "intake/_mechanism_says.html", context)


def _problem_or_refuse(request: HttpRequest, pk: UUID) -> PainProblem:
    return get_row_or_refuse(PainProblem.objects.select_related("patient"), request.actor, pk, EDIT)


@requires(EDIT)
@require_POST
def pattern_review(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The pattern is judged as it is now, and kept with the reasons that hold."""
    patient = get_patient_or_refuse(request.actor, pk, EDIT)
    form = PatternForm(request.POST)
    if form.is_valid():
        with domain_errors_on(form):
            found = pattern_of(_grounds(request, patient))
            services.review_pattern(
                patient=patient, found=found, by=request.actor, at=now(), **form.cleaned_data
            )
            return redirect(f"{reverse('intake:ideas', args=[pk])}#pattern")
    note_read(request, patient, category="ideas")
    return render(request, "intake/ideas.html", _page(request, patient) | {"pattern_form": form}, status=422)


@requires(EDIT)
@require_POST
def idea_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """An empty idea to write in, on the intake's page."""
    intake = intake_or_refuse(request, pk)
    try:
        hypotheses.add_draft_idea(intake=intake, by=request.actor, at=now())
    except DomainError as refused:
        return refusal(refused)
    if not is_htmx(request):
        return redirect(f"{intake.get_absolute_url()}#idea")
    return render(request, "intake/_idea.html", progress_context(request, charted(intake)) | {"focus": True})


@requires(EDIT)
@require_http_methods(["GET", "POST"])
def idea_decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Supported, challenged or open again, with a reason. GET asks on a page of its own."""
    idea = _idea_or_refuse(request, pk)
    form = DecideForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with domain_errors_on(form):
            hypotheses.decide_idea(idea=idea, by=request.actor, at=now(), **form.cleaned_data)
            return redirect(_board(idea))
    note_read(request, idea.patient, category="ideas")
    context = {"patient": idea.patient, "idea": idea, "form": form, "back": _board(idea)}
    return render(request, "intake/idea_decide.html", context, status=422 if form.errors else 200)


@requires(EDIT)
@require_POST
def idea_work(request: HttpRequest, pk: UUID) -> HttpResponse:
    idea = _idea_or_refuse(request, pk)
    try:
        hypotheses.work_with(idea=idea, by=request.actor, at=now())
    except DomainError as refused:
        messages.error(request, refused.message)
    return redirect(_board(idea))


@requires(EDIT)
@require_POST
def idea_problem(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Which of the person's pains the idea is about; of none when nothing is chosen."""
    idea = _idea_or_refuse(request, pk)
    chosen = request.POST.get("problem", "")
    problem = next((one for one in _problems(idea.patient) if str(one.pk) == chosen), None)
    if chosen and problem is None:
        raise Http404
    hypotheses.set_idea_problem(idea=idea, problem=problem, by=request.actor, at=now())
    return redirect(_board(idea))


@requires(EDIT)
@require_POST
def idea_evidence(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A charted row weighs for or against, by one press; neither takes it off again."""
    idea = _idea_or_refuse(request, pk)
    weighs = request.POST.get("weighs", "")
    offers = evidence_offers(idea.patient, _grounds(request, idea.patient).scans)
    offer = next((one for one in offers if f"{one.kind}:{one.key}" == request.POST.get("source")), None)
    if offer is None or weighs not in {"", *Weighs}:
        raise Http404
    hypotheses.weigh_evidence(
        idea=idea,
        source=(offer.kind, offer.key),
        words=offer.words,
        weighs=Weighs(weighs) if weighs else None,
        by=request.actor,
        at=now(),
    )
    return redirect(_board(idea))


def _idea_or_refuse(request: HttpRequest, pk: UUID) -> Hypothesis:
    return get_row_or_refuse(Hypothesis.objects.select_related("patient"), request.actor, pk, EDIT)


def _board(idea: Hypothesis) -> str:
    return f"{reverse('intake:ideas', args=[idea.patient_id])}#idea-{idea.pk}"
