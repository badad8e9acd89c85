"""A goal looked at once a week, so that a plan is judged in a week and not in months (S28).

A week begins on Monday. A week without a word is missing: it is neither a yes nor a no.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from core.errors import DomainError

from .words import GoalTick

WEEK = timedelta(days=7)
#: The phone takes this week and the one before it.
WEEKS_OPEN = 1


@dataclass(frozen=True)
class WeekTold:
    """What was said of one week. `value` is None when no number was given."""

    week_on: date
    tick: GoalTick
    value: Decimal | None


@dataclass(frozen=True)
class WeeksTold:
    """The weeks of a goal, newest first, out of how many there were."""

    told: tuple[WeekTold, ...]
    possible: int

    @property
    def by_tick(self) -> dict[str, int]:
        """“yes”, “part” and “no” with how many weeks, in this order."""
        return {tick.value: sum(week.tick == tick for week in self.told) for tick in GoalTick}

    @property
    def missing(self) -> int:
        return self.possible - len(self.told)


def week_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def last_day_lived(week_on: date, *, today: date) -> date:
    """The day that a number of this week is true on: its Sunday, or today while it still runs."""
    return min(week_on + WEEK - timedelta(days=1), today)


def weeks_told(told: Sequence[WeekTold], *, since: date, today: date, most: int) -> WeeksTold:
    """The last `most` weeks up to this one, counted from the week in which the goal was set.

    Weeks told of the time before count as possible too. At most one entry a week is expected.
    """
    this = week_of(today)
    first = min([week_of(since), *(week.week_on for week in told)])
    possible = min(most, (this - first).days // 7 + 1)
    earliest = this - (possible - 1) * WEEK
    kept = sorted((w for w in told if earliest <= w.week_on <= this), key=lambda w: w.week_on, reverse=True)
    return WeeksTold(tuple(kept), max(possible, 0))


def check_week(week_on: date, *, today: date, born: date, is_phone: bool) -> None:
    """Refuse a week that has not begun, one before the birth, and from a phone one that is over for long."""
    if week_on != week_of(week_on):
        raise DomainError("not_a_week", "A week begins on a Monday.", "week_on")
    if week_on > week_of(today):
        raise DomainError("future", "That week has not come yet.", "week_on")
    if week_on + WEEK <= born:
        raise DomainError("before_birth", "That is before the birth date.", "week_on")
    if is_phone and week_on < week_of(today) - WEEKS_OPEN * WEEK:
        raise DomainError("too_late", "This week is closed now. Your care team can still add it.", "week_on")
