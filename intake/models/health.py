"""Facts about health that rules reuse, and what was asked about sleep and about hard things."""

from django.db import models
from django.db.models import Q

from core.models import Draft, Erasable, choices
from people.models import Patient, PatientRow, User

from ..rules.health_facts import Known, Stated
from ..rules.sleep import SleepAnswer
from .charted import Told
from .conversation import Intake


class HealthFact(PatientRow, Draft, Told, Erasable):
    """One fact as it was said on a day (S12): the newest per key counts, the older ones stay readable."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="health_facts")
    intake = models.ForeignKey(Intake, models.PROTECT, null=True, blank=True, related_name="health_facts")
    key = models.CharField(max_length=24, help_text="Of intake.rules.health_facts.CATALOGUE.")
    known = models.CharField("answer", max_length=8, choices=choices(Known), blank=True)
    number = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    unit = models.CharField(max_length=20, blank=True)
    words = models.CharField("as said", max_length=200, blank=True)
    true_on = models.DateField("true on", null=True, blank=True)
    recorded_at = models.DateTimeField()
    author = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    draft_fields = ("known", "number", "words", "true_on")

    class Meta:
        ordering = ["true_on", "recorded_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["intake", "key"],
                condition=Q(erred_at=None),
                name="health_fact_once_per_intake",
            )
        ]
        indexes = [models.Index(fields=["patient", "key"], name="health_fact_by_key")]

    def __str__(self) -> str:
        return self.key

    @property
    def stated(self) -> Stated:
        return Stated(
            key=self.key,
            true_on=self.true_on,
            known=Known(self.known) if self.known else None,
            number=self.number,
            unit=self.unit,
            words=self.words,
            source=self.told_by,
        )


class SleepScreen(PatientRow):
    """The four questions about sleep, asked in one conversation (S10). Empty is not asked."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="sleep_screens")
    intake = models.OneToOneField(Intake, models.PROTECT, related_name="sleep_screen")
    snoring = models.CharField(max_length=8, choices=choices(SleepAnswer), blank=True)
    insomnia = models.CharField(max_length=8, choices=choices(SleepAnswer), blank=True)
    restless_legs = models.CharField(max_length=8, choices=choices(SleepAnswer), blank=True)
    night_pain = models.CharField(max_length=8, choices=choices(SleepAnswer), blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return f"Sleep, {self.asked_at:%Y-%m-%d}"


class TraumaNote(PatientRow, Draft):
    """What somebody chose to tell of hard things that happened (S09): kept apart by role, never printed."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="trauma_notes")
    intake = models.OneToOneField(Intake, models.PROTECT, related_name="trauma_note")
    words = models.TextField("in their words", max_length=4000, blank=True)
    helps = models.CharField("what helps them feel safe here", max_length=300, blank=True)
    created_at = models.DateTimeField()

    draft_fields = ("words", "helps")

    def __str__(self) -> str:
        return "Kept apart"
