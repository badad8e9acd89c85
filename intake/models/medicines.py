"""What was decided about the list of medicines: reviews of it, and what a packet brought to it (S14)."""

from django.db import models
from django.db.models import Q

from core.models import choices
from people.models import Patient, PatientRow, User

from ..rules.merging import MergeChoice
from .conversation import Intake
from .entries import Medication


class MedicationReview(PatientRow):
    """Somebody went through the whole list with the person: what was on it, and what did not agree."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="medication_reviews")
    intake = models.ForeignKey(Intake, models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    lines = models.JSONField(default=list, help_text="The list as it stood: [key, title, what was said].")
    discrepancies = models.JSONField(default=list, help_text="As they stood: [code, sentence].")

    class Meta:
        ordering = ["-reviewed_at", "-id"]
        indexes = [models.Index(fields=["patient", "-reviewed_at"], name="medication_review_latest")]

    def __str__(self) -> str:
        return f"Medicines reviewed {self.reviewed_at:%Y-%m-%d}"


class MedicineMerge(PatientRow):
    """A person’s decision about one line that a packet brought; `before` is what it changed, for undoing."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="medicine_merges")
    medication = models.ForeignKey(Medication, models.PROTECT, related_name="merges")
    other = models.ForeignKey(
        Medication,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The line that was here before, when there was one.",
    )
    choice = models.CharField(max_length=10, choices=choices(MergeChoice))
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    before = models.JSONField(default=dict, blank=True, editable=False)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-decided_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="medicine_merge_undone_by_and_at_together",
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.medication}: {self.get_choice_display()}"
