"""Asking for a test, and recording what it showed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from core.forms import domain_errors_on
from intake.evidence_forms import ResultForm, TestRequestForm
from intake.models import Hypothesis, TestRequest
from intake.rules.testing import BY_KEY, last_same, unfit_words
from intake.selectors.testing import studies
from intake.services.test_requests import Wanted, record_result, request_test
from people.access import get_row_or_refuse, note_read, open_chart, requires
from people.clock import now

from .guards import EDIT


@requires(EDIT)
@require_http_methods(["GET", "POST"])
def test_request_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    patient = open_chart(request, pk, EDIT, category="ideas")
    ideas = Hypothesis.objects.filter(patient=patient).exclude(statement="")
    form = TestRequestForm(request.POST if request.method == "POST" else None, ideas=ideas)
    if form.is_valid():
        said = dict(form.cleaned_data)
        chosen = said.pop("idea")
        idea = next((one for one in ideas if str(one.pk) == chosen), None)
        with domain_errors_on(form):
            row = request_test(patient=patient, wanted=Wanted(**said), idea=idea, by=request.actor, at=now())
            _tell(request, row)
            return redirect(f"{reverse('intake:ideas', args=[pk])}#tests")
    context = {
        "patient": patient,
        "form": form,
        "last": _last(form, patient),
        "asks_again": _asks_again(form),
    }
    return render(request, "intake/test_request_new.html", context, status=422 if form.errors else 200)


def _tell(request: HttpRequest, row: TestRequest) -> None:
    """What does not fit is said, once; it was asked for all the same."""
    messages.success(request, f"{BY_KEY[row.kind].label}: asked for.")
    if unfit := unfit_words(row.kind, row.suspicion):
        messages.warning(request, unfit)


def _last(form: TestRequestForm, patient):
    """The last same study, once kind and region are said."""
    if not form.is_bound:
        return None
    return last_same(form.data.get("kind", ""), form.data.get("region", ""), studies(patient))


def _asks_again(form: TestRequestForm) -> bool:
    return bool(form.is_bound and (form.errors.get("stop_reason") or form.data.get("stop_reason")))


@requires(EDIT)
@require_http_methods(["GET", "POST"])
def test_request_result(request: HttpRequest, pk: UUID) -> HttpResponse:
    rows = TestRequest.objects.select_related("patient", "idea")
    row = get_row_or_refuse(rows, request.actor, pk, EDIT)
    form = ResultForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with domain_errors_on(form):
            record_result(request=row, by=request.actor, at=now(), **form.cleaned_data)
            return redirect(f"{reverse('intake:ideas', args=[row.patient_id])}#tests")
    note_read(request, row.patient, category="ideas")
    context = {"patient": row.patient, "row": row, "form": form, "kind": BY_KEY[row.kind]}
    return render(request, "intake/test_request_result.html", context, status=422 if form.errors else 200)
