"""Reading the audit log."""

from uuid import UUID

from django.db.models import QuerySet

from .models import Event


def events_about(patient_id: UUID) -> QuerySet[Event]:
    """Everything that anybody did with one patient's chart, newest first."""
    return Event.objects.filter(patient_id=patient_id)
