"""Medicines on the intake page: how each is taken, one line more, what a packet brought, the review."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from core.errors import DomainError
from core.forms import domain_errors_on
from core.htmx import is_htmx
from intake.medicine_forms import MedicineLineForm, MergeForm, StatementForm
from intake.models import Intake, Medication, MedicineMerge, MedicineStatement
from intake.rules.medicines import Said
from intake.rules.words import IntakeStatus
from intake.selectors.medicines import MedicineLine, MedicineList, medicine_list
from intake.services import medicines, merging
from people.access import get_patient_or_refuse, get_row_or_refuse, requires
from people.clock import now
from people.models import Patient

from .guards import EDIT, refusal, same_author

ABOUT = {"medication": Medication, "statement": MedicineStatement}


@dataclass(frozen=True)
class MedicineCard:
    """A line of the list with the form that states how it is taken."""

    line: MedicineLine
    form: StatementForm


def medicine_cards(listed: MedicineList) -> list[MedicineCard]:
    return [_card(line) for line in listed.lines]


def _card(line: MedicineLine) -> MedicineCard:
    said = line.newest
    initial = (
        {name: getattr(said, name) for name in ("taking", "how", "last_taken", "reason")} if said else {}
    )
    form = StatementForm(
        initial=initial, is_prescribed=line.listed.is_prescribed, auto_id=f"m{line.listed.key}-%s"
    )
    return MedicineCard(line, form)


def medicines_context(patient: Patient, listed: MedicineList, **more: object) -> dict[str, object]:
    return {
        "patient": patient,
        "medicine": listed,
        "medicine_cards": medicine_cards(listed),
        "line_form": MedicineLineForm(auto_id="medicine-%s"),
    } | more


@requires(EDIT)
@same_author
@require_POST
def medicine_state(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    """One statement about one line; for the card that saves itself, the words about it."""
    if kind not in ABOUT:
        raise Http404
    row = get_row_or_refuse(ABOUT[kind].objects.select_related("patient"), request.actor, pk, EDIT)
    form = StatementForm(request.POST, is_prescribed=kind == "medication")
    if form.is_valid():
        with domain_errors_on(form):
            _state(request, row, form.said)
            return _stated(request, row)
    error = next(iter(form.errors.values()))[0]
    if not is_htmx(request):
        messages.error(request, f"{row}: {error}")
        return redirect(_page_at(row.patient_id))
    return HttpResponse(error, status=422, content_type="text/plain; charset=utf-8")


def _state(request: HttpRequest, row: Medication | MedicineStatement, said: Said) -> None:
    about = {"medication": row} if isinstance(row, Medication) else {"title": row.title}
    medicines.state_medicine(patient=row.patient, said=said, by=request.actor, at=now(), **about)


def _stated(request: HttpRequest, row: Medication | MedicineStatement) -> HttpResponse:
    if not is_htmx(request):
        return redirect(_page_at(row.patient_id))
    lines = medicine_list(row.patient_id).lines
    line = next((one for one in lines if str(row.pk) in _keys(one)), None)
    return render(request, "intake/_medicine_says.html", {"line": line, "patient": row.patient})


def _keys(line: MedicineLine) -> set[str]:
    return {line.listed.key, *(str(one.pk) for one in line.statements)}


@requires(EDIT)
@require_POST
def medicine_line(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One typed line onto the list, in place."""
    patient = get_patient_or_refuse(request.actor, pk, EDIT)
    form = MedicineLineForm(request.POST, auto_id="medicine-%s")
    if form.is_valid():
        with domain_errors_on(form):
            medicines.add_line(
                patient=patient,
                line=form.cleaned_data["line"],
                is_prescribed=form.cleaned_data["prescribed"],
                by=request.actor,
                at=now(),
            )
            return _list(request, patient, focus_line=True)
    if not is_htmx(request):
        messages.error(request, next(iter(form.errors.values()))[0])
        return redirect(_page_at(patient.pk))
    return _list(request, patient, line_form=form, status=422)


@requires(EDIT)
@require_POST
def medicine_merge(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What becomes of one line that a packet brought."""
    row = get_row_or_refuse(Medication.objects.select_related("patient"), request.actor, pk, EDIT)
    form = MergeForm(request.POST)
    if not form.is_valid():
        return refusal(DomainError("no_choice", "Choose what becomes of this line."))
    try:
        merge = merging.decide_merge(
            medication=row, choice=form.cleaned_data["choice"], by=request.actor, at=now()
        )
    except DomainError as refused:
        return refusal(refused)
    return _list(request, row.patient, merged=merge)


@requires(EDIT)
@require_POST
def medicine_merge_undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    merge = get_row_or_refuse(MedicineMerge.objects.select_related("patient"), request.actor, pk, EDIT)
    merging.undo_merge(merge=merge, by=request.actor, at=now())
    return _list(request, merge.patient)


@requires(EDIT)
@require_POST
def medicine_review(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The whole list was gone through. What is open is said, and nothing is recorded."""
    patient = get_patient_or_refuse(request.actor, pk, EDIT)
    draft = Intake.objects.filter(patient=patient, status=IntakeStatus.DRAFT).first()
    try:
        medicines.record_review(patient=patient, intake=draft, by=request.actor, at=now())
    except DomainError as refused:
        messages.error(request, refused.message)
    return redirect(_page_at(patient.pk))


def _list(request: HttpRequest, patient: Patient, *, status: int = 200, **more: object) -> HttpResponse:
    """The list anew for htmx; for an ordinary form, the page at that part."""
    if not is_htmx(request):
        return redirect(_page_at(patient.pk))
    context = medicines_context(patient, medicine_list(patient.pk), **more)
    return render(request, "intake/_medicines.html", context, status=status)


def _page_at(patient_pk: UUID) -> str:
    return f"{reverse('intake:intake', args=[patient_pk])}#medicines"
