"""The home page: what waits for this person today."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from audit import services as audit
from chart.selectors import today as waiting
from intake.selectors.records import overdue_records
from people import clock
from people.access import requires
from people.permissions import Permission, Role

MOST_ROWS = 12


@dataclass(frozen=True)
class Panel:
    """One list of the page: `template` draws its rows, `empty` says what will be here, `whole` is the
    view that holds the `more` that are cut."""

    title: str
    template: str
    rows: list
    total: int
    empty: str
    more: int = 0
    whole: str = ""


@requires(Permission.OWN_ACCOUNT)
@require_GET
def today(request: HttpRequest) -> HttpResponse:
    if request.actor.role == Role.PATIENT:
        return redirect("portal:home")
    now = clock.now()
    day = request.clinic.today(now)
    panels = HOMES[request.actor.role](request, day, now)
    _note_reads(request, panels)
    context = {"panels": panels, "day": day, "now": now, "zone": request.clinic.time_zone}
    return render(request, "chart/today.html", context)


def _note_reads(request: HttpRequest, panels: list[Panel]) -> None:
    """The lists name people beside questions, tasks and visits: a row for each of them, once."""
    shown = {getattr(row, "patient_id", None) for panel in panels for row in panel.rows}
    audit.record_reads(
        by=request.actor,
        patient_ids=shown - {None},
        category="today",
        address=request.META.get("REMOTE_ADDR"),
    )


def _panel(title: str, template: str, rows: QuerySet, empty: str, *, whole: str = "") -> Panel:
    """One query while the list is short; a count only when it is cut."""
    shown = list(rows[: MOST_ROWS + 1])
    total = rows.count() if len(shown) > MOST_ROWS else len(shown)
    more = total - len(shown[:MOST_ROWS])
    return Panel(title, f"chart/_today_{template}.html", shown[:MOST_ROWS], total, empty, more, whole)


def _my_visits(request, day) -> Panel:
    rows = waiting.visits_on(request.clinic, day, actor=request.actor)
    mine = rows.filter(with_user_id=request.actor.user_id)
    return _panel("My visits", "visits", mine, "No visits with you today.")


def _tasks(request) -> Panel:
    empty = "Nothing to do. Tasks show up here when a person or a rule opens one for you."
    return _panel("Tasks", "tasks", waiting.tasks_for(request.actor), empty, whole="followup:tasks")


def _worklist(request, now) -> Panel:
    rows = waiting.queues(request.clinic, request.actor, now=now)
    empty = "Nobody to call. People who are due, late or silent show up here."
    return Panel("Worklist", "chart/_today_queues.html", rows, rows[0].count if rows else 0, empty)


def _decisions(request, day) -> Panel:
    empty = "No decisions due in the next seven days. Checkpoints of signed plans show up here."
    return _panel("Decisions due", "decisions", waiting.decisions_due(request.actor, day), empty)


def _physician(request, day, now) -> list[Panel]:
    actor = request.actor
    return [
        _my_visits(request, day),
        _decisions(request, day),
        _tasks(request),
        _panel("Intakes to finish", "intakes", waiting.draft_intakes(actor), "No intake is open."),
        _panel("Plans to sign", "plans", waiting.draft_plans(actor), "No plan is waiting for a signature."),
    ]


def _navigator(request, day, now) -> list[Panel]:
    return [_worklist(request, now), _tasks(request), _decisions(request, day), _my_visits(request, day)]


def _front_desk(request, day, now) -> list[Panel]:
    packets = waiting.packets_in_progress(request.actor)
    visits = waiting.visits_on(request.clinic, day, actor=request.actor)
    papers = overdue_records(request.actor, request.clinic, at=now)
    return [
        _panel("Visits today", "visits", visits, "No visits today."),
        _panel("Referral packets", "packets", packets, "No packet is being read or needs a match."),
        _panel("Papers overdue", "papers", papers, "No old record that was asked for is overdue."),
        _tasks(request),
    ]


def _manager(request, day, now) -> list[Panel]:
    counts = waiting.clinic_counts(request.clinic, now=now)
    return [Panel("This clinic", "chart/_today_counts.html", counts, len(counts), "")]


HOMES: dict[str, Callable[..., list[Panel]]] = {
    Role.PHYSICIAN: _physician,
    Role.NAVIGATOR: _navigator,
    Role.FRONT_DESK: _front_desk,
    Role.MANAGER: _manager,
}
