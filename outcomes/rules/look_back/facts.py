"""What a look-back is asked, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from .words import ANCHORS, Anchor, Answer, EventKind, Side, Why

#: One anchor's days in the unit of its words; a day without a value is not in it.
Series = Mapping[date, float]


@dataclass(frozen=True)
class Event:
    """Something with a date. `words` complete “in the 14 days after ...”."""

    kind: EventKind
    on: date
    words: str


@dataclass(frozen=True)
class Numbers:
    """The clinic's numbers: days on each side, days of the reference before them, and the least share of
    each that must have a value, in percent."""

    days: int
    reference_days: int
    least_percent: int

    def least_of(self, days: int) -> int:
        """How many of so many days must have a value; never fewer than two, or there is no spread."""
        return max(2, -(-days * self.least_percent // 100))

    @property
    def span(self) -> int:
        return self.reference_days + 2 * self.days


@dataclass(frozen=True)
class Stretch:
    """Some days in a row, both ends included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class Stretches:
    """The reference and the two sides of one event. The event's own day is the first of those after it."""

    reference: Stretch
    before: Stretch
    after: Stretch

    @classmethod
    def around(cls, on: date, numbers: Numbers) -> "Stretches":
        before = on - timedelta(days=numbers.days)
        first, day = before - timedelta(days=numbers.reference_days), timedelta(days=1)
        after = on + timedelta(days=numbers.days) - day
        return cls(Stretch(first, before - day), Stretch(before, on - day), Stretch(on, after))

    @property
    def whole(self) -> Stretch:
        return Stretch(self.reference.first, self.after.last)

    def side(self, side: Side) -> Stretch:
        return self.before if side == Side.BEFORE else self.after


@dataclass(frozen=True)
class Counted:
    """How many of the days have a value, and their mean; None without any."""

    known: int
    possible: int
    mean: float | None

    @property
    def missing(self) -> int:
        return self.possible - self.known


@dataclass(frozen=True)
class Finding:
    """One anchor on one side against the reference, in the anchor's unit.

    `size` is the difference of the two means; `low` to `high` is its 95 percent interval, with the likeness
    of neighbouring days weighed in. `chance` is how often so large a difference shows where there is none.
    All are None when it cannot be told.
    """

    anchor: Anchor
    side: Side
    reference: Counted
    window: Counted
    answer: Answer
    sentence: str
    brief: str = ""
    size: float | None = None
    low: float | None = None
    high: float | None = None
    chance: float | None = None
    asked_first: bool = False
    why: Why | None = None

    @property
    def title(self) -> str:
        return ANCHORS[self.anchor].title

    @property
    def is_alone_clear(self) -> bool:
        """Its own interval leaves out zero, whatever the guard says."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


@dataclass(frozen=True)
class LookBack:
    """Every anchor that has a value at all, before and after, and those that have none."""

    event: Event
    stretches: Stretches
    findings: tuple[Finding, ...]
    silent: tuple[Anchor, ...]
    method: str

    @property
    def worth_asking(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.answer.is_worth_asking)

    @property
    def answered(self) -> int:
        return sum(finding.answer != Answer.CANNOT_TELL for finding in self.findings)
