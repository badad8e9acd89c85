"""Plain tables of days: their head for the column picker, and their days once columns are chosen."""

from typing import BinaryIO

from core.errors import DomainError

from .contract import TableShape


def sniff_table(file: BinaryIO) -> TableShape:
    """The head of a table that is separated by commas, semicolons or tabs; a file that is none is refused."""
    raise DomainError("not_table", "This is no table of days.")
