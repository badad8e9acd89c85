"""A clinic's file: the licensed wording of one of our forms, or an instrument of its own (S62, S64).

YAML from outside, so it is read with care: text only, no anchors, no tags, no key twice, not too large. What
is wrong is said with its line and in our words: a licensed wording must not end up in a log.
"""

from .definition import instrument_from
from .lines import LARGEST_BYTES, FileError, Plain, read_lines
from .shape import Misfit, Shape
from .whole import FileKind, InstrumentFile, read_instrument_file
from .wording import worded, wording_from

__all__ = [
    "LARGEST_BYTES",
    "FileError",
    "FileKind",
    "InstrumentFile",
    "Misfit",
    "Plain",
    "Shape",
    "instrument_from",
    "read_instrument_file",
    "read_lines",
    "worded",
    "wording_from",
]
