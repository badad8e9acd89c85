"""How often a person is asked about their day (S70, S76): daily for a block, then once a week, then not.

Being asked on many days wears people down, more than the number of questions does; so it becomes less by
itself, and starts again only when somebody begins a new block (docs/adr/0021).
"""

from datetime import date
from enum import StrEnum


class Rhythm(StrEnum):
    DAILY = "daily"
    WEEKLY = "weekly"
    FREE = "free"


def rhythm_on(day: date, *, starts_on: date, ends_on: date, weekly_until: date | None) -> Rhythm:
    """The rhythm of a day by its block; all of them days of the person's own calendar, ends included."""
    if starts_on <= day <= ends_on:
        return Rhythm.DAILY
    if weekly_until is not None and ends_on < day <= weekly_until:
        return Rhythm.WEEKLY
    return Rhythm.FREE
