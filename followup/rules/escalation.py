"""Whom to tell about an urgent task that nobody took: its lead, then on-call, again and again (decisions)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Told(StrEnum):
    LEAD = "lead"
    ON_CALL = "on_call"


@dataclass(frozen=True)
class Rung:
    """One step of the ladder: its number, whom it tells, and from when until when it is worth telling."""

    number: int
    told: Told
    at: datetime
    use_by: datetime


def rung_due(opened_at: datetime, *, now: datetime, patience: timedelta, every: timedelta) -> Rung | None:
    """The newest rung that is due, or None before the first.

    The lead is told when `patience` is over, on-call at every `every` after that. A sweep that was late
    tells once, not once for each rung that it missed.
    """
    waited = now - opened_at - patience
    if waited < timedelta(0):
        return None
    number = waited // every
    at = opened_at + patience + number * every
    return Rung(number, Told.ON_CALL if number else Told.LEAD, at, at + every)
