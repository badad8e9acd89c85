"""May this message go out now, and if the mail server will not take it, when next?"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from .words import CancelReason

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=1)


class Handover(StrEnum):
    """What became of a message that was offered to the mail server."""

    TAKEN = "taken"
    NOT_NOW = "not_now"
    REFUSED = "refused"
    UNKNOWN = "unknown"


class Asked(StrEnum):
    """Where the thing stands that the message is about."""

    WAITING = "waiting"
    ANSWERED = "answered"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True)
class SendFacts:
    """What is true at the moment of sending, by the database's clock."""

    record_open: bool
    has_email: bool
    may_email: bool
    asked: Asked
    use_by: datetime


def why_not(facts: SendFacts, *, now: datetime) -> CancelReason | None:
    """The reason that forbids sending to a patient, or None. The order is that of weight."""
    forbidden = {
        CancelReason.RECORD_CLOSED: not facts.record_open,
        CancelReason.ANSWERED: facts.asked == Asked.ANSWERED,
        CancelReason.NOT_ASKED_ANY_MORE: facts.asked == Asked.TAKEN_BACK,
        CancelReason.TOO_LATE: facts.use_by <= now,
        CancelReason.NO_EMAIL: not facts.has_email,
        CancelReason.NO_CONSENT: not facts.may_email,
    }
    return next((reason for reason, holds in forbidden.items() if holds), None)


def pause_after(attempts: int) -> timedelta:
    """1, 2, 4, ... minutes after each attempt that the server put off, at most an hour."""
    return min(FIRST_PAUSE * 2 ** min(attempts - 1, 10), LONGEST_PAUSE)
