"""When in the day a problem hurts (S04)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from core.models import Erasable
from people.models import Patient, PatientRow, User

from ..rules import clock_pattern
from .charted import Told
from .conversation import Intake
from .problems import PainProblem


class ClockPattern(PatientRow, Told, Erasable):
    """Twelve bands of two hours from midnight on: 0 none, 1 mild, 2 strong, null not said; and stiffness."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="clock_patterns")
    intake = models.ForeignKey(Intake, models.PROTECT, related_name="clock_patterns")
    problem = models.ForeignKey(PainProblem, models.PROTECT, related_name="clock_patterns")
    levels = ArrayField(models.PositiveSmallIntegerField(null=True), size=clock_pattern.BANDS)
    is_quiet_otherwise = models.BooleanField(
        default=False, help_text="No pain in the hours that have no level."
    )
    stiff_words = models.CharField(
        "stiff after getting up", max_length=60, blank=True, help_text="As said: “45 min”."
    )
    recorded_at = models.DateTimeField()
    author = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-recorded_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["problem"], condition=Q(erred_at=None), name="clock_pattern_once_per_problem"
            )
        ]
        indexes = [models.Index(fields=["patient", "-recorded_at"], name="clock_pattern_latest")]

    def __str__(self) -> str:
        return clock_pattern.pattern_words(self.pattern) or "Clock pattern"

    @property
    def pattern(self) -> clock_pattern.ClockPattern:
        return clock_pattern.ClockPattern(tuple(self.levels), self.is_quiet_otherwise, self.stiff_words)
