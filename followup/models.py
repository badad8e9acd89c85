"""Who needs us today: reminders, calls, and what came of them."""

from django.db import models
from django.db.models import Q

from core.models import UUIDModel, choices
from intake.models import PreVisit
from outcomes.models import Ask
from people.models import Patient, PatientRow, Task, User

from .rules.transitions import CAN_HEAL
from .rules.words import (
    CallAgain,
    CallResult,
    CancelReason,
    ReasonCode,
    ReminderKind,
    ReminderState,
    RemovalReason,
)

_HELD = [ReminderState.CLAIMED, ReminderState.SENDING]


class Reminder(PatientRow):
    """One message about one thing. The row exists before anything is sent (docs/adr/0003).

    `dedupe_key` makes planning safe to repeat. `message_id` is fixed when the row is made, so that a
    message sent again is the same message to every receiver. `lease` names the sender that holds the row:
    one whose lease has passed to somebody else can no longer change it.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="reminders")
    kind = models.CharField(max_length=20, choices=choices(ReminderKind))
    ask = models.ForeignKey(Ask, models.PROTECT, null=True, blank=True, related_name="reminders")
    task = models.ForeignKey(Task, models.PROTECT, null=True, blank=True, related_name="reminders")
    previsit = models.ForeignKey(PreVisit, models.PROTECT, null=True, blank=True, related_name="reminders")
    dedupe_key = models.CharField(max_length=120, unique=True)
    message_id = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=10, choices=choices(ReminderState), default=ReminderState.SCHEDULED)
    due_at = models.DateTimeField()
    use_by = models.DateTimeField()
    lease = models.UUIDField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_to = models.EmailField(blank=True, help_text="Where it goes, once that is settled.")
    sent_at = models.DateTimeField(null=True, blank=True)
    cancelled_reason = models.CharField(max_length=20, choices=choices(CancelReason), blank=True)
    last_error = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["due_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="reminder_cancelled_has_a_reason",
                condition=Q(state=ReminderState.CANCELLED) ^ Q(cancelled_reason=""),
            ),
            models.CheckConstraint(
                name="reminder_is_about_one_thing",
                condition=Q(kind=ReminderKind.QUESTIONNAIRE, ask__isnull=False, task=None, previsit=None)
                | Q(kind=ReminderKind.ESCALATION, ask=None, task__isnull=False, previsit=None)
                | Q(kind=ReminderKind.PREVISIT, ask=None, task=None, previsit__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at", "id"], condition=Q(state=ReminderState.SCHEDULED), name="reminder_to_claim"
            ),
            models.Index(fields=["leased_until"], condition=Q(state__in=_HELD), name="reminder_held"),
            models.Index(fields=["clinic", "state"], name="reminder_by_state"),
            models.Index(
                fields=["use_by"],
                condition=Q(cancelled_reason__in=sorted(CAN_HEAL)),
                name="reminder_may_heal",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class ContactAttempt(PatientRow):
    """One call and its result. Leaving the list needs a reason; coming back has a date (S82).

    It may be undone on the day on which it was logged; the row stays and says so.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="contact_attempts")
    result = models.CharField(max_length=16, choices=choices(CallResult))
    again = models.CharField(max_length=12, choices=choices(CallAgain), blank=True)
    removal_reason = models.CharField(max_length=14, choices=choices(RemovalReason), blank=True)
    remind_on = models.DateField(null=True, blank=True)
    phone = models.CharField(max_length=40, blank=True, help_text="The number that was called.")
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="contact_removed_has_a_reason",
                condition=Q(result=CallResult.REMOVED) ^ Q(removal_reason=""),
            )
        ]
        indexes = [models.Index(fields=["patient", "-at"], name="contact_latest")]

    def __str__(self) -> str:
        return self.get_result_display()


class Hold(UUIDModel):
    """A reason that a call has answered: it stays off the list until a moment, or for good.

    The reason is a code and the id of what it came from, so that the next one of its kind is a new reason.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="holds")
    attempt = models.ForeignKey(ContactAttempt, models.CASCADE, related_name="holds")
    code = models.CharField(max_length=16, choices=choices(ReasonCode))
    source = models.CharField(max_length=64)
    sentence = models.CharField(max_length=400, help_text="As the list said it when the call was made.")
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attempt", "code", "source"], name="hold_once_per_attempt")
        ]
        indexes = [models.Index(fields=["patient", "code", "source"], name="hold_by_reason")]

    def __str__(self) -> str:
        return f"{self.code} until {self.until or 'for good'}"
