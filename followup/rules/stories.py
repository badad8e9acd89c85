"""When the story before a first visit is asked for by mail: once early, and once more if it is not here."""

from datetime import datetime, timedelta
from enum import StrEnum


class Letter(StrEnum):
    FIRST = "first"
    AGAIN = "again"


def letter_due(
    *, starts_at: datetime, first_at: datetime | None, now: datetime, first_days: int, again_days: int
) -> Letter | None:
    """The letter that should exist by `now`, or None.

    `first_at` is when the first one was planned. A visit that is booked so late that the first letter already
    falls into the days of the second gets one letter, not two.
    """
    if now >= starts_at:
        return None
    if first_at is None:
        return Letter.FIRST if now >= starts_at - timedelta(days=first_days) else None
    again_from = starts_at - timedelta(days=again_days)
    return Letter.AGAIN if first_at < again_from <= now else None
