"""Writing the audit log: one explicit call in every service, one row per patient per response for reads."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.db import connection, models
from django.utils import timezone

from .models import Event

_READS = """
INSERT INTO audit_event (
    at, clinic_id, actor_id, actor_label, role, patient_id, action, category, kind, object_id, detail,
    outcome, address
)
SELECT %(at)s, %(clinic)s, %(actor)s, %(label)s, %(role)s, patient_id, 'read', %(category)s, '', '', '',
       %(done)s, %(address)s::inet
FROM unnest(%(patients)s::uuid[]) patient_id
"""


class Who(Protocol):
    """Anyone who acts: `people.access.Actor`, or the system."""

    @property
    def user_id(self) -> UUID | None: ...
    @property
    def clinic_id(self) -> UUID | None: ...
    @property
    def role(self) -> str: ...
    @property
    def label(self) -> str: ...


def record(
    action: str,
    *,
    by: Who,
    subject: models.Model | None = None,
    patient_id: UUID | None = None,
    detail: str = "",
    category: str = "",
    outcome: str = Event.Outcome.DONE,
    address: str | None = None,
    at: datetime | None = None,
) -> Event:
    """Add one row, in the caller's transaction: if it cannot be written, neither can the change.

    `subject` is the row that was read or written; its patient is taken from it unless given.
    `detail` holds codes and field names, never what was charted.
    """
    return Event.objects.create(
        at=at or timezone.now(),
        clinic_id=by.clinic_id,
        actor_id=by.user_id,
        actor_label=by.label,
        role=by.role,
        patient_id=patient_id or _patient_of(subject),
        action=action,
        category=category,
        kind=subject._meta.label_lower if subject else "",
        object_id=str(subject.pk) if subject else "",
        detail=detail[:200],
        outcome=outcome,
        address=address,
    )


def record_read(
    *,
    by: Who,
    category: str,
    patient_id: UUID | None = None,
    subject: models.Model | None = None,
    address: str | None = None,
) -> Event:
    """One row for one patient in one response; `subject` is what was read while it is nobody's chart yet."""
    return record("read", by=by, patient_id=patient_id, subject=subject, category=category, address=address)


def record_reads(*, by: Who, patient_ids: Iterable[UUID], category: str, address: str | None = None) -> None:
    """The same for a list: a row for each patient on it, in one statement, which says the rest only once."""
    said = {
        "at": timezone.now(),
        "clinic": by.clinic_id,
        "actor": by.user_id,
        "label": by.label,
        "role": by.role,
        "category": category,
        "done": Event.Outcome.DONE,
        "address": address,
        "patients": list(patient_ids),
    }
    with connection.cursor() as cursor:
        cursor.execute(_READS, said)


def _patient_of(subject: models.Model | None) -> UUID | None:
    if subject is None:
        return None
    if subject._meta.label_lower == "people.patient":
        return subject.pk
    return getattr(subject, "patient_id", None)
