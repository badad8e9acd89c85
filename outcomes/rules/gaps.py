"""How often somebody usually writes, so that silence is measured by their own habit (S81)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from statistics import median

#: Fewer gaps than this say nothing about a habit.
_ENOUGH = 3


def usual_gap_days(days: Sequence[date]) -> Decimal | None:
    """The median number of days from one logged day to the next; None while there are too few.

    Days in any order, each at most once.
    """
    ordered = sorted(days)
    gaps = [(later - earlier).days for earlier, later in zip(ordered, ordered[1:], strict=False)]
    if len(gaps) < _ENOUGH:
        return None
    return Decimal(str(median(gaps))).quantize(Decimal("0.1"))
