"""What was looked for: findings of an exam, findings of scans, and tests that were asked for."""

from django.db import models
from django.db.models import Q

from core.models import Erasable, choices
from people.models import Patient, PatientRow, User

from ..rules.exam_words import ExamResult
from ..rules.imaging import Relevance
from ..rules.testing import Suspicion
from ..rules.words import Precision, ResultBranch, Side
from .conversation import Intake
from .entries import TimelineEntry
from .hypotheses import Hypothesis
from .problems import PainProblem


class ExamFinding(PatientRow, Erasable):
    """One test of an exam on one side (S22). Not asked has no row; a note alone has no answer.

    `test` is a key of `rules.exam_tests`; `result` is what the answer came to by the rules of that day.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="exam_findings")
    intake = models.ForeignKey(Intake, models.PROTECT, related_name="exam_findings")
    test = models.CharField(max_length=40)
    side = models.CharField(max_length=10, choices=choices(Side))
    level = models.CharField(max_length=8, blank=True)
    answer = models.CharField(max_length=12, blank=True)
    result = models.CharField(max_length=10, choices=choices(ExamResult), blank=True)
    value = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    unit = models.CharField(max_length=20, blank=True)
    reproduces_pain = models.BooleanField(null=True, blank=True, help_text="Empty when that was not asked.")
    note = models.CharField(max_length=300, blank=True)
    true_on = models.DateField()
    recorded_at = models.DateTimeField()
    author = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["recorded_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["intake", "test", "side"],
                condition=Q(erred_at=None),
                name="exam_finding_once_per_side",
            )
        ]

    def __str__(self) -> str:
        return f"{self.test} {self.side}"


class ImagingFinding(PatientRow, Erasable):
    """One finding of a scan, and whether it explains a symptom (S22). Its study is charted, or told."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="imaging_findings")
    intake = models.ForeignKey(Intake, models.PROTECT, null=True, blank=True, related_name="imaging_findings")
    problem = models.ForeignKey(
        PainProblem, models.PROTECT, null=True, blank=True, related_name="imaging_findings"
    )
    study = models.ForeignKey(TimelineEntry, models.PROTECT, null=True, blank=True, related_name="findings")
    study_words = models.CharField(max_length=120, blank=True)
    when_words = models.CharField(max_length=60, blank=True)
    study_on = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=10, choices=choices(Precision), default=Precision.UNKNOWN)
    words = models.CharField(max_length=300, blank=True)
    level = models.CharField(max_length=40, blank=True)
    side = models.CharField(max_length=10, choices=choices(Side), blank=True)
    relevance = models.CharField(max_length=10, choices=choices(Relevance), blank=True)
    concordant = models.CharField("the symptom that it fits", max_length=200, blank=True)
    created_at = models.DateTimeField()
    author = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["created_at", "id"]

    def __str__(self) -> str:
        return self.words or "Finding of a scan"


class TestRequest(PatientRow, Erasable):
    """A test that was asked for, and what each result would change (FHIR ServiceRequest; S23)."""

    __test__ = False  # A name that pytest would take for a test.

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="test_requests")
    idea = models.ForeignKey(Hypothesis, models.PROTECT, null=True, blank=True, related_name="test_requests")
    kind = models.CharField(max_length=20)
    region = models.CharField(max_length=40)
    suspicion = models.CharField(max_length=16, choices=choices(Suspicion))
    reason = models.CharField(max_length=300)
    if_yes = models.CharField("what changes if it shows it", max_length=300)
    if_no = models.CharField("what changes if it does not", max_length=300)
    plain_words = models.CharField("what the person is told", max_length=300)
    stop = models.CharField("why a reason was asked for", max_length=300, blank=True)
    stop_reason = models.CharField("why again so soon", max_length=300, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    result = models.CharField(max_length=300, blank=True)
    branch = models.CharField(max_length=8, choices=choices(ResultBranch), blank=True)
    result_on = models.DateField(null=True, blank=True)
    resulted_at = models.DateTimeField(null=True, blank=True)
    resulted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-asked_at", "-id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.region}"

    @property
    def is_open(self) -> bool:
        return self.resulted_at is None
