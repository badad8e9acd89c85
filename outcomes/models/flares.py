"""A flare as it happened; the script for it belongs to the plan."""

from django.db import models
from django.db.models import F, Q

from core.models import Erasable, choices
from people.models import Patient, PatientRow, User

from ..rules.words import FlareCause, FlareSeverity, Mode


class Flare(PatientRow, Erasable):
    """A stretch of days that the person calls a flare, both ends included (S73).

    `ended_on` is null while it is still on. Severity and suspected cause are empty where nobody said one.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="flares")
    operation_id = models.UUIDField()
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    severity = models.CharField(max_length=10, choices=choices(FlareSeverity), blank=True)
    cause = models.CharField(max_length=10, choices=choices(FlareCause), blank=True)
    cause_words = models.CharField(max_length=120, blank=True)
    mode = models.CharField(max_length=10, choices=choices(Mode))
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-started_on", "-id"]
        indexes = [models.Index(fields=["patient", "-started_on"], name="flare_series")]
        constraints = [
            models.UniqueConstraint(fields=["patient", "operation_id"], name="flare_once"),
            models.UniqueConstraint(
                fields=["patient"], condition=Q(ended_on=None, erred_at=None), name="flare_running_once"
            ),
            models.CheckConstraint(
                name="flare_ends_after_it_starts",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.started_on} to {self.ended_on or 'now'}"
