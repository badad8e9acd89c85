"""Doorways to files of wearables: the list and its drop zone, the report, the columns of a table, undo."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.forms import domain_errors_on
from core.htmx import is_htmx, render_page_or_fragment
from core.uploads import StreamToDisk
from people import clock
from people.access import get_patient_or_refuse, get_row_or_refuse, note_read, requires
from people.models import Patient
from people.permissions import Permission

from .. import selectors
from ..forms import ColumnsForm, UndoForm, WearableForm
from ..models import WearableFile
from ..rules.words import WearableState
from ..services import wearables as services
from ..wearable_report import WearableReport
from ..wearable_upload import receive, refused_unread


@requires(Permission.CHART_VIEW)
@require_GET
def wearables(request: HttpRequest, pk: UUID) -> HttpResponse:
    """This person's files; the list renews itself while one of them is being read."""
    patient = get_patient_or_refuse(request.actor, pk, Permission.CHART_VIEW)
    return _list_page(request, patient, WearableForm())


def _list_page(
    request: HttpRequest, patient: Patient, form: WearableForm, *, status: int = 200
) -> HttpResponse:
    reports = [WearableReport(file) for file in selectors.wearable_files(patient)]
    is_busy = any(report.is_busy for report in reports)
    if not (is_busy and is_htmx(request)):  # A list that renews itself is read once.
        note_read(request, patient, category="outcomes")
    context = {
        "patient": patient,
        "form": form,
        "reports": reports,
        "is_busy": is_busy,
        "max_bytes": settings.WEARABLE_MAX_BYTES,
        "too_large": services.too_large_sentence(),
    }
    page, fragment = "outcomes/wearables.html", "outcomes/_wearable_list.html"
    return render_page_or_fragment(request, page=page, fragment=fragment, context=context, status=status)


# As with packets: the size is judged before the body is read, and the check of the token would read it first.
@requires(Permission.OUTCOMES_ENTER)
@csrf_exempt
@require_POST
def wearable_upload(request: HttpRequest, pk: UUID) -> HttpResponse:
    patient = get_patient_or_refuse(request.actor, pk, Permission.OUTCOMES_ENTER)
    if refused := refused_unread(request):
        form, status = refused
        return _list_page(request, patient, form, status=status)
    request.upload_handlers = [StreamToDisk(request)]
    return _take_in(request, patient)


@csrf_protect
def _take_in(request: HttpRequest, patient: Patient) -> HttpResponse:
    form = WearableForm(request.POST, request.FILES)
    if received := receive(request, form, patient, by=request.actor):
        return redirect("outcomes:wearable", received.file.pk)
    return _list_page(request, patient, form, status=422)


@requires(Permission.CHART_VIEW)
@require_GET
def wearable(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the file brought; while it is read, how far it is."""
    file = get_row_or_refuse(WearableFile.objects, request.actor, pk, Permission.CHART_VIEW)
    return _report_page(request, file, UndoForm())


def _report_page(
    request: HttpRequest, file: WearableFile, form: UndoForm, *, status: int = 200
) -> HttpResponse:
    report = WearableReport(file, selectors.devices_of(file))
    if not report.is_busy:
        note_read(request, file.patient, category="outcomes")
    context = {"patient": file.patient, "file": file, "report": report, "form": form}
    page, fragment = "outcomes/wearable.html", "outcomes/_wearable_report.html"
    return render_page_or_fragment(request, page=page, fragment=fragment, context=context, status=status)


@requires(Permission.OUTCOMES_ENTER)
@require_http_methods(["GET", "POST"])
def wearable_columns(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Which column of this table is which? Its first rows beside the choice."""
    file = get_row_or_refuse(WearableFile.objects, request.actor, pk, Permission.OUTCOMES_ENTER)
    if file.state != WearableState.NEEDS_COLUMNS:
        return redirect("outcomes:wearable", pk)
    form = ColumnsForm(request.POST or None, table=file.table)
    if request.method == "POST" and form.is_valid():
        with domain_errors_on(form):
            services.choose_columns(file=file, columns=form.choice, by=request.actor, at=clock.now())
            return redirect("outcomes:wearable", pk)
    note_read(request, file.patient, category="outcomes")
    context = {"patient": file.patient, "file": file, "form": form}
    status = 422 if form.errors else 200
    return render(request, "outcomes/wearable_columns.html", context, status=status)


@requires(Permission.OUTCOMES_ENTER)
@require_POST
def wearable_undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    file = get_row_or_refuse(WearableFile.objects, request.actor, pk, Permission.OUTCOMES_ENTER)
    form = UndoForm(request.POST)
    if form.is_valid():
        with domain_errors_on(form):
            services.undo_import(file=file, by=request.actor, at=clock.now(), **form.cleaned_data)
            messages.success(request, "The import is undone.")
            return redirect("outcomes:wearable", pk)
    return _report_page(request, file, form, status=422)
