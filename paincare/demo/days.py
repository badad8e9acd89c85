"""The days that an invented person logs: a slope with noise, flares, gaps and a silence at the end."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

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
    for days_ago in range(log.from_days_ago, log.silent_days, -1):
        share = 1 - days_ago / log.from_days_ago
        day = _one_day(log, share, days_ago, today, chance)
        if chance.random() >= log.missing_share:
            yield day


def _one_day(log: DailyLog, share: float, days_ago: int, today: date, chance: random.Random) -> LoggedDay:
    in_flare = any(start >= days_ago > start - length for start, length in log.flares)
    strain = 0.35 if in_flare else 1.0
    moved = max(0.0, _between(log.moved, share) * strain * chance.gauss(1, 0.2))
    slept = max(3.0, _between(log.slept, share) - (0.8 if in_flare else 0) + chance.gauss(0, 0.5))
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
