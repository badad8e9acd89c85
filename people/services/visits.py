"""Booking, moving, cancelling and marking visits."""

from datetime import datetime

from django.db import transaction

from audit import services as audit
from core.errors import DomainError

from ..access import Actor, ensure_same_clinic
from ..models import Patient, User, Visit
from ..rules.states import VisitKind, VisitStatus, ensure_visit_can_become


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
def move_visit(*, visit: Visit, starts_at: datetime, by: Actor, at: datetime) -> Visit:
    """Move a planned visit, or bring a missed one back as planned."""
    ensure_same_clinic(by, visit)
    visit = Visit.objects.select_for_update(of=("self",)).select_related("patient").get(pk=visit.pk)
    if not visit.patient.is_open:
        raise DomainError("record_closed", "This record is closed, so no visit can be moved.")
    if visit.status != VisitStatus.PLANNED:
        ensure_visit_can_become(VisitStatus(visit.status), VisitStatus.PLANNED)
    visit.starts_at, visit.status = starts_at, VisitStatus.PLANNED
    visit.save(update_fields=["starts_at", "status"])
    audit.record("visit_moved", by=by, subject=visit, at=at)
    return visit


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
