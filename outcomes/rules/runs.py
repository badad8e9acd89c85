"""Run rules: whether a series wanders about its middle as chance would, or has shifted.

The two rules of Anhøj & Olesen 2014 (PLoS ONE 9:e113825; Anhøj 2015, 10:e0121349): one run on the same side
of the centre is longer than round(log2 n) + 3 (Schilling 2012), or the line crosses the centre less often
than the lower 5 percent of a binomial with n - 1 tries at one half (Chen 2010). n counts the useful values:
those on the centre tell nothing. There is no trend rule: it adds false alarms and finds next to nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import groupby
from math import comb, log2

#: A twentieth of what chance gives lies below the least number of crossings.
_TAIL = 20


@dataclass(frozen=True)
class Runs:
    """What was counted in one series about one centre."""

    useful: int
    longest: int
    crossings: int

    @property
    def longest_allowed(self) -> int:
        return longest_allowed(self.useful)

    @property
    def fewest_crossings(self) -> int:
        return fewest_crossings(self.useful)

    @property
    def has_signal(self) -> bool:
        """Chance alone would seldom do this."""
        return self.longest > self.longest_allowed or self.crossings < self.fewest_crossings


def runs_about(centre: Decimal, values: Sequence[Decimal]) -> Runs:
    """Values in the order of their days; each that differs from the centre is useful."""
    sides = [value > centre for value in values if value != centre]
    lengths = [len(list(run)) for _, run in groupby(sides)]
    return Runs(len(sides), max(lengths, default=0), max(len(lengths) - 1, 0))


def longest_allowed(useful: int) -> int:
    """The longest run that chance explains: 7 of 12 to 22 values, 8 of 23 to 45."""
    return round(log2(useful)) + 3 if useful else 0


@cache
def fewest_crossings(useful: int) -> int:
    """The least crossings that chance explains: 3 of 12 values, 8 of 24."""
    tries = max(useful - 1, 0)
    below = 0
    for crossings in range(tries + 1):
        below += comb(tries, crossings)
        if below * _TAIL >= 2**tries:
            return crossings
    return tries
