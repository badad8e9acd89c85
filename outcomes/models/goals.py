"""How a goal goes: week by week, and on its own scale."""

from django.db import models
from django.db.models import Q

from core.models import Erasable, choices
from people.models import Patient, PatientRow, User

from ..rules.words import GoalTick, Mode
from .measures import Goal, Reading


class GoalWeek(PatientRow, Erasable):
    """What was said of a goal's week (S28). Of several the newest counts.

    `operation_id` makes a replay harmless. With a measure behind the goal, its number is a reading too.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="goal_weeks")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="weeks")
    week_on = models.DateField(help_text="The Monday of the week.")
    tick = models.CharField(max_length=4, choices=choices(GoalTick))
    value = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    reading = models.ForeignKey(Reading, models.PROTECT, null=True, blank=True, related_name="+")
    operation_id = models.UUIDField()
    mode = models.CharField(max_length=10, choices=choices(Mode))
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["week_on", "recorded_at", "id"]
        constraints = [models.UniqueConstraint(fields=["patient", "operation_id"], name="goal_week_once")]
        indexes = [models.Index(fields=["goal", "week_on"], name="goal_weeks")]

    def __str__(self) -> str:
        return f"{self.tick} in the week of {self.week_on}"


class GoalScale(PatientRow):
    """Goal attainment scaling: five outcomes in words, from much less to much more than expected."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="goal_scales")
    goal = models.OneToOneField(Goal, models.PROTECT, related_name="scale")
    much_less = models.CharField(max_length=200)
    less = models.CharField(max_length=200)
    expected = models.CharField(max_length=200)
    more = models.CharField(max_length=200)
    much_more = models.CharField(max_length=200)
    importance = models.PositiveSmallIntegerField(default=1)
    difficulty = models.PositiveSmallIntegerField(default=1)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="goal_scale_weights",
                condition=Q(importance__range=(1, 3), difficulty__range=(1, 3)),
            )
        ]

    def __str__(self) -> str:
        return self.expected

    @property
    def weight(self) -> int:
        return self.importance * self.difficulty

    @property
    def words(self) -> tuple[str, str, str, str, str]:
        """From -2 to 2."""
        return self.much_less, self.less, self.expected, self.more, self.much_more


class GoalLevel(PatientRow, Erasable):
    """Where a goal stood on its scale on a day. The newest of a day counts."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="goal_levels")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="levels")
    level = models.SmallIntegerField()
    true_on = models.DateField()
    mode = models.CharField(max_length=10, choices=choices(Mode))
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["true_on", "recorded_at", "id"]
        constraints = [models.CheckConstraint(name="goal_level_in_scale", condition=Q(level__range=(-2, 2)))]
        indexes = [models.Index(fields=["goal", "true_on"], name="goal_levels")]

    def __str__(self) -> str:
        return f"{self.level:+d} on {self.true_on}"
