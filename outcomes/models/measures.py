"""What the person can do, and wants to do again."""

from django.db import models
from django.db.models import Q

from core.models import Erasable, choices
from people.models import Patient, PatientRow, User

from ..rules.frequency import frequency_words
from ..rules.words import Capacity, Direction, GoalStatus, Mode, Per, Protocol, Side


class Measure(PatientRow, Erasable):
    """Something that the person can do, with its unit: sits 20 minutes (S07).

    A performance test is one too, a series for each version of its protocol and each side (S64).
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="measures")
    capacity = models.CharField(max_length=10, choices=choices(Capacity))
    label = models.CharField(max_length=120)
    unit = models.CharField(max_length=30)
    direction = models.CharField(
        max_length=20, choices=choices(Direction), default=Direction.HIGHER_IS_BETTER
    )
    limiter = models.CharField(max_length=120, blank=True, help_text="What stops the person.")
    sensitive = models.BooleanField(default=False)
    test = models.CharField(max_length=30, blank=True, help_text="Key of its performance test, if it is one.")
    test_version = models.CharField(max_length=10, blank=True)
    side = models.CharField(max_length=5, choices=choices(Side), blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "capacity", "label"], condition=Q(erred_at=None), name="measure_once"
            )
        ]

    def __str__(self) -> str:
        return self.label


class Reading(PatientRow, Erasable):
    """One value of a measure on a day. A timed one keeps its trials, in seconds, and is their mean."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="readings")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="readings")
    value = models.DecimalField(max_digits=9, decimal_places=2)
    true_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    mode = models.CharField(max_length=10, choices=choices(Mode))
    protocol = models.CharField(max_length=10, choices=choices(Protocol), default=Protocol.STATED)
    trials = models.JSONField(default=list, blank=True)
    note = models.CharField(max_length=120, blank=True, help_text="With a stick; arms were needed.")

    class Meta:
        ordering = ["true_on", "recorded_at", "id"]
        indexes = [models.Index(fields=["measure", "true_on"], name="reading_series")]

    def __str__(self) -> str:
        return f"{self.value} on {self.true_on}"


class Goal(PatientRow, Erasable):
    """What the person wants back, in their words, with a number (S28).

    `words` and `frequency` are verbatim. `times` and `per` are the count in them, where they name one.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="goals")
    rank = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=200)
    activity = models.CharField(max_length=120, blank=True)
    measure = models.ForeignKey(Measure, models.PROTECT, null=True, blank=True, related_name="goals")
    target = models.DecimalField(max_digits=9, decimal_places=2)
    unit = models.CharField(max_length=30)
    frequency = models.CharField(max_length=60, blank=True)
    times = models.PositiveSmallIntegerField(null=True, blank=True)
    per = models.CharField(max_length=5, choices=choices(Per), blank=True)
    condition = models.CharField(max_length=120, blank=True)
    baseline = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    baseline_on = models.DateField(null=True, blank=True)
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

    @property
    def frequency_words(self) -> str:
        return frequency_words(self.frequency, self.times, self.per)
