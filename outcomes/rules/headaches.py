"""Days with a headache medicine against the limit of overuse, in three months of 30 days (C6).

ICHD-3 (Cephalalgia 2018;38:1-211) 8.2, medication-overuse headache: taken on 10 or more days a month
(ergotamine, triptans, opioids, combinations) or 15 or more (paracetamol, aspirin, other NSAIDs), for more
than three months, in somebody with headache on 15 or more days a month. The counts rest on expert opinion,
says ICHD-3 itself. A day on which nobody said is missing and never a day without medicine.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from .words import AcuteMedicine, Headache

MONTH_DAYS = 30
MONTHS = 3


@dataclass(frozen=True)
class HeadacheDay:
    """None where it was not said."""

    day: date
    level: Headache | None
    medicine: bool | None


class Overuse(StrEnum):
    OVER = "over"
    UNDER = "under"
    CANNOT_TELL = "cannot tell"

    @property
    def glyph(self) -> str:
        return {"over": "▲", "under": "=", "cannot tell": "?"}[self]


@dataclass(frozen=True)
class HeadacheMonth:
    """30 days, both ends included, and what was said of them."""

    first: date
    last: date
    medicine_days: int
    headache_days: int
    told: int
    limit: int

    @property
    def missing(self) -> int:
        return MONTH_DAYS - self.told

    @property
    def took_percent(self) -> float:
        return round(100 * self.medicine_days / MONTH_DAYS, 1)

    @property
    def limit_percent(self) -> float:
        return round(100 * self.limit / MONTH_DAYS, 1)

    @property
    def verdict(self) -> Overuse:
        """Over is sure whatever was not said; under only when the missing days could not change it."""
        if self.medicine_days >= self.limit:
            return Overuse.OVER
        return Overuse.UNDER if self.medicine_days + self.missing < self.limit else Overuse.CANNOT_TELL


@dataclass(frozen=True)
class HeadacheVerdict:
    code: Overuse
    sentence: str
    months: tuple[HeadacheMonth, ...]


def limit_for(medicine: AcuteMedicine | str, *, strong: int, simple: int) -> int:
    """The lower one while nobody said what is taken."""
    return simple if medicine == AcuteMedicine.SIMPLE else strong


def headache_months(days: Sequence[HeadacheDay], *, on: date, limit: int) -> HeadacheVerdict:
    """Three months of 30 days up to and including `on`, the newest first."""
    of_day = {day.day: day for day in days}
    months = tuple(_month(of_day, on - timedelta(days=MONTH_DAYS * back), limit) for back in range(MONTHS))
    return HeadacheVerdict(_code(months), _sentence(months, limit), months)


def _month(of_day: dict[date, HeadacheDay], last: date, limit: int) -> HeadacheMonth:
    span = [last - timedelta(days=back) for back in range(MONTH_DAYS)]
    said = [of_day[day] for day in span if day in of_day and of_day[day].medicine is not None]
    aches = [of_day[day].level for day in span if day in of_day]
    return HeadacheMonth(
        first=span[-1],
        last=last,
        medicine_days=sum(bool(day.medicine) for day in said),
        headache_days=sum(bool(level) for level in aches),
        told=len(said),
        limit=limit,
    )


def _code(months: Sequence[HeadacheMonth]) -> Overuse:
    verdicts = [month.verdict for month in months]
    if all(verdict == Overuse.OVER for verdict in verdicts):
        return Overuse.OVER
    return Overuse.UNDER if Overuse.UNDER in verdicts else Overuse.CANNOT_TELL


def _sentence(months: Sequence[HeadacheMonth], limit: int) -> str:
    over = sum(month.verdict == Overuse.OVER for month in months)
    missing = sum(month.missing for month in months)
    if missing == MONTH_DAYS * MONTHS:
        return f"Whether a headache medicine was taken: {missing} of {missing} days were not said."
    counts = ", ".join(str(month.medicine_days) for month in months)
    told = f"{counts} days with a headache medicine in the last three months of 30 days, newest first"
    gaps = f"{missing} of {MONTH_DAYS * MONTHS} days were not said"
    if over == MONTHS:
        return f"{told}: {limit} or more in each. {gaps}. Worth asking about medicine overuse."
    if _code(months) == Overuse.CANNOT_TELL:
        return f"{told}. Cannot tell whether that is {limit} or more in each: {gaps}."
    return f"{told}: {limit} or more in {over} of {MONTHS}. {gaps}."
