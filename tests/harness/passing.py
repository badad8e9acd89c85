"""Days pass for one person: every date of theirs moves back, as if everybody had waited."""

from datetime import timedelta

from django.db import connection, models
from django.db.models import F

from outcomes.models import Ask, CheckInEpisode, Reading, Response, Score
from people.models import Patient
from plans.models import Checkpoint, Plan, Step

_DATES: dict[type[models.Model], tuple[str, ...]] = {
    Ask: ("opens_at", "due_on", "closes_at", "created_at"),
    CheckInEpisode: ("starts_on", "ends_on", "created_at"),
    Checkpoint: ("opens_on", "due_on", "late_on"),
    Plan: ("created_at", "signed_at"),
    Reading: ("true_on", "recorded_at"),
    Response: ("true_on", "recorded_at", "completed_at"),
    Score: ("true_on", "computed_at"),
    Step: ("started_on", "delivered_on"),
}


def days_pass(patient: Patient, days: int) -> None:
    """Constraints between two dates of a row hold: they move together."""
    for model, names in _DATES.items():
        moved = {name: F(name) - timedelta(days=days) for name in names}
        model.objects.filter(patient=patient).update(**moved)
    connection.close()  # A connection of the test must not hold the rows that a sweep wants.
