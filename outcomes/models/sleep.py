"""Nights of the sleep diary."""

from django.db import models
from django.db.models import F, Q

from core.models import Erasable, choices
from people.models import Patient, PatientRow, User

from ..rules.words import Mode


class SleepNight(PatientRow, Erasable):
    """One night, named after the morning on which it ended: four moments, and how long it was broken.

    The two lengths are what the clock on that wall makes of the moments, in minutes; both are kept, so that a
    patient who moves to another zone does not change their past.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="sleep_nights")
    morning = models.DateField()
    bed_at = models.DateTimeField()
    asleep_at = models.DateTimeField()
    woke_at = models.DateTimeField()
    up_at = models.DateTimeField()
    awakenings = models.PositiveSmallIntegerField(null=True, blank=True)
    awake_minutes = models.PositiveSmallIntegerField()
    in_bed_minutes = models.PositiveSmallIntegerField()
    asleep_minutes = models.PositiveSmallIntegerField()
    mode = models.CharField(max_length=10, choices=choices(Mode))
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-morning", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "morning"], condition=Q(erred_at=None), name="sleep_night_once"
            ),
            models.CheckConstraint(
                name="sleep_night_in_order",
                condition=Q(bed_at__lte=F("asleep_at"), asleep_at__lte=F("woke_at"), woke_at__lte=F("up_at")),
            ),
            models.CheckConstraint(
                name="sleep_night_within_bed",
                condition=Q(in_bed_minutes__gt=0, asleep_minutes__lte=F("in_bed_minutes")),
            ),
        ]

    def __str__(self) -> str:
        return f"night to {self.morning}"
