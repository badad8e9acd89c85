"""Small wins, found by rule and shared with the patient and the team (S78). Never invented from missing
data.

Wins of days hold whatever the missing days were: taking a day away can end one and can never make one. Wins
of readings are about what was measured, and say of how many values.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from core.words import day, full_day, tenths

from .change_parts import Point
from .performance import PerformanceTest
from .words import DayMark, Direction

DAY = timedelta(days=1)
_WEEK = 7
_MINUTES = frozenset({"min", "mins", "minute", "minutes"})
_TENTH = Decimal("0.1")


class WinKind(StrEnum):
    GOAL_REACHED = "goal_reached"
    NEW_BEST = "new_best"
    GOOD_NIGHTS = "good_nights"
    GOOD_DAYS = "good_days"


@dataclass(frozen=True)
class Win:
    """What, on which day it was complete, and its numbers: now, before, and of how many values.

    Of nights `value` and `before` are hours: the shorter of the good ones, the longer of the poor ones. Of
    days they are how many were good, and `count` is how many of the fourteen have a word.
    """

    kind: WinKind
    on: date
    title: str
    unit: str
    value: Decimal
    before: Decimal
    count: int

    @property
    def sentence(self) -> str:
        """For staff; the patient's own words are the portal's."""
        return _SENTENCES[self.kind](self)


@dataclass(frozen=True)
class Aim:
    """One measure with its values in the order of their days, and its goal's target, if it has one.

    `measure` is its id, for whoever needs the row; `test` its performance test, if it is one.
    """

    title: str
    unit: str
    direction: Direction
    points: tuple[Point, ...]
    target: Decimal | None = None
    measure: str = ""
    test: PerformanceTest | None = None


@dataclass(frozen=True)
class NightLimits:
    """Minutes asleep: at least `good` is a good night, below `poor` a poor one (policies)."""

    good: int
    poor: int


def goal_reached(aim: Aim) -> Win | None:
    """The first value ever at the goal, after at least one that was not."""
    reached = [_is_at(point.value, aim) for point in aim.points]
    if aim.target is None or True not in reached[1:] or reached[0]:
        return None
    place = reached.index(True)
    now, before = aim.points[place], _best(aim.points[:place], aim.direction)
    return Win(WinKind.GOAL_REACHED, now.on, aim.title, aim.unit, now.value, before, len(aim.points))


def new_best(aim: Aim, *, minutes: Decimal) -> Win | None:
    """The newest two values, on two days, both beyond every earlier one: by `minutes` where minutes are
    counted, else by a tenth of the best so far. One good day alone is not one.
    """
    if len(aim.points) < 3:
        return None
    before = _best(aim.points[:-2], aim.direction)
    step = minutes if aim.unit.lower() in _MINUTES else abs(before) * _TENTH
    held = _worst([point.value for point in aim.points[-2:]], aim.direction)
    if _beyond(held, before, aim.direction) < max(step, _TENTH):
        return None
    return Win(WinKind.NEW_BEST, aim.points[-1].on, aim.title, aim.unit, held, before, len(aim.points))


def good_nights(title: str, minutes: Mapping[date, int], limits: NightLimits) -> list[Win]:
    """Two poor nights and then two good ones, four nights running that are all known; each time it
    happened.

    A night that is not known is neither good nor poor, so that a missing one only ends it.
    """
    wins = []
    for on in sorted(minutes):
        nights = [minutes[night] for night in (on - back * DAY for back in (3, 2, 1, 0)) if night in minutes]
        if len(nights) < 4:
            continue
        poor, good = max(nights[:2]), min(nights[2:])
        if poor < limits.poor and good >= limits.good:
            wins.append(
                Win(WinKind.GOOD_NIGHTS, on, title, "hours", Decimal(good) / 60, Decimal(poor) / 60, 4)
            )
    return wins


def good_days(marks: Mapping[date, DayMark], *, until: date, fewest: int) -> Win | None:
    """More good days in the week up to and including `until` than in the week before, `fewest` known in
    both.

    A day without a word counts as not good in this week and as good in the last one: only a gain that no
    missing day could undo is a win.
    """
    this = [marks.get(until - back * DAY) for back in range(_WEEK)]
    last = [marks.get(until - back * DAY) for back in range(_WEEK, 2 * _WEEK)]
    known = [_WEEK - week.count(None) for week in (this, last)]
    now, before = this.count(DayMark.GOOD), last.count(DayMark.GOOD)
    if min(known) < fewest or now <= before + last.count(None):
        return None
    return Win(WinKind.GOOD_DAYS, until, "Good days", "days", Decimal(now), Decimal(before), sum(known))


def _is_at(value: Decimal, aim: Aim) -> bool:
    return aim.target is not None and _beyond(value, aim.target, aim.direction) >= 0


def _beyond(value: Decimal, other: Decimal, direction: Direction) -> Decimal:
    """How much better `value` is than `other`; negative when it is worse."""
    return value - other if direction == Direction.HIGHER_IS_BETTER else other - value


def _best(points: Sequence[Point], direction: Direction) -> Decimal:
    values = [point.value for point in points]
    return max(values) if direction == Direction.HIGHER_IS_BETTER else min(values)


def _worst(values: Sequence[Decimal], direction: Direction) -> Decimal:
    return min(values) if direction == Direction.HIGHER_IS_BETTER else max(values)


def _goal_words(win: Win) -> str:
    now = f"{win.title} {tenths(win.value)} {win.unit} on {full_day(win.on)}"
    return f"First time at the goal: {now}, {tenths(win.before)} at best before; {win.count} values."


def _best_words(win: Win) -> str:
    now = f"{win.title} {tenths(win.value)} {win.unit} twice running, by {full_day(win.on)}"
    return f"A new best that held: {now}, {tenths(win.before)} at best before; {win.count} values."


def _night_words(win: Win) -> str:
    good = f"at least {tenths(win.value)} hours on {day(win.on - DAY)} and {full_day(win.on)}"
    return f"Two good nights running: {win.title} {good}, after two of at most {tenths(win.before)}."


def _day_words(win: Win) -> str:
    weeks = f"{win.value} in the week to {full_day(win.on)}, {win.before} in the one before"
    return f"More good days: {weeks}; {win.count} of 14 days have a word."


_SENTENCES = {
    WinKind.GOAL_REACHED: _goal_words,
    WinKind.NEW_BEST: _best_words,
    WinKind.GOOD_NIGHTS: _night_words,
    WinKind.GOOD_DAYS: _day_words,
}
