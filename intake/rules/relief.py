"""A treatment that was tried as a window of relief: from when, for how long, and why it ended (S13)."""

from dataclasses import dataclass
from datetime import date, timedelta

from .fuzzy import FuzzyDate, read_length
from .reach import Reach, reach_of
from .said import read_when
from .timeline import Shape
from .words import Ended

#: Below this a window is a stub: relief that was over before it could be used.
STUB_DAYS = 7


@dataclass(frozen=True)
class Relief:
    """`start` and `end` are what they may mean; an end of None is not known, or is still to come."""

    shape: Shape
    start: Reach | None
    end: Reach | None = None


def relief_of(*, when: str, helped_for: str, ended: str, told_on: date) -> Relief:
    """From the words of the ledger, read as on the day on which they were told.

    Relief that is still on ends nowhere. “Did not help” has no window, whatever its time; what could not be
    had has none either and is another shape. Without words for how long, nobody said so: that is not zero.
    """
    said = read_when(when, today=told_on)
    start = _reach(said.start)
    if ended == Ended.ACCESS:
        return Relief(Shape.NOT_HAD, start)
    if ended == Ended.STILL_USING:
        return Relief(Shape.STILL_HELPS, start)
    length = read_length(helped_for)
    if length:
        shape = Shape.STUB if length.days < STUB_DAYS else Shape.RELIEF
        return Relief(shape, start, _after(start, length.days))
    if ended == Ended.NO_BENEFIT:
        return Relief(Shape.NO_BENEFIT, start)
    return Relief(Shape.NOT_SAID, start)


def _reach(one: FuzzyDate) -> Reach | None:
    return reach_of(one.starts_on, one.precision, one.words) if one.starts_on else None


def _after(start: Reach | None, days: float) -> Reach | None:
    """The end is as exact as the start: two days from a day in March are over in March or April."""
    if start is None:
        return None
    length = timedelta(days=max(round(days), 1))
    return Reach(start.first + length, start.last + length)
