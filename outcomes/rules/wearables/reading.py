"""Which reader a file is for."""

from typing import BinaryIO

from core.errors import DomainError

from .contract import ColumnChoice, Heard, Limits, WearableDays


def read_wearable_file(
    file: BinaryIO,
    *,
    filename: str,
    zone: str,
    limits: Limits,
    heard: Heard,
    columns: ColumnChoice | None = None,
) -> WearableDays:
    """The days of a file that is seekable; `zone` is the patient's, for times that carry no offset.

    A file that is refused whole raises DomainError with one plain sentence; `needs_columns` asks for the
    columns of a plain table. The same bytes always give the same days.
    """
    raise DomainError("unknown_file", "This is no file of a wearable that we know.")
