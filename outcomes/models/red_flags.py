"""Danger signs, asked and answered."""

from django.db import models

from core.models import Erasable, choices
from people.models import Patient, PatientRow, User

from ..rules.words import FlagAnswer


class RedFlagAnswer(PatientRow, Erasable):
    """A danger sign asked and answered; “no” is recorded too. The newest per flag counts."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="red_flag_answers")
    flag = models.CharField(max_length=40)
    rules_version = models.CharField(max_length=20)
    answer = models.CharField(max_length=10, choices=choices(FlagAnswer))
    note = models.CharField(max_length=300, blank=True)
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    source_kind = models.CharField(max_length=60)
    source_id = models.CharField(max_length=64)

    class Meta:
        ordering = ["-answered_at", "-id"]
        indexes = [models.Index(fields=["patient", "flag", "-answered_at"], name="red_flag_latest")]

    def __str__(self) -> str:
        return f"{self.flag}: {self.answer}"
