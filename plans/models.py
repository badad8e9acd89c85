"""Care plans: a hypothesis with a date. Sequenced steps, checkpoints, decisions."""

from django.db import models
from django.db.models import Q

from core.models import Draft, Erasable, choices
from intake.models import Hypothesis
from outcomes.models import Goal, Measure
from people.models import Patient, PatientRow, PatientRowQuerySet, User

from .rules.words import (
    CannotTellReason,
    CheckpointState,
    Comparison,
    Decision,
    JudgedBy,
    NotDeliveredReason,
    PlanStatus,
    StepKind,
    StepStatus,
)


class PlanQuerySet(PatientRowQuerySet):
    def signed(self):
        return self.filter(status=PlanStatus.SIGNED)

    def drafts(self):
        return self.filter(status=PlanStatus.DRAFT)


class Plan(PatientRow, Draft):
    """A plan for one working idea. Clinical words and the patient's plain words are separate fields."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="plans")
    hypothesis = models.ForeignKey(Hypothesis, models.PROTECT, null=True, blank=True, related_name="plans")
    goal = models.ForeignKey(Goal, models.PROTECT, null=True, blank=True, related_name="plans")
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    template = models.CharField(max_length=60)
    template_version = models.CharField(max_length=20)
    status = models.CharField(max_length=12, choices=choices(PlanStatus), default=PlanStatus.DRAFT)
    title = models.CharField(max_length=200)
    what_is_going_on = models.TextField(
        "what we think is going on, in plain words", blank=True, max_length=1500
    )
    movement = models.TextField("movement, in plain words", blank=True, max_length=1500)
    sleep = models.TextField("sleep, in plain words", blank=True, max_length=1500)
    flare_day_1 = models.TextField("flare, day 1", blank=True, max_length=800)
    flare_day_2 = models.TextField("flare, day 2", blank=True, max_length=800)
    flare_day_3 = models.TextField("flare, day 3", blank=True, max_length=800)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_reason = models.CharField(max_length=300, blank=True)

    draft_fields = (
        "what_is_going_on",
        "movement",
        "sleep",
        "flare_day_1",
        "flare_day_2",
        "flare_day_3",
    )

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["patient"], condition=Q(status=PlanStatus.SIGNED), name="plan_one_signed_per_patient"
            ),
            models.UniqueConstraint(
                fields=["patient"], condition=Q(status=PlanStatus.DRAFT), name="plan_one_draft_per_patient"
            ),
            models.CheckConstraint(
                name="plan_signed_by_and_at_together",
                condition=Q(signed_at=None, signed_by=None)
                | Q(signed_at__isnull=False, signed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_draft(self) -> bool:
        return self.status == PlanStatus.DRAFT

    @property
    def is_signed(self) -> bool:
        return self.status == PlanStatus.SIGNED


class Step(PatientRow, Draft, Erasable):
    """One thing to do, in its place in the order; a procedure opens a window that its pair uses (S33)."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="steps")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=choices(StepKind))
    is_block = models.BooleanField(default=False, help_text="A diagnostic block: its response is an answer.")
    title = models.CharField(max_length=160)
    clinical = models.TextField("for the team", blank=True, max_length=1500)
    plain = models.TextField("for the patient, in plain words", blank=True, max_length=600)
    who = models.CharField(max_length=80, blank=True)
    weeks = models.PositiveSmallIntegerField("how long, in weeks", null=True, blank=True)
    pairs_with = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    status = models.CharField(max_length=14, choices=choices(StepStatus), default=StepStatus.PLANNED)
    started_on = models.DateField(null=True, blank=True)
    delivered_on = models.DateField(null=True, blank=True)
    not_delivered_reason = models.CharField(max_length=20, choices=choices(NotDeliveredReason), blank=True)

    draft_fields = ("title", "clinical", "plain", "who", "weeks")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "position"], name="step_position_once", deferrable=models.Deferrable.DEFERRED
            )
        ]

    def __str__(self) -> str:
        return self.title


