"""Writing the audit log: one explicit call in every service, one row per patient per response for reads."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.db import models
from django.utils import timezone

from .models import Event


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


def record_reads(
    *, by: Who, patient_ids: Iterable[UUID], category: str, address: str | None = None
) -> list[Event]:
    """The same for a list: a row for each patient on it, in one statement."""
    at = timezone.now()
    return Event.objects.bulk_create(
        Event(
            at=at,
            clinic_id=by.clinic_id,
            actor_id=by.user_id,
            actor_label=by.label,
            role=by.role,
            patient_id=patient_id,
            action="read",
            category=category,
            address=address,
        )
        for patient_id in patient_ids
    )


def _patient_of(subject: models.Model | None) -> UUID | None:
    if subject is None:
        return None
    if subject._meta.label_lower == "people.patient":
        return subject.pk
    return getattr(subject, "patient_id", None)
