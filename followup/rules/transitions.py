"""The moves of a reminder. A lapsed *claimed* is safe to claim again, because nothing left the house;
a lapsed *sending* is not, because something may have.
"""

from core.errors import DomainError

from .words import CancelReason, ReminderState

_S = ReminderState

NEXT: dict[ReminderState, set[ReminderState]] = {
    _S.SCHEDULED: {_S.CLAIMED, _S.CANCELLED},
    _S.CLAIMED: {_S.SENDING, _S.SCHEDULED, _S.CANCELLED},
    _S.SENDING: {_S.SENT, _S.SCHEDULED, _S.CANCELLED, _S.UNCERTAIN},
    # The sender that was slow may still learn that the message went; a person may send it again.
    _S.UNCERTAIN: {_S.SENT, _S.SCHEDULED},
    _S.SENT: set(),
    _S.CANCELLED: {_S.SCHEDULED},
}

#: A reminder cancelled for one of these is scheduled again when its cause is gone.
CAN_HEAL = frozenset({CancelReason.NO_EMAIL, CancelReason.NO_CONSENT, CancelReason.ADDRESS_REFUSED})


def ensure_can_move(now: ReminderState, to: ReminderState) -> None:
    """Refuse a move that the table does not hold."""
    if to not in NEXT[now]:
        raise DomainError("illegal_move", f"A {now} reminder cannot become {to}.")
