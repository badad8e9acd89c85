"""Past treatments, and how each ended."""

from django.core.validators import MaxValueValidator
from django.db import models

from core.models import Draft, Erasable, choices
from people.models import Patient, PatientRow

from ..rules.treatments import CLASSES
from ..rules.words import AccessReason, Ended
from .charted import Told
from .conversation import Intake
from .problems import PainProblem


class TreatmentTried(PatientRow, Draft, Told, Erasable):
    """One attempt at a treatment, what it did, and why it ended (S13).

    When, how long and how much are kept as said; `intake.rules.fuzzy` reads them where a rule needs a number.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="treatments_tried")
    intake = models.ForeignKey(Intake, models.PROTECT, null=True, blank=True, related_name="treatments_tried")
    problem = models.ForeignKey(
        PainProblem, models.PROTECT, null=True, blank=True, related_name="treatments_tried"
    )
    what = models.CharField(max_length=200, blank=True)
    treatment_class = models.CharField(
        "kind of treatment",
        max_length=40,
        blank=True,
        choices=[(one.key, one.label) for one in CLASSES.values()],
        help_text="As somebody said it; what the words look like is proposed, never kept.",
    )
    region_level = models.CharField("region or level", max_length=80, blank=True)
    when_words = models.CharField("when", max_length=60, blank=True)
    dose = models.CharField("dose or sessions", max_length=120, blank=True)
    relief_percent = models.PositiveSmallIntegerField(
        "how much it helped, in percent",
        null=True,
        blank=True,
        validators=[MaxValueValidator(100, "Give a number from 0 to 100.")],
    )
    helped_for = models.CharField(max_length=60, blank=True, help_text="As said: “2 days only”.")
    function_change = models.CharField("what could be done with it", max_length=200, blank=True)
    helped_with = models.CharField("where it helped", max_length=200, blank=True)
    not_helped_with = models.CharField("where it did not", max_length=200, blank=True)
    harms = models.CharField("side effects or harm", max_length=200, blank=True)
    ended = models.CharField("why it ended", max_length=12, choices=choices(Ended), blank=True)
    access_reason = models.CharField(
        "what stood in the way", max_length=10, choices=choices(AccessReason), blank=True
    )
    retry_with = models.CharField("how it could be tried again", max_length=200, blank=True)
    created_at = models.DateTimeField()

    draft_fields = (
        "what",
        "treatment_class",
        "region_level",
        "when_words",
        "dose",
        "relief_percent",
        "helped_for",
        "function_change",
        "helped_with",
        "not_helped_with",
        "harms",
        "ended",
        "access_reason",
        "retry_with",
    )

    class Meta:
        ordering = ["created_at", "id"]

    def __str__(self) -> str:
        return self.what
