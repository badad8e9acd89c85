"""The measuring instrument: what was asked, answered, scored, tracked and logged."""

from django.db import models
from django.db.models import F, Q

from core.models import Erasable, UUIDModel, choices
from people.models import Clinic, Patient, PatientRow, User

from .rules.words import (
    AskState,
    Capacity,
    DayMark,
    Direction,
    FlagAnswer,
    GoalStatus,
    GoalTick,
    Mode,
    MovementUnit,
    ResponseStatus,
)


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
        ordering = ["due_on"]
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
        ordering = ["-true_on", "-recorded_at"]

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


class Score(PatientRow, Erasable):
    """A computed number. Rows are added, never overwritten; a recount adds a newer one.

    `value` is null when the instrument's missing-item rule gives none. A score that came from outside
    (a referral) has no response.
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

    class Meta:
        ordering = ["true_on", "computed_at"]
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


class Measure(PatientRow, Erasable):
    """Something that the person can do, with its unit: sits 20 minutes (S07)."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="measures")
    capacity = models.CharField(max_length=10, choices=choices(Capacity))
    label = models.CharField(max_length=120)
    unit = models.CharField(max_length=30)
    direction = models.CharField(
        max_length=20, choices=choices(Direction), default=Direction.HIGHER_IS_BETTER
    )
    limiter = models.CharField(max_length=120, blank=True, help_text="What stops the person.")
    sensitive = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "capacity", "label"], condition=Q(erred_at=None), name="measure_once"
            )
        ]

    def __str__(self) -> str:
        return self.label


class Reading(PatientRow, Erasable):
    """One value of a measure on a day."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="readings")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="readings")
    value = models.DecimalField(max_digits=9, decimal_places=2)
    true_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    mode = models.CharField(max_length=10, choices=choices(Mode))

    class Meta:
        ordering = ["true_on", "recorded_at"]
        indexes = [models.Index(fields=["measure", "true_on"], name="reading_series")]

    def __str__(self) -> str:
        return f"{self.value} on {self.true_on}"


class Goal(PatientRow, Erasable):
    """What the person wants back, in their words, with a number (S28)."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="goals")
    rank = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=200)
    measure = models.ForeignKey(Measure, models.PROTECT, null=True, blank=True, related_name="goals")
    target = models.DecimalField(max_digits=9, decimal_places=2)
    unit = models.CharField(max_length=30)
    frequency = models.CharField(max_length=60, blank=True)
    condition = models.CharField(max_length=120, blank=True)
    baseline = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    target_on = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=choices(GoalStatus), default=GoalStatus.ACTIVE)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "rank"],
                condition=Q(status=GoalStatus.ACTIVE, erred_at=None),
                name="goal_rank_once",
            ),
            models.CheckConstraint(name="goal_rank_one_to_three", condition=Q(rank__gte=1, rank__lte=3)),
        ]

    def __str__(self) -> str:
        return self.words


class CheckInEpisode(PatientRow):
    """Six weeks of the patient's day: movement, sleep and one goal of their own (S70)."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="check_in_episodes")
    starts_on = models.DateField()
    ends_on = models.DateField()
    movement_unit = models.CharField(
        max_length=10, choices=choices(MovementUnit), default=MovementUnit.MINUTES
    )
    goal = models.ForeignKey(Goal, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()
    ended_early_at = models.DateTimeField(null=True, blank=True)
    link_version = models.PositiveSmallIntegerField(default=1, help_text="Raised to take back links.")

    class Meta:
        ordering = ["-starts_on"]
        indexes = [
            models.Index(
                fields=["clinic", "ends_on"], condition=Q(ended_early_at=None), name="check_ins_running"
            )
        ]

    def __str__(self) -> str:
        return f"{self.starts_on} to {self.ends_on}"


class Day(models.Model):
    """One patient's one day. Null is “not said”, never zero.

    Self-reported and device values are kept apart. Keyed by (patient, day) without a surrogate id
    (docs/adr/0004).
    """

    pk = models.CompositePrimaryKey("patient_id", "day")
    patient = models.ForeignKey(Patient, models.PROTECT, related_name="days")
    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="+")
    day = models.DateField()
    mark = models.PositiveSmallIntegerField(
        null=True, choices=[(m.value, m.name.capitalize()) for m in DayMark]
    )
    moved_minutes = models.PositiveSmallIntegerField(null=True)
    slept_minutes = models.PositiveSmallIntegerField(null=True)
    goal_tick = models.CharField(max_length=4, choices=choices(GoalTick), blank=True)
    device_steps = models.PositiveIntegerField(null=True)
    device_slept_minutes = models.PositiveSmallIntegerField(null=True)
    device_in_bed_minutes = models.PositiveSmallIntegerField(null=True)
    is_late = models.BooleanField(default=False, help_text="Filled after the day was over.")
    mode = models.CharField(max_length=10, choices=choices(Mode))
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.day}"


class DayEntry(PatientRow, Erasable):
    """One save of a day as it arrived, kept whole. `operation_id` makes a replay harmless."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="day_entries")
    operation_id = models.UUIDField()
    day = models.DateField()
    body = models.JSONField()
    claimed_at = models.DateTimeField(null=True, help_text="When the phone says it was saved.")
    received_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["patient", "operation_id"], name="day_entry_once")]

    def __str__(self) -> str:
        return f"{self.day} ({self.operation_id})"


class Pulse(models.Model):
    """The narrow per-patient row that says when we last heard from somebody; kept by every ingest.

    `last_day` is the person's own word. A watch goes on reporting for somebody who has gone quiet, so its
    last day is kept apart.
    """

    patient = models.OneToOneField(Patient, models.CASCADE, primary_key=True, related_name="pulse")
    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="+")
    last_day = models.DateField(null=True)
    last_mark = models.PositiveSmallIntegerField(null=True)
    last_device_day = models.DateField(null=True)
    usual_gap_days = models.DecimalField(max_digits=5, decimal_places=1, null=True)
    updated_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["clinic", "last_day"], name="pulse_last_day")]

    def __str__(self) -> str:
        return f"last heard {self.last_day}"


class RedFlagAnswer(PatientRow, Erasable):
    """A danger sign asked and answered; “no” is recorded too. The newest per flag counts."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="red_flag_answers")
    flag = models.CharField(max_length=40)
    rules_version = models.CharField(max_length=20)
    answer = models.CharField(max_length=10, choices=choices(FlagAnswer))
    note = models.CharField(max_length=300, blank=True)
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    source_kind = models.CharField(max_length=60)
    source_id = models.CharField(max_length=64)

    class Meta:
        ordering = ["-answered_at"]
        indexes = [models.Index(fields=["patient", "flag", "-answered_at"], name="red_flag_latest")]

    def __str__(self) -> str:
        return f"{self.flag}: {self.answer}"


class DayImport(UUIDModel):
    """One file of device days that was read, so that the same file twice changes nothing."""

    clinic = models.ForeignKey(Clinic, models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    filename = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)
    imported_at = models.DateTimeField()
    report = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["clinic", "sha256"], name="day_file_once")]

    def __str__(self) -> str:
        return self.filename
