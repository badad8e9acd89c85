"""The patient's day: what they said of it, and what a device counted."""

from datetime import date

from django.db import models
from django.db.models import Q

from core.models import Erasable, choices
from people.models import Clinic, Patient, PatientRow, User

from ..rules.rhythm import Rhythm, rhythm_on
from ..rules.words import AcuteMedicine, DayMark, GoalTick, Headache, Mode, MovementUnit
from .measures import Goal


class CheckInEpisode(PatientRow):
    """Six weeks of the patient's day: movement, sleep and one goal of their own (S70)."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="check_in_episodes")
    starts_on = models.DateField()
    ends_on = models.DateField()
    weekly_until = models.DateField(
        null=True, blank=True, help_text="After the last day they are asked once a week, until here."
    )
    movement_unit = models.CharField(
        max_length=10, choices=choices(MovementUnit), default=MovementUnit.MINUTES
    )
    goal = models.ForeignKey(Goal, models.PROTECT, null=True, blank=True, related_name="+")
    asks_headache = models.BooleanField(default=False)
    headache_medicine = models.CharField(
        max_length=10,
        choices=choices(AcuteMedicine),
        blank=True,
        help_text="What they take for a headache: its kind says how many days are too many.",
    )
    created_at = models.DateTimeField()
    ended_early_at = models.DateTimeField(null=True, blank=True)
    link_version = models.PositiveSmallIntegerField(default=1, help_text="Raised to take back links.")

    class Meta:
        ordering = ["-starts_on", "-id"]
        indexes = [
            models.Index(
                fields=["clinic", "ends_on"], condition=Q(ended_early_at=None), name="check_ins_running"
            )
        ]

    def __str__(self) -> str:
        return f"{self.starts_on} to {self.ends_on}"

    @property
    def last_asked_on(self) -> date:
        """The last day on which this block asks anything."""
        return self.weekly_until or self.ends_on

    def rhythm_on(self, day: date) -> Rhythm:
        return rhythm_on(day, starts_on=self.starts_on, ends_on=self.ends_on, weekly_until=self.weekly_until)


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
    moved_steps = models.PositiveIntegerField(null=True, help_text="Typed by hand, not by a device.")
    slept_minutes = models.PositiveSmallIntegerField(null=True)
    goal_tick = models.CharField(max_length=4, choices=choices(GoalTick), blank=True)
    headache = models.PositiveSmallIntegerField(
        null=True, choices=[(level.value, level.name.capitalize()) for level in Headache]
    )
    headache_medicine = models.BooleanField(null=True)
    device_steps = models.PositiveIntegerField(null=True)
    device_slept_minutes = models.PositiveSmallIntegerField(null=True)
    device_in_bed_minutes = models.PositiveSmallIntegerField(null=True)
    steps_source = models.PositiveSmallIntegerField(null=True, help_text="Number of a WearableSource.")
    sleep_source = models.PositiveSmallIntegerField(null=True, help_text="Number of a WearableSource.")
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
