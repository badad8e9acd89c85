"""Verbs about referral packets: received, claimed, imported, matched by a human, retried, undone."""

from .decisions import decide_match, retry, undo_import
from .importing import import_packet
from .receipt import Received, limits, receive_packet
from .waiting import claim_waiting

__all__ = [
    "Received",
    "claim_waiting",
    "decide_match",
    "import_packet",
    "limits",
    "receive_packet",
    "retry",
    "undo_import",
]
