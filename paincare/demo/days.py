"""The days that an invented person logs: a slope with noise, flares, gaps and a silence at the end."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import prod, sqrt

from .story import DailyLog

_GOOD, _OKAY, _HARD = 1, 2, 3


@dataclass(frozen=True)
class LoggedDay:
    """One evening's check-in, and what a watch counted."""

    day: date
    mark: int
    moved_minutes: int
    slept_minutes: int
    goal_tick: str
    steps: int


def logged_days(log: DailyLog, *, seed: str, today: date) -> Iterator[LoggedDay]:
    """The same seed and the same today give the same days. Skipped days are left out, never zero."""
    chance = random.Random(seed)  # noqa: S311 -- an invented life, not a secret
    mood = _Mood()
    for days_ago in range(log.from_days_ago, log.silent_days, -1):
        share = 1 - days_ago / log.from_days_ago
        day = _one_day(log, share, days_ago, today, chance, mood)
        if chance.random() >= log.missing_share:
            yield day


@dataclass
class _Mood:
    """How far movement and sleep stray today; a part of it is left from yesterday."""

    moved: float = 0.0
    slept: float = 0.0

    def go_on(self, name: str, likeness: float, chance: random.Random) -> float:
        fresh = chance.gauss(0, 1)
        strays = likeness * getattr(self, name) + sqrt(1 - likeness**2) * fresh
        setattr(self, name, strays)
        return strays


def _one_day(
    log: DailyLog, share: float, days_ago: int, today: date, chance: random.Random, mood: _Mood
) -> LoggedDay:
    in_flare = any(start >= days_ago > start - length for start, length in log.flares)
    turns = [turn for turn in log.turns if turn.holds(days_ago)]
    strain = (0.35 if in_flare else 1.0) * prod(turn.moved for turn in turns)
    rest = (-0.8 if in_flare else 0) + sum(turn.slept for turn in turns)
    moved = max(
        0.0, _between(log.moved, share) * strain * (1 + 0.2 * mood.go_on("moved", log.likeness, chance))
    )
    slept = max(3.0, _between(log.slept, share) + rest + 0.5 * mood.go_on("slept", log.likeness, chance))
    mark = _HARD if in_flare else _mark(_between(log.hard_share, share), chance)
    return LoggedDay(
        day=today - timedelta(days=days_ago),
        mark=mark,
        moved_minutes=5 * round(moved / 5),
        slept_minutes=30 * round(slept * 2),
        goal_tick={_GOOD: "yes", _OKAY: "part", _HARD: "no"}[mark],
        steps=round(1800 + moved * 110 + chance.gauss(0, 300)),
    )


def _between(ends: tuple[float, float], share: float) -> float:
    return ends[0] + (ends[1] - ends[0]) * share


def _mark(hard_share: float, chance: random.Random) -> int:
    drawn = chance.random()
    if drawn < hard_share:
        return _HARD
    return _OKAY if drawn < hard_share + (1 - hard_share) * 0.5 else _GOOD
