"""Hard weeks, found in the marks."""

from collections.abc import Sequence
from datetime import date, timedelta

WEEK = 7


def hard_weeks(hard_days: Sequence[date], *, least: int) -> list[date]:
    """The first days of the weeks with at least `least` hard days, oldest first; weeks share no day.

    A week begins on a hard day: the earliest from which seven days hold enough of them. Hard days in any
    order, each once. A day without a mark is not hard.
    """
    found: list[date] = []
    ordered = sorted(hard_days)
    for place, first in enumerate(ordered):
        if found and first < found[-1] + timedelta(days=WEEK):
            continue
        end = first + timedelta(days=WEEK)
        if sum(day < end for day in ordered[place : place + WEEK]) >= least:
            found.append(first)
    return found
