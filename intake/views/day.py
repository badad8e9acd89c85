"""Sleep, mood and the day; and what is kept apart from other roles."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from core.errors import DomainError
from core.htmx import is_htmx
from intake.models import Intake, TraumaNote
from intake.rules.sleep import QUESTIONS, SOURCE, SleepAnswer, SleepStep
from intake.selectors.day import day_of
from intake.services import day
from people.access import get_row_or_refuse, note_read, requires
from people.clock import now
from people.permissions import Permission

from .guards import EDIT, intake_or_refuse, refusal, same_author


@requires(EDIT)
@require_POST
@same_author
def sleep_save(request: HttpRequest, pk: UUID) -> HttpResponse:
    intake = intake_or_refuse(request, pk)
    try:
        said = {key: SleepAnswer(request.POST[key]) for key in QUESTIONS if request.POST.get(key)}
        day.answer_sleep(intake=intake, answers=said, by=request.actor, at=now())
    except ValueError:
        return refusal(DomainError("no_answer", "Choose no, yes or unsure."))
    except DomainError as refused:
        return refusal(refused)
    if not is_htmx(request):
        return redirect(f"{intake.get_absolute_url()}#sleep-asked")
    return render(
        request,
        "intake/_sleep_says.html",
        {"intake": intake, "day": day_of(intake), "sleep_source": SOURCE},
    )


@requires(EDIT)
@require_POST
def sleep_task(request: HttpRequest, pk: UUID) -> HttpResponse:
    intake = intake_or_refuse(request, pk)
    try:
        step = SleepStep(request.POST.get("step", ""))
        task = day.open_sleep_task(intake=intake, step=step, by=request.actor, at=now())
    except ValueError:
        return refusal(DomainError("unknown_step", "There is no such suggestion."))
    except DomainError as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, f"A task is open: {task.sentence}" if task else "This record is closed.")
    return redirect(f"{intake.get_absolute_url()}#sleep-asked")


@requires(Permission.SENSITIVE)
@require_POST
def apart_start(request: HttpRequest, pk: UUID) -> HttpResponse:
    intake = get_row_or_refuse(
        Intake.objects.select_related("patient"), request.actor, pk, Permission.SENSITIVE
    )
    try:
        day.open_trauma_note(intake=intake, by=request.actor, at=now())
    except DomainError as refused:
        messages.error(request, refused.message)
        return redirect(intake)
    return redirect("intake:apart", intake.pk)


@requires(Permission.SENSITIVE)
@require_GET
def apart(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is kept apart, on a page of its own: opening it is a read of its own on the record."""
    intake = get_row_or_refuse(
        Intake.objects.select_related("patient"), request.actor, pk, Permission.SENSITIVE
    )
    note_read(request, intake.patient, category="kept_apart")
    note = TraumaNote.objects.filter(intake=intake).first()
    return render(request, "intake/apart.html", {"patient": intake.patient, "intake": intake, "note": note})
