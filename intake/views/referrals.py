"""Doorways to referral packets: the list and its drop zone, the report, the match, undo, the document."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from audit import services as audit
from core.errors import DomainError
from core.forms import domain_errors_on
from core.htmx import render_page_or_fragment
from core.uploads import FORM_ITSELF, stated_length
from people.access import can_on, get_patient_or_refuse, note_read, requires
from people.clock import now
from people.permissions import Permission

from ..models import Referral, ReferralDocument
from ..presenters import PacketReport
from ..referral_forms import MatchForm, PacketsForm, UndoForm
from ..rules.packet.unpack import too_large_sentence
from ..rules.words import ReferralState
from ..selectors import referrals as selectors
from ..services import referrals as services

_PER_PAGE = 30
_NO_LENGTH = "The upload did not say how large it is, so nothing was read. Send it again with its length."


@requires(Permission.REFERRAL_IMPORT)
@require_GET
def referrals(request: HttpRequest) -> HttpResponse:
    """The clinic's packets; the list renews itself while one of them is being read."""
    return _list_page(request, PacketsForm())


def _list_page(request: HttpRequest, form: PacketsForm, *, status: int = 200) -> HttpResponse:
    page = Paginator(selectors.referrals(request.actor), _PER_PAGE).get_page(request.GET.get("page"))
    reports = [PacketReport(one, names=False) for one in page]
    context = {
        "form": form,
        "page": page,
        "reports": reports,
        "is_busy": any(report.is_busy for report in reports),
        "max_bytes": settings.PACKET_MAX_BYTES,
        "too_large": too_large_sentence(services.limits()),
    }
    return render_page_or_fragment(
        request,
        page="intake/referrals.html",
        fragment="intake/_referral_list.html",
        context=context,
        status=status,
    )


# The size is judged before the body is read, and the usual check of the token would read it first: so that
# check runs one step later, in _take_in.
@requires(Permission.REFERRAL_IMPORT)
@csrf_exempt
@require_POST
def referral_upload(request: HttpRequest) -> HttpResponse:
    length = stated_length(request)
    if length is None:
        return _refuse_unread(request, _NO_LENGTH, status=411)
    if length > settings.PACKET_MAX_BYTES + FORM_ITSELF:
        return _refuse_unread(request, too_large_sentence(services.limits()), status=413)
    return _take_in(request)


def _refuse_unread(request: HttpRequest, sentence: str, *, status: int) -> HttpResponse:
    form = PacketsForm({}, {})
    form.full_clean()
    form.errors["packets"] = form.error_class([sentence])
    return _list_page(request, form, status=status)


@csrf_protect
def _take_in(request: HttpRequest) -> HttpResponse:
    form = PacketsForm(request.POST, request.FILES)
    if not form.is_valid():
        return _list_page(request, form, status=422)
    taken_in = [_receive(request, file) for file in form.cleaned_data["packets"]]
    for one in taken_in:
        if not one.is_new:
            messages.info(request, f"“{one.referral.filename}” is here already. Nothing was changed.")
    if len(taken_in) == 1:
        return redirect("intake:referral", taken_in[0].referral.pk)
    return redirect("intake:referrals")


def _receive(request: HttpRequest, file) -> services.Received:
    return services.receive_packet(
        clinic=request.clinic, filename=file.name, content=file.read(), by=request.actor, at=now()
    )


def _one(request: HttpRequest, pk: UUID) -> Referral:
    return get_object_or_404(
        selectors.referrals(request.actor).select_related("undone_by", "received_by"), pk=pk
    )


@requires(Permission.REFERRAL_IMPORT)
@require_GET
def referral(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was taken, what was left and why; while it is read, how far it is."""
    return _report_page(request, _one(request, pk), UndoForm())


def _report_page(request: HttpRequest, row: Referral, form: UndoForm, *, status: int = 200) -> HttpResponse:
    names = bool(row.patient) and can_on(request.actor, Permission.CHART_VIEW, row.patient)
    report = PacketReport(row, names=names)
    if row.patient and not report.is_busy:
        note_read(request, row.patient, category="referral")
    context = {
        "report": report,
        "referral": row,
        "form": form,
        "brought": selectors.brought_by(row.pk) if names else [],
        "is_kept": ReferralDocument.objects.filter(referral=row).exists(),
    }
    return render_page_or_fragment(
        request,
        page="intake/referral.html",
        fragment="intake/_referral_report.html",
        context=context,
        status=status,
    )


@requires(Permission.REFERRAL_IMPORT)
@require_http_methods(["GET", "POST"])
def referral_match(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Whose packet is this? The person in the packet beside everyone here who may be the same."""
    row = _one(request, pk)
    if row.state != ReferralState.NEEDS_MATCH:
        return redirect("intake:referral", pk)
    candidates = selectors.candidates_of(row)
    form = MatchForm(request.POST or None, candidates=candidates)
    if request.method == "POST" and form.is_valid():
        with domain_errors_on(form):
            services.decide_match(referral=row, patient=form.patient, by=request.actor, at=now())
            return redirect("intake:referral", pk)
    for candidate in candidates:
        note_read(request, candidate, category="match")
    context = {"report": PacketReport(row, names=False), "form": form, "candidates": candidates}
    return render(request, "intake/referral_match.html", context, status=422 if form.errors else 200)


@requires(Permission.REFERRAL_IMPORT)
@require_POST
def referral_undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    row, form = _one(request, pk), UndoForm(request.POST)
    if form.is_valid():
        with domain_errors_on(form):
            services.undo_import(referral=row, by=request.actor, at=now(), **form.cleaned_data)
            messages.success(request, "The import is undone.")
            return redirect("intake:referral", pk)
    return _report_page(request, row, form, status=422)


@requires(Permission.REFERRAL_IMPORT)
@require_POST
def referral_retry(request: HttpRequest, pk: UUID) -> HttpResponse:
    try:
        services.retry(referral=_one(request, pk), by=request.actor, at=now())
    except DomainError as refused:
        messages.error(request, refused.message)
    return redirect("intake:referral", pk)


@requires(Permission.CHART_VIEW)
@require_GET
def referral_document(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The packet as it is kept, for those who may read the chart: saved to disk, never shown in the page."""
    row = get_object_or_404(Referral.objects.visible_to(request.actor, Permission.CHART_VIEW), pk=pk)
    if row.patient_id:
        note_read(
            request,
            get_patient_or_refuse(request.actor, row.patient_id, Permission.CHART_VIEW),
            category="referral document",
        )
    else:
        audit.record_read(
            by=request.actor,
            subject=row,
            category="referral document",
            address=request.META.get("REMOTE_ADDR"),
        )
    document = ReferralDocument.objects.filter(referral=row).first()
    if document is None:
        raise Http404
    name = f"{row.filename.removesuffix('.gz').removesuffix('.json')}.json.gz"
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name),
        "Content-Security-Policy": "sandbox",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(bytes(document.content), content_type="application/gzip", headers=headers)
