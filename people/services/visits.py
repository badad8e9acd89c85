"""Booking, moving, cancelling and marking visits."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import QuerySet

from audit import services as audit
from core.errors import DomainError

from ..access import Actor, ensure_same_clinic
from ..models import Patient, User, Visit
from ..permissions import Role
from ..rules.states import VisitKind, VisitStatus, ensure_visit_can_become
from .tasks import cancel_tasks_of, open_task

_MOVE_TASK_DUE = timedelta(days=1)


@transaction.atomic
def book_visit(
    *,
    patient: Patient,
    kind: VisitKind,
    starts_at: datetime,
    minutes: int,
    with_user: User,
    by: Actor,
    at: datetime,
) -> Visit:
    """Book a visit. The same visit booked twice (a double click) is one visit."""
    ensure_same_clinic(by, patient, with_user)
    if not patient.is_open:
        raise DomainError("record_closed", "This record is closed, so no visit can be booked.")
    visit, booked = Visit.objects.get_or_create(
        clinic_id=patient.clinic_id,
        patient=patient,
        starts_at=starts_at,
        with_user=with_user,
        status=VisitStatus.PLANNED,
        defaults={"kind": kind, "minutes": minutes},
    )
    if booked:
        audit.record("visit_booked", by=by, subject=visit, at=at)
    return visit


@transaction.atomic
def move_visit(
    *, visit: Visit, starts_at: datetime, by: Actor, at: datetime, with_user: User | None = None
) -> Visit:
    """Move a planned visit, or bring a missed one back as planned; `with_user` moves it to somebody else."""
    ensure_same_clinic(by, visit, *([with_user] if with_user else []))
    rows = Visit.objects.select_for_update(of=("self",)).select_related("patient", "with_user")
    visit = rows.get(pk=visit.pk)
    if not visit.patient.is_open:
        raise DomainError("record_closed", "This record is closed, so no visit can be moved.")
    if visit.status != VisitStatus.PLANNED:
        ensure_visit_can_become(VisitStatus(visit.status), VisitStatus.PLANNED)
    visit.with_user = with_user or visit.with_user
    _refuse_gone(visit.with_user)
    visit.starts_at, visit.status = starts_at, VisitStatus.PLANNED
    visit.save(update_fields=["starts_at", "status", "with_user"])
    audit.record("visit_moved", by=by, subject=visit, at=at)
    cancel_tasks_of(source=_source_of(visit), reason="The visit was moved.", by=by, at=at)
    return visit


def _refuse_gone(user: User) -> None:
    if not user.is_active:
        raise DomainError("gone", f"{user.name} no longer works here. Choose somebody else.", "with_user")


@transaction.atomic
def mark_visit(*, visit: Visit, status: VisitStatus, by: Actor, at: datetime) -> Visit:
    """The patient arrived, the visit is done, or they did not come."""
    ensure_same_clinic(by, visit)
    visit = Visit.objects.select_for_update().get(pk=visit.pk)
    if visit.status == status:
        return visit
    ensure_visit_can_become(VisitStatus(visit.status), status)
    visit.status = status
    visit.save(update_fields=["status"])
    audit.record("visit_marked", by=by, subject=visit, detail=status, at=at)
    cancel_tasks_of(source=_source_of(visit), reason=f"The visit is marked as {status}.", by=by, at=at)
    return visit


@transaction.atomic
def cancel_visit(*, visit: Visit, reason: str, by: Actor, at: datetime) -> Visit:
    """Cancel with a reason; the row stays."""
    if not reason.strip():
        raise DomainError("reason_needed", "Say why the visit is cancelled.", "reason")
    visit = mark_visit(visit=visit, status=VisitStatus.CANCELLED, by=by, at=at)
    visit.cancelled_reason = reason
    visit.save(update_fields=["cancelled_reason"])
    return visit


def ask_to_move_visits_of(user: User, *, by: Actor, at: datetime) -> None:
    """Somebody no longer works here: the front desk moves each of their visits to come, one task a visit."""
    for visit in _to_come(user, at).select_related("patient__clinic"):
        starts = visit.starts_at.astimezone(ZoneInfo(visit.patient.clinic.time_zone))
        open_task(
            patient=visit.patient,
            reason_code="visit_to_move",
            sentence=f"{user.name} no longer works here: move the visit of {starts.day} {starts:%b, %H:%M}.",
            owner_role=Role.FRONT_DESK,
            due_at=min(at + _MOVE_TASK_DUE, visit.starts_at),
            source=_source_of(visit),
            by=by,
            at=at,
        )


def keep_visits_of(user: User, *, by: Actor, at: datetime) -> None:
    """They work here again: what has not been moved meanwhile stays with them."""
    for visit in _to_come(user, at):
        cancel_tasks_of(source=_source_of(visit), reason=f"{user.name} works here again.", by=by, at=at)


def _to_come(user: User, at: datetime) -> QuerySet[Visit]:
    return Visit.objects.filter(with_user=user, status=VisitStatus.PLANNED, starts_at__gt=at)


def _source_of(visit: Visit) -> tuple[str, str]:
    return "people.visit", str(visit.pk)
