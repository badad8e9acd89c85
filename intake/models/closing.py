"""How a conversation is closed: read back, summed up on one page, and added to after signing."""

from django.db import models
from django.db.models import Q

from core.models import Draft, choices
from people.models import Patient, PatientRow, User

from ..rules.words import SummaryStatus
from .conversation import Intake


class ReadBack(PatientRow):
    """The story as it was read to the person in plain words, and what they corrected (teach-back)."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="read_backs")
    intake = models.ForeignKey(Intake, models.PROTECT, related_name="read_backs")
    lines = models.JSONField(editable=False, help_text="What was read: a list of [title, sentences].")
    corrections = models.TextField("what the person corrected", blank=True, max_length=2000)
    read_at = models.DateTimeField()
    read_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-read_at", "-id"]

    def __str__(self) -> str:
        return f"Read back {self.read_at:%Y-%m-%d}"


class Addendum(PatientRow):
    """Words added to an intake after it was signed. The signed text stays as it was."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="addenda")
    intake = models.ForeignKey(Intake, models.PROTECT, related_name="addenda")
    version = models.PositiveSmallIntegerField(help_text="Of the intake: signing makes version 1.")
    text = models.TextField(max_length=4000)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["version"]
        verbose_name_plural = "addenda"
        constraints = [models.UniqueConstraint(fields=["intake", "version"], name="addendum_one_per_version")]

    def __str__(self) -> str:
        return f"Addendum, version {self.version}"


class VisitSummary(PatientRow, Draft):
    """The one page that the person takes home (S20), in plain words that a clinician approves.

    An approved page stays as it was handed over; the next one is a new version.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="visit_summaries")
    intake = models.ForeignKey(Intake, models.PROTECT, related_name="summaries")
    version = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=10, choices=choices(SummaryStatus), default=SummaryStatus.DRAFT)
    found = models.TextField("what is tight, weak or irritated", blank=True, max_length=1000)
    why_now = models.TextField("why this, why now", blank=True, max_length=600)
    do_now = models.TextField("what to do now, a line each", blank=True, max_length=600)
    next_steps = models.TextField("what happens next", blank=True, max_length=600)
    measured = models.TextField("what we measure again, a line each", blank=True, max_length=600)
    next_check_on = models.DateField("when we check", null=True, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    draft_fields = ("found", "why_now", "do_now", "next_steps", "measured", "next_check_on")

    class Meta:
        ordering = ["-version"]
        verbose_name_plural = "visit summaries"
        constraints = [
            models.UniqueConstraint(fields=["intake", "version"], name="visit_summary_one_per_version"),
            models.UniqueConstraint(
                fields=["intake"],
                condition=Q(status=SummaryStatus.DRAFT),
                name="visit_summary_one_draft",
            ),
            models.CheckConstraint(
                name="visit_summary_approved_by_and_at_together",
                condition=Q(approved_at=None, approved_by=None, status=SummaryStatus.DRAFT)
                | Q(
                    approved_at__isnull=False,
                    approved_by__isnull=False,
                    status=SummaryStatus.APPROVED,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"Visit summary, version {self.version}"

    @property
    def is_approved(self) -> bool:
        return self.status == SummaryStatus.APPROVED
