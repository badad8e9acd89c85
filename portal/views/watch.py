"""My watch: a file from the person's own phone, and what it brought (S77)."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_POST

from core.htmx import is_htmx, render_page_or_fragment
from core.uploads import StreamToDisk
from outcomes import selectors as outcomes
from outcomes.forms import WearableForm
from outcomes.services import wearables
from outcomes.wearable_report import WearableReport
from outcomes.wearable_upload import receive, refused_unread
from people.access import note_read

from ..visitors import Visitor, for_patient


@for_patient
@require_GET
def watch(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    return _page(request, visitor, WearableForm())


def _page(request: HttpRequest, visitor: Visitor, form: WearableForm, *, status: int = 200) -> HttpResponse:
    reports = [WearableReport(file) for file in outcomes.wearable_files(visitor.patient)]
    is_busy = any(report.is_busy for report in reports)
    if not (is_busy and is_htmx(request)):  # A list that renews itself is read once.
        note_read(request, visitor.patient, category="watch")
    context = {
        "form": form,
        "reports": reports,
        "is_busy": is_busy,
        "max_bytes": settings.WEARABLE_MAX_BYTES,
        "too_large": wearables.too_large_sentence(),
    }
    page, fragment = "portal/watch.html", "portal/_watch_files.html"
    return render_page_or_fragment(request, page=page, fragment=fragment, context=context, status=status)


# The size is judged before the body is read, and the check of the token would read it first.
@for_patient
@csrf_exempt
@require_POST
def watch_upload(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    if refused := refused_unread(request):
        form, status = refused
        return _page(request, visitor, form, status=status)
    request.upload_handlers = [StreamToDisk(request)]
    return _take_in(request, visitor)


@csrf_protect
def _take_in(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    form = WearableForm(request.POST, request.FILES)
    if receive(request, form, visitor.patient, by=visitor.actor):
        return redirect("portal:watch")
    return _page(request, visitor, form, status=422)
