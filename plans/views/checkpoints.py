"""The checkpoint: the question as signed, the evidence, three equal answers."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from core.errors import DomainError
from core.forms import domain_errors_on
from people.access import get_row_or_refuse, note_read, requires
from people.clock import now
from people.permissions import Permission
from people.selectors import lead_of, policy

from .. import services
from ..forms import DecisionForm
from ..models import Checkpoint
from ..rules.evidence import from_snapshot
from ..rules.words import CheckpointState
from ..selectors.checkpoints import checkpoint_whole
from ..selectors.evidence import checkpoint_facts

ASKED = [CheckpointState.WAITING, CheckpointState.DECIDED]


@requires(Permission.CHART_VIEW)
@require_GET
def checkpoint(request: HttpRequest, pk: UUID) -> HttpResponse:
    point = _asked_or_refuse(request, pk, Permission.CHART_VIEW)
    return _page(request, point, _form(request))


def _asked_or_refuse(request: HttpRequest, pk: UUID, permission: Permission) -> Checkpoint:
    asked = Checkpoint.objects.filter(state__in=ASKED)
    return checkpoint_whole(get_row_or_refuse(asked, request.actor, pk, permission))


def _form(request: HttpRequest) -> DecisionForm:
    today = request.clinic.today(now())
    most = policy(request.clinic, "checkpoint_cannot_tell_max_days", on=today)
    given = request.POST if request.method == "POST" else None
    return DecisionForm(given, today=today, max_days=int(most.value))


def _page(request: HttpRequest, point: Checkpoint, form: DecisionForm) -> HttpResponse:
    note_read(request, point.plan.patient, category="checkpoint")
    context = {"patient": point.plan.patient, "point": point, "plan": point.plan, "form": form}
    if point.is_decided:
        lead = lead_of(point.plan.patient)
        is_lead = lead is not None and lead.pk == request.actor.user_id
        context |= {"evidence": from_snapshot(point.evidence), "is_lead": is_lead}
        return render(request, "plans/checkpoint_decided.html", context)
    context["evidence"] = checkpoint_facts(point, on=request.clinic.today(now()))
    return render(request, "plans/checkpoint.html", context, status=422 if form.errors else 200)


@requires(Permission.CHECKPOINT_DECIDE)
@require_POST
def checkpoint_decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    point = _asked_or_refuse(request, pk, Permission.CHECKPOINT_DECIDE)
    form = _form(request)
    if form.is_valid():
        with domain_errors_on(form):
            services.decide_checkpoint(checkpoint=point, answer=form.answer, by=request.actor, at=now())
            messages.success(request, "Decided. The plan goes on along the branch that was written.")
            return redirect("plans:checkpoint", pk)
    if point.is_decided:
        messages.error(request, " ".join(form.non_field_errors()) or "This is decided already.")
        return redirect("plans:checkpoint", pk)
    return _page(request, point, form)


@requires(Permission.CHECKPOINT_DECIDE)
@require_POST
def checkpoint_cosign(request: HttpRequest, pk: UUID) -> HttpResponse:
    point = get_row_or_refuse(Checkpoint.objects, request.actor, pk, Permission.CHECKPOINT_DECIDE)
    try:
        services.cosign_checkpoint(checkpoint=point, by=request.actor, at=now())
    except DomainError as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, "Co-signed.")
    return redirect("plans:checkpoint", pk)