class BlockResponse(PatientRow, Erasable):
    """What a block did: how much relief, for how many hours (S24)."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="block_responses")
    step = models.ForeignKey(Step, models.PROTECT, related_name="block_responses")
    percent_relief = models.PositiveSmallIntegerField()
    hours = models.DecimalField(max_digits=5, decimal_places=1)
    true_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["true_on", "id"]
        constraints = [
            models.CheckConstraint(name="block_relief_is_a_percentage", condition=Q(percent_relief__lte=100))
        ]

    def __str__(self) -> str:
        return f"{self.percent_relief} percent for {self.hours} h"


class CheckpointQuerySet(PatientRowQuerySet):
    def waiting(self):
        return self.filter(state=CheckpointState.WAITING)


class Checkpoint(PatientRow, Draft):
    """The dated question that a plan must answer, with both branches written before it starts (S30, S32).

    `judged_by` says whose number answers it: one of the person's own measures, an instrument's score, or the
    block of its step. `instrument` is put to the patient at every checkpoint. Until its step starts a later
    checkpoint has no dates, only `after_days`.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="checkpoints")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="checkpoints")
    step = models.ForeignKey(Step, models.PROTECT, related_name="checkpoints")
    previous = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="next")
    state = models.CharField(max_length=10, choices=choices(CheckpointState), default=CheckpointState.DRAFT)
    question = models.CharField(max_length=300, blank=True)
    judged_by = models.CharField(max_length=10, choices=choices(JudgedBy), default=JudgedBy.MEASURE)
    measure = models.ForeignKey(Measure, models.PROTECT, null=True, blank=True, related_name="+")
    instrument = models.CharField(max_length=40, default="peg")
    comparison = models.CharField(max_length=10, choices=choices(Comparison), default=Comparison.AT_LEAST)
    line = models.DecimalField("the number to reach", max_digits=9, decimal_places=2, null=True, blank=True)
    after_days = models.PositiveSmallIntegerField("days after its step starts", default=42)
    due_on = models.DateField(null=True, blank=True)
    opens_on = models.DateField(null=True, blank=True)
    late_on = models.DateField(null=True, blank=True)
    yes_branch = models.TextField("if yes", blank=True, max_length=800)
    yes_step = models.ForeignKey(Step, models.SET_NULL, null=True, blank=True, related_name="+")
    no_branch = models.TextField("if no", blank=True, max_length=800)
    no_step = models.ForeignKey(Step, models.SET_NULL, null=True, blank=True, related_name="+")
    not_delivered_branch = models.TextField("if it was not delivered", blank=True, max_length=800)
    plain_question = models.CharField("the question, in plain words", blank=True, max_length=300)
    plain_yes = models.CharField("if yes, in plain words", blank=True, max_length=300)
    plain_no = models.CharField("if no, in plain words", blank=True, max_length=300)
    decision = models.CharField(max_length=12, choices=choices(Decision), blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=400, blank=True)
    cannot_tell_reason = models.CharField(max_length=16, choices=choices(CannotTellReason), blank=True)
    evidence = models.JSONField(default=dict, blank=True, help_text="As it stood when it was decided.")
    cosign_needed = models.BooleanField(default=False)
    cosigned_at = models.DateTimeField(null=True, blank=True)
    cosigned_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    draft_fields = (
        "question",
        "line",
        "due_on",
        "after_days",
        "yes_branch",
        "no_branch",
        "not_delivered_branch",
        "plain_question",
        "plain_yes",
        "plain_no",
    )

    objects = CheckpointQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="checkpoint_decided_by_and_at_together",
                condition=Q(decided_at=None, decided_by=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="checkpoint_waiting_has_its_dates",
                condition=~Q(state=CheckpointState.WAITING)
                | Q(due_on__isnull=False, opens_on__isnull=False, late_on__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["clinic", "due_on", "patient"],
                condition=Q(state=CheckpointState.WAITING),
                name="checkpoint_waiting_due",
            )
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def is_decided(self) -> bool:
        return self.state == CheckpointState.DECIDED

    @property
    def awaits_cosign(self) -> bool:
        return self.cosign_needed and self.cosigned_at is None
