"""Who needs us today: reminders, calls, and what came of them."""

from django.db import models
from django.db.models import Q

from core.models import choices
from outcomes.models import Ask
from people.models import Patient, PatientRow, User

from .rules.words import CallResult, ReminderKind, ReminderState, RemovalReason


class Reminder(PatientRow):
    """One message to one patient about one thing. The row exists before anything is sent.

    `dedupe_key` makes planning safe to repeat; `message_id` is fixed when the row is made, so that a
    resent message is the same message to every receiver.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="reminders")
    kind = models.CharField(max_length=20, choices=choices(ReminderKind))
    ask = models.ForeignKey(Ask, models.PROTECT, null=True, blank=True, related_name="reminders")
    dedupe_key = models.CharField(max_length=120, unique=True)
    message_id = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=10, choices=choices(ReminderState), default=ReminderState.SCHEDULED)
    due_at = models.DateTimeField()
    use_by = models.DateTimeField()
    leased_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    cancelled_reason = models.CharField(max_length=120, blank=True)
    last_error = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["due_at"]
        constraints = [
            models.CheckConstraint(
                name="reminder_cancelled_has_a_reason",
                condition=~Q(state=ReminderState.CANCELLED) | ~Q(cancelled_reason=""),
            )
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(
                    state__in=[ReminderState.SCHEDULED, ReminderState.CLAIMED, ReminderState.SENDING]
                ),
                name="reminder_to_do",
            ),
            models.Index(fields=["clinic", "state"], name="reminder_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class ContactAttempt(PatientRow):
    """One call and its result. Leaving the list needs a reason; coming back has a date (S82)."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="contact_attempts")
    result = models.CharField(max_length=16, choices=choices(CallResult))
    removal_reason = models.CharField(max_length=14, choices=choices(RemovalReason), blank=True)
    remind_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    reasons = models.JSONField(default=list, help_text="Codes of the reasons that this call answered.")
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                name="contact_removed_has_a_reason",
                condition=~Q(result=CallResult.REMOVED) | ~Q(removal_reason=""),
            )
        ]
        indexes = [models.Index(fields=["patient", "-at"], name="contact_latest")]

    def __str__(self) -> str:
        return self.get_result_display()
