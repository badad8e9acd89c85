"""Timed tolerance: minutes until the person changes position, as the mean of two or three trials.

There is no norm and no published change that matters; 20 percent either way is noise (clinical.md 8). A quota
to start from is a share of the mean, 0.8 by default (Fordyce and Lindström tradition, clinical.md 11).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from core.errors import DomainError
from core.words import plain

MOST_TRIALS = 3
#: One trial is a value; a quota rests on at least two.
TRIALS_FOR_QUOTA = 2
_SECONDS = 60
#: A shorter try is a slip of the thumb.
_SHORTEST = 5
_LONGEST = 24 * 60 * 60
_KEPT = Decimal("0.01")
_CLOCK = re.compile(r"(?P<minutes>\d{1,4}):(?P<seconds>[0-5]\d)", re.ASCII)
_MINUTES = re.compile(r"\d{1,4}(?:[.,]\d{1,2})?", re.ASCII)


@dataclass(frozen=True)
class Tolerance:
    """Trials in seconds, in the order in which they were made."""

    trials: tuple[int, ...]

    @property
    def minutes(self) -> Decimal:
        """The mean in minutes, to the hundredth."""
        mean = Decimal(sum(self.trials)) / len(self.trials) / _SECONDS
        return mean.quantize(_KEPT, ROUND_HALF_UP)

    @property
    def words(self) -> str:
        """“mean of 3 trials: 20:00, 25:00, 15:00”; one trial is named as one."""
        clocks = ", ".join(clock(trial) for trial in self.trials)
        return (
            f"mean of {len(self.trials)} trials: {clocks}" if len(self.trials) > 1 else f"one trial: {clocks}"
        )


@dataclass(frozen=True)
class Quota:
    """Where graded activity can start, or why there is no such number yet."""

    minutes: Decimal | None
    sentence: str
    source: str


def tolerance(trials: Sequence[int]) -> Tolerance:
    """One to three trials, each of five seconds to a day."""
    if not 1 <= len(trials) <= MOST_TRIALS:
        raise DomainError("trials", f"Give one to {MOST_TRIALS} tries.", "trial_1")
    for number, trial in enumerate(trials, 1):
        if not _SHORTEST <= trial <= _LONGEST:
            why = f"A try is at least {_SHORTEST} seconds and at most a day. Try again when you like."
            raise DomainError("out_of_range", why, f"trial_{number}")
    return Tolerance(tuple(trials))


def quota(trials: Sequence[int], *, percent: Decimal, source: str) -> Quota:
    """`percent` of the mean, unrounded; shown to the nearest minute."""
    if len(trials) < TRIALS_FOR_QUOTA:
        return Quota(None, "A quota to start from rests on two or three trials.", source)
    mean = Tolerance(tuple(trials)).minutes
    minutes = mean * percent / 100
    shown = int(minutes.quantize(Decimal(1), ROUND_HALF_UP))
    start = f"about {shown} minute{'' if shown == 1 else 's'}" if shown else "less than a minute"
    return Quota(
        minutes, f"A quota to start from: {start}, {plain(percent)} percent of {plain(mean)}.", source
    )


def read_minutes(text: str) -> int:
    """Seconds from “12”, “12.5” or “12:30”. Anything else is an error, never a guess."""
    said = text.strip()
    if clocked := _CLOCK.fullmatch(said):
        return int(clocked["minutes"]) * _SECONDS + int(clocked["seconds"])
    if _MINUTES.fullmatch(said):
        minutes = Decimal(said.replace(",", "."))
        return int((minutes * _SECONDS).quantize(Decimal(1), ROUND_HALF_UP))
    raise DomainError("no_time", "Type minutes, like 12 or 12:30.")


def clock(seconds: int) -> str:
    """“12:30”; an hour and five minutes are “65:00”."""
    return f"{seconds // _SECONDS}:{seconds % _SECONDS:02d}"
