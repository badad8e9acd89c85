"""Verbs about files of wearables: received, claimed, imported, columns named, undone (docs/adr/0017)."""

from .columns import choose_columns
from .importing import import_file
from .receipt import Received, receive_file, too_large_sentence
from .undo import undo_import
from .waiting import claim, claim_waiting, set_aside_forgotten

__all__ = [
    "Received",
    "choose_columns",
    "claim",
    "claim_waiting",
    "import_file",
    "receive_file",
    "set_aside_forgotten",
    "too_large_sentence",
    "undo_import",
]
