"""What kind of pain each problem is, as read at a time; and what was made of the widespread pattern."""

from django.db import models

from core.models import choices
from people.models import Patient, PatientRow, User

from ..rules.mechanism import Answer, Mechanism, Verdict, verdict
from ..rules.words import PatternDecision
from .problems import PainProblem


class MechanismReading(PatientRow):
    """The criteria as answered at a time, and what the rules of that day made of them (S06).

    The newest reading of a problem counts; those before it stay as they were.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="mechanism_readings")
    problem = models.ForeignKey(PainProblem, models.PROTECT, related_name="mechanism_readings")
    answers = models.JSONField(default=dict, help_text="Criterion: yes or no. What is not here is not known.")
    grades = models.JSONField(default=dict, help_text="Mechanism: grade, by the rules of `rules_version`.")
    kind = models.CharField(max_length=12, choices=choices(Mechanism), blank=True)
    dominant = models.CharField(max_length=12, choices=choices(Mechanism), blank=True)
    sentence = models.CharField(max_length=300)
    note = models.CharField(max_length=300, blank=True)
    rules_version = models.CharField(max_length=20)
    read_at = models.DateTimeField()
    read_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-read_at", "-id"]
        indexes = [models.Index(fields=["problem", "-read_at"], name="mechanism_latest")]

    def __str__(self) -> str:
        return self.sentence

    @property
    def said(self) -> dict[str, Answer]:
        return {key: Answer(answer) for key, answer in self.answers.items()}

    @property
    def verdict(self) -> Verdict:
        return verdict(self.said)


class PatternReview(PatientRow):
    """A clinician's word on the widespread pattern, with the reasons that held then (S27)."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="pattern_reviews")
    decision = models.CharField(max_length=10, choices=choices(PatternDecision))
    reason = models.CharField(max_length=300, blank=True)
    held = models.JSONField(default=list, help_text="The reasons that held, in words.")
    reviewed_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-reviewed_at", "-id"]

    def __str__(self) -> str:
        return f"{self.get_decision_display()}: {self.reason}"
