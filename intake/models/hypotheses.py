"""Ideas about what is going on, what was decided about each, and what weighs for and against it."""

from django.db import models
from django.db.models import Q

from core.models import Draft, Erasable, choices
from people.models import Patient, PatientRow, User

from ..rules.ideas import Generator
from ..rules.words import IdeaStatus, Weighs
from .conversation import Intake
from .problems import PainProblem


class Hypothesis(PatientRow, Draft):
    """A working idea with what speaks for and against it; challenged ideas stay readable (S21)."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="hypotheses")
    intake = models.ForeignKey(Intake, models.PROTECT, null=True, blank=True, related_name="hypotheses")
    problem = models.ForeignKey(PainProblem, models.PROTECT, null=True, blank=True, related_name="hypotheses")
    generator = models.CharField(
        "suspected source",
        max_length=16,
        choices=choices(Generator),
        blank=True,
        help_text="Of the short list.",
    )
    statement = models.CharField(max_length=300, blank=True)
    evidence_for = models.TextField(blank=True, max_length=2000)
    evidence_against = models.TextField(blank=True, max_length=2000)
    planned_test = models.CharField(max_length=300, blank=True)
    status = models.CharField(max_length=12, choices=choices(IdeaStatus), default=IdeaStatus.OPEN)
    is_working = models.BooleanField(default=False, help_text="The idea that the plan rests on now.")
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_reason = models.CharField(max_length=400, blank=True)

    draft_fields = ("generator", "statement", "evidence_for", "evidence_against", "planned_test")

    class Meta:
        ordering = ["-set_at", "-id"]
        verbose_name_plural = "hypotheses"
        constraints = [
            models.UniqueConstraint(
                fields=["patient"], condition=Q(is_working=True), name="one_working_idea_of_a_patient"
            )
        ]

    def __str__(self) -> str:
        return self.statement


class IdeaDecision(PatientRow):
    """One decision about an idea, kept for good. The idea itself carries the newest one (S21)."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="idea_decisions")
    idea = models.ForeignKey(Hypothesis, models.PROTECT, related_name="decisions")
    status = models.CharField(max_length=12, choices=choices(IdeaStatus))
    reason = models.CharField(max_length=400, blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["decided_at", "id"]

    def __str__(self) -> str:
        return f"{self.get_status_display()}: {self.reason}"


class IdeaEvidence(PatientRow, Erasable):
    """A charted row that weighs for or against an idea: its words as they were, and where it is.

    The row is named by kind and key, without a foreign key: a block belongs to plans, above this app.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="idea_evidence")
    idea = models.ForeignKey(Hypothesis, models.PROTECT, related_name="evidence")
    weighs = models.CharField(max_length=8, choices=choices(Weighs))
    source_kind = models.CharField(max_length=20)
    source_id = models.CharField(max_length=40)
    words = models.CharField(max_length=300)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["added_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["idea", "source_kind", "source_id"],
                condition=Q(erred_at=None),
                name="idea_evidence_weighs_one_way",
            )
        ]

    def __str__(self) -> str:
        return self.words
