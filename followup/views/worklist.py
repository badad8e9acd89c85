"""The worklist, and sending an uncertain message again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from audit import services as audit
from core.errors import DomainError
from core.htmx import is_htmx
from people.access import get_row_or_refuse, requires
from people.clock import now
from people.permissions import Permission

from .. import selectors, services
from ..models import Reminder
from ..rules.words import ReasonCode


@requires(Permission.WORKLIST)
@require_GET
def worklist(request: HttpRequest) -> HttpResponse:
    watch = selectors.watch_of(request.clinic, request.actor, now())
    queue = request.GET.get("queue", "")
    chosen = queue if queue in set(ReasonCode) else ""
    found = selectors.worklist(watch, queue=chosen, page=_page(request))
    audit.record_reads(
        by=request.actor,
        patient_ids=[row.patient_id for row in found.rows],
        category="worklist",
        address=request.META.get("REMOTE_ADDR"),
    )
    return render(request, "followup/worklist.html", {"list": found, "queue": chosen})


@requires(Permission.WORKLIST)
@require_POST
def reminder_send_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    reminder = get_row_or_refuse(Reminder.objects, request.actor, pk, Permission.WORKLIST)
    try:
        services.send_again(reminder=reminder, by=request.actor, at=now())
        said, status = "It goes out again in a moment, as the same message.", 200
    except DomainError as refused:
        said, status = refused.message, 422
    if is_htmx(request):
        return render(request, "followup/_sent_again.html", {"said": said}, status=status)
    messages.info(request, said)
    return redirect("followup:contact-history", reminder.patient_id)


def _page(request: HttpRequest) -> int:
    text = request.GET.get("page", "1")
    return max(int(text), 1) if text.isdecimal() and len(text) < 6 else 1
