"""The first conversation."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.models import Draft, choices
from people.models import Patient, PatientRow, User, Visit

from ..rules.words import IntakeStatus


class Intake(PatientRow, Draft):
    """The first conversation (S01, S15), saved field by field until it is signed."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="intakes")
    visit = models.ForeignKey(Visit, models.PROTECT, null=True, blank=True, related_name="+")
    status = models.CharField(max_length=10, choices=choices(IntakeStatus), default=IntakeStatus.DRAFT)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    good_day = models.TextField("what a good day looks like", blank=True, max_length=4000)
    good_day_frequency = models.CharField("how often it happens", blank=True, max_length=200)
    tried_before = models.TextField("what was tried and how each ended", blank=True, max_length=8000)
    most_urgent = models.TextField("what feels most urgent to the person", blank=True, max_length=2000)
    also_in_play = models.TextField("what else is in play", blank=True, max_length=4000)

    as_signed = models.JSONField(
        default=dict,
        blank=True,
        editable=False,
        help_text="What stood beside the story when it was signed, in words.",
    )
    unfinished = models.JSONField(
        default=dict, blank=True, editable=False, help_text="Cards that are not whole yet, as typed."
    )

    draft_fields = ("good_day", "good_day_frequency", "tried_before", "most_urgent", "also_in_play")

    class Meta:
        ordering = ["-started_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["patient"],
                condition=Q(status=IntakeStatus.DRAFT),
                name="intake_one_draft_per_patient",
            ),
            models.CheckConstraint(
                name="intake_signed_by_and_at_together",
                condition=Q(signed_at=None, signed_by=None)
                | Q(signed_at__isnull=False, signed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Intake {self.started_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        """A draft is written on the patient's page; a signed intake is read at its own address."""
        if self.is_signed:
            return reverse("intake:intake-read", args=[self.pk])
        return reverse("intake:intake", args=[self.patient_id])

    @property
    def is_signed(self) -> bool:
        return self.status == IntakeStatus.SIGNED
