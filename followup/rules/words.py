"""The words that follow-up speaks in."""

from enum import StrEnum


class ReminderState(StrEnum):
    """A reminder is a row before it is a message; `transitions.NEXT` holds the moves."""

    SCHEDULED = "scheduled"
    CLAIMED = "claimed"
    SENDING = "sending"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    CANCELLED = "cancelled"


class ReminderKind(StrEnum):
    """What the message is about: a questionnaire or the story before a visit, for its patient; or a task that
    staff left waiting.
    """

    QUESTIONNAIRE = "questionnaire"
    ESCALATION = "escalation"
    PREVISIT = "previsit"


class CancelReason(StrEnum):
    """Why a message did not go out. Those of `transitions.CAN_HEAL` end when their cause does."""

    NO_EMAIL = "no_email"
    NO_CONSENT = "no_consent"
    ADDRESS_REFUSED = "address_refused"
    RECORD_CLOSED = "record_closed"
    ANSWERED = "answered"
    NOT_ASKED_ANY_MORE = "not_asked_any_more"
    TOO_LATE = "too_late"
    TAKEN = "taken"
    NOBODY_TO_TELL = "nobody_to_tell"

    @property
    def label(self) -> str:
        return {
            "no_email": "no e-mail address",
            "no_consent": "has not agreed to e-mail",
            "address_refused": "the mail server refused the address",
            "record_closed": "the record is closed",
            "answered": "already answered",
            "not_asked_any_more": "the question was taken back",
            "too_late": "it could not be sent in time",
            "taken": "somebody took the task",
            "nobody_to_tell": "no lead and no on-call address",
        }[self.value]


class CallResult(StrEnum):
    """The result of a call (A5, after Simple's “Result of call”)."""

    SPOKE_WELL = "spoke_well"
    NEEDS_CLINICIAN = "needs_clinician"
    NO_ANSWER = "no_answer"
    LEFT_MESSAGE = "left_message"
    WRONG_NUMBER = "wrong_number"
    REMOVED = "removed"

    @property
    def label(self) -> str:
        return {
            "spoke_well": "Spoke, all well",
            "needs_clinician": "Spoke, needs clinician",
            "no_answer": "No answer",
            "left_message": "Left message",
            "wrong_number": "Wrong number",
            "removed": "Taken off the list",
        }[self.value]


class CallAgain(StrEnum):
    """When to try somebody again who did not answer."""

    LATER_TODAY = "later_today"
    TOMORROW = "tomorrow"
    IN_3_DAYS = "in_3_days"

    @property
    def label(self) -> str:
        return {"later_today": "later today", "tomorrow": "tomorrow", "in_3_days": "in 3 days"}[self.value]


class RemovalReason(StrEnum):
    """Why somebody leaves the list without a call. A new reason to call brings them back."""

    ALREADY_SEEN = "already_seen"
    MOVED = "moved"
    DIED = "died"
    ASKED_NOT_TO = "asked_not_to"

    @property
    def label(self) -> str:
        return {
            "already_seen": "Already seen",
            "moved": "Moved away",
            "died": "Died",
            "asked_not_to": "Asked not to be called",
        }[self.value]


class ReasonCode(StrEnum):
    """Why somebody is on the worklist."""

    CHECKPOINT = "checkpoint"
    QUESTIONNAIRE = "questionnaire"
    SILENT = "silent"
    UNCERTAIN = "uncertain"
    TASK = "task"
    TRIAGE = "triage"

    @property
    def label(self) -> str:
        return {
            "checkpoint": "Checkpoint",
            "questionnaire": "Questionnaire",
            "silent": "Silent",
            "uncertain": "May not have arrived",
            "task": "Tasks",
            "triage": "Ask again",
        }[self.value]
