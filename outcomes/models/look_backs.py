"""A look-back that somebody saved to the visit."""

from django.db import models
from django.db.models import Q

from core.models import Erasable, choices
from people.models import Patient, PatientRow, User, Visit

from ..rules.look_back import EventKind


class SavedLookBack(PatientRow, Erasable):
    """What was seen, as it was seen (S72): later days change nothing in it.

    `seen` is the snapshot of `outcomes.rules.look_back`, `digest` its fingerprint. The same look-back is kept
    once a day.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="look_backs")
    visit = models.ForeignKey(Visit, models.PROTECT, null=True, blank=True, related_name="+")
    event_key = models.CharField(max_length=60)
    event_kind = models.CharField(max_length=20, choices=choices(EventKind))
    event_on = models.DateField()
    event_words = models.CharField(max_length=320)
    seen = models.JSONField()
    digest = models.CharField(max_length=64)
    method = models.CharField(max_length=60)
    saved_on = models.DateField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-saved_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "digest", "saved_on"],
                condition=Q(erred_at=None),
                name="look_back_once_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.event_words} on {self.event_on}"
