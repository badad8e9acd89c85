"""The capture line: a typed line becomes rows, can be taken back, and can be read again as another kind."""

from .lines import capture_line, read_again, undo_line

__all__ = ["capture_line", "read_again", "undo_line"]
