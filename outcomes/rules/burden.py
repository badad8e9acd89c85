"""How much a patient is asked: minutes of questions in a month (clinical.md 11).

An estimate for whoever asks, never a bar: what is over it is said with its sum.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

#: Any 30 days in a row.
MONTH = timedelta(days=30)

#: The day on which it is put to the patient, and how many minutes it takes.
Burden = tuple[date, Decimal]


def minutes_of(questions: int, *, seconds_each: Decimal) -> Decimal:
    """Minutes, not rounded."""
    return questions * seconds_each / 60


def heaviest_month(asked: Sequence[Burden], *, on: date) -> Decimal:
    """Minutes of the heaviest 30 days that hold the day `on`; 0 when nothing is asked in any of them."""
    starts = [on, *(day for day, _ in asked if on - MONTH < day <= on)]
    return max(sum((m for day, m in asked if start <= day < start + MONTH), Decimal(0)) for start in starts)
