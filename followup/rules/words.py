"""The words that follow-up speaks in."""

from enum import StrEnum


class ReminderState(StrEnum):
    """A reminder is a row before it is a message.

    scheduled -> claimed (leased; a lapsed lease is reclaimed) -> sending (committed just before the
    hand-over) -> sent. A lapsed *sending* becomes uncertain and is resent only by a person.
    """

    SCHEDULED = "scheduled"
    CLAIMED = "claimed"
    SENDING = "sending"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    CANCELLED = "cancelled"


class ReminderKind(StrEnum):
    QUESTIONNAIRE = "questionnaire"


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
            "removed": "Remove from the list",
        }[self.value]


class RemovalReason(StrEnum):
    ALREADY_SEEN = "already_seen"
    MOVED = "moved"
    DIED = "died"
    ASKED_NOT_TO = "asked_not_to"
