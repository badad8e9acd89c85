"""What was asked, what was answered, and what it comes to."""

from django.db import models
from django.db.models import F, Q

from core.models import Erasable, UUIDModel, choices
from people.models import Patient, PatientRow, PatientRowQuerySet, User

from ..rules.words import AskState, Mode, ResponseStatus
from .instruments import LoadedInstrument


class Ask(PatientRow):
    """A questionnaire put to a patient: which, in what window, behind which link.

    The link's token is never stored, only its SHA-256; the source (a checkpoint, say) is a kind and an id.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="asks")
    instrument = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    opens_at = models.DateTimeField()
    due_on = models.DateField()
    closes_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=choices(AskState), default=AskState.SCHEDULED)
    token_hash = models.BinaryField(max_length=32, null=True, unique=True)
    replaces = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="replaced_by")
    source_kind = models.CharField(max_length=60, blank=True)
    source_id = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["source_kind", "source_id", "instrument"],
                condition=Q(state__in=[AskState.SCHEDULED, AskState.OPEN]) & ~Q(source_kind=""),
                name="ask_live_once_per_source",
            ),
            models.CheckConstraint(
                name="ask_closes_after_it_opens", condition=Q(closes_at__gt=F("opens_at"))
            ),
        ]
        indexes = [
            models.Index(fields=["state", "opens_at"], name="ask_state_opens"),
            models.Index(
                fields=["clinic", "due_on"],
                condition=Q(state__in=[AskState.SCHEDULED, AskState.OPEN, AskState.EXPIRED]),
                name="ask_unanswered_due",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instrument} due {self.due_on}"


class Response(PatientRow, Erasable):
    """One filling-in of an instrument, item by item (FHIR QuestionnaireResponse)."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="responses")
    ask = models.OneToOneField(Ask, models.PROTECT, null=True, blank=True, related_name="response")
    instrument = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    wording = models.ForeignKey(
        LoadedInstrument,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The clinic's file whose text was put; empty for a form whose wording is the house's.",
    )
    status = models.CharField(
        max_length=20, choices=choices(ResponseStatus), default=ResponseStatus.IN_PROGRESS
    )
    mode = models.CharField(max_length=10, choices=choices(Mode))
    true_on = models.DateField(help_text="The day it was true for the patient.")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    completed_at = models.DateTimeField(null=True, blank=True)
    source_kind = models.CharField(max_length=60, blank=True)
    source_id = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-true_on", "-recorded_at", "-id"]

    def __str__(self) -> str:
        return f"{self.instrument} {self.true_on}"


class Answer(UUIDModel):
    """One item of a response. Skipped is not missing, and neither is zero."""

    response = models.ForeignKey(Response, models.CASCADE, related_name="answers")
    item = models.CharField(max_length=40)
    value = models.SmallIntegerField(null=True, blank=True)
    skipped = models.BooleanField(default=False)
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["response", "item"], name="answer_once_per_item"),
            models.CheckConstraint(
                name="answer_is_a_value_or_skipped", condition=Q(skipped=True, value=None) | Q(skipped=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {'skipped' if self.skipped else self.value}"


class ScoreQuerySet(PatientRowQuerySet):
    def standing(self):
        """Without those that a later count replaced."""
        return self.filter(replaced_by=None)


class Score(PatientRow, Erasable):
    """A computed number. Rows are added, never overwritten; a recount adds one that `replaces` the older.

    Readers take what nothing replaces (`standing`); the older stays readable behind it. `value` is null when
    the instrument's missing-item rule gives none. A score from outside (a referral) has no response.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="scores")
    response = models.ForeignKey(Response, models.PROTECT, null=True, blank=True, related_name="scores")
    instrument = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    value = models.DecimalField(max_digits=9, decimal_places=4, null=True)
    flag = models.CharField(max_length=40, blank=True, help_text="For example “prorated 8/10”.")
    true_on = models.DateField()
    computed_at = models.DateTimeField()
    mode = models.CharField(max_length=10, choices=choices(Mode))
    source_kind = models.CharField(max_length=60, blank=True)
    source_id = models.CharField(max_length=64, blank=True)
    source_key = models.CharField(max_length=200, blank=True, help_text="The id that the sender gave it.")
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", editable=False
    )

    objects = ScoreQuerySet.as_manager()

    class Meta:
        ordering = ["true_on", "computed_at", "id"]
        indexes = [models.Index(fields=["patient", "instrument", "true_on"], name="score_series")]
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "instrument", "source_key"],
                condition=~Q(source_key="") & Q(erred_at=None),
                name="score_once_per_source_key",
            )
        ]

    def __str__(self) -> str:
        return f"{self.instrument} {self.value} on {self.true_on}"
