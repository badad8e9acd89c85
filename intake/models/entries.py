"""Dated entries, medicines and allergies: from a packet, from the person, or by hand."""

from django.db import models
from django.db.models import Q

from core.models import Draft, Erasable, choices
from people.models import Patient, PatientRow, User

from ..rules.words import EntryKind, Precision, Relation, Taking
from .charted import Coded, Imported, Told
from .problems import PainProblem


class TimelineEntry(PatientRow, Coded, Imported, Told, Draft, Erasable):
    """A dated entry from onset to today (S02): condition, procedure, imaging, life event, treatment.

    What is saved are words; `intake.services.when` reads the dates out of them. An entry without a date may
    stand before, during or after an `anchor` that has one. One that a packet brought stays as it was sent.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="timeline")
    problem = models.ForeignKey(
        PainProblem,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="timeline",
        help_text="The lane it is drawn in; none is the lane of the whole person.",
    )
    kind = models.CharField(max_length=12, choices=choices(EntryKind))
    starts_on = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=10, choices=choices(Precision), default=Precision.DAY)
    date_words = models.CharField(max_length=60, blank=True, help_text="As said: “winter 2023”.")
    ends_on = models.DateField(null=True, blank=True)
    ends_precision = models.CharField(max_length=10, choices=choices(Precision), default=Precision.DAY)
    ends_words = models.CharField("until", max_length=60, blank=True, help_text="As said: “spring 2024”.")
    anchor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="beside")
    relation = models.CharField(max_length=8, choices=choices(Relation), blank=True)
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Its place among those without a date, or of the same date."
    )
    clinical_status = models.CharField(max_length=20, blank=True)
    detail = models.CharField(max_length=300, blank=True)
    author = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()

    draft_fields = ("title", "kind", "date_words", "ends_words", "detail")

    class Meta:
        ordering = ["starts_on", "position", "created_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="timeline_anchor_and_relation_together",
                condition=Q(anchor=None, relation="") | (Q(anchor__isnull=False) & ~Q(relation="")),
            )
        ]
        indexes = [models.Index(fields=["patient", "kind", "starts_on"], name="timeline_by_kind")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_as_sent(self) -> bool:
        """Brought by a packet: its words and dates are the sender's."""
        return self.referral_id is not None

    @property
    def is_changed(self) -> bool:
        """Whether somebody wrote over what it said at first; the audit log knows who."""
        return bool(self.revisions)


class Medication(PatientRow, Coded, Imported, Erasable):
    """A medicine as stated (FHIR MedicationRequest or MedicationStatement). An empty dose is “not stated”."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="medications")
    dose = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=20)
    started_on = models.DateField(null=True, blank=True)
    started_precision = models.CharField(max_length=10, choices=choices(Precision), default=Precision.DAY)
    ended_on = models.DateField(null=True, blank=True)
    ended_precision = models.CharField(max_length=10, choices=choices(Precision), default=Precision.DAY)
    author = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-started_on", "title"]

    def __str__(self) -> str:
        return self.title

    @property
    def dose_words(self) -> str:
        return self.dose or "dose not stated"

    @property
    def is_current(self) -> bool:
        return self.status == "active" and not self.is_entered_in_error


class MedicineStatement(PatientRow, Told, Erasable):
    """How a medicine is really taken, as somebody said it on a day (FHIR MedicationStatement; S14).

    It stands beside the prescription: the newest statement per medicine counts, and one without a
    prescription is something taken that nobody here ordered.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="medicine_statements")
    medication = models.ForeignKey(
        Medication, models.PROTECT, null=True, blank=True, related_name="statements"
    )
    title = models.CharField(max_length=300)
    taking = models.CharField(max_length=16, choices=choices(Taking))
    how = models.CharField(max_length=200, blank=True, help_text="As said: “half of it, at night”.")
    last_taken = models.CharField(max_length=60, blank=True, help_text="As said: “yesterday”, “in March”.")
    reason = models.CharField(max_length=300, blank=True, help_text="Why it is avoided, feared or left out.")
    stated_at = models.DateTimeField()
    author = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-stated_at", "-id"]
        indexes = [models.Index(fields=["patient", "-stated_at"], name="medicine_statement_latest")]

    def __str__(self) -> str:
        return self.title


class Allergy(PatientRow, Coded, Imported, Erasable):
    """Something that the person reacts to (FHIR AllergyIntolerance)."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="allergies")
    criticality = models.CharField(max_length=20, blank=True)
    reaction = models.CharField(max_length=200, blank=True)
    recorded_on = models.DateField(null=True, blank=True)
    recorded_precision = models.CharField(max_length=10, choices=choices(Precision), default=Precision.DAY)
    author = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["title"]
        verbose_name_plural = "allergies"

    def __str__(self) -> str:
        return self.title
