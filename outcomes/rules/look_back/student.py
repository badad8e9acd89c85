"""Student's t for whole degrees of freedom, and mixtures of it around one middle, without a library.

The distribution function is the finite series of Abramowitz and Stegun 1964, 26.7.3 and 26.7.4; it is exact.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import atan, cos, exp, inf, lgamma, log, pi, sin, sqrt

#: A distance is searched until the share beyond it is this exact.
_CLOSE = 1e-7
_MOST_STEPS = 80


def inside(t: float, freedom: int) -> float:
    """P(-t < T < t) for `t` of 0 or more and `freedom` of 1 or more."""
    angle = atan(t / sqrt(freedom))
    across = cos(angle) ** 2
    term = total = cos(angle) if freedom % 2 else 1.0
    if freedom == 1:
        total = 0.0
    for step in _steps(freedom):
        term *= step * across
        total += term
    return (angle + sin(angle) * total) * 2 / pi if freedom % 2 else sin(angle) * total


@lru_cache(maxsize=128)
def _steps(freedom: int) -> tuple[float, ...]:
    """The factor from each term of the series to the next."""
    first = 2 if freedom % 2 else 1
    return tuple(k / (k + 1) for k in range(first, freedom - 2, 2))


def density(t: float, freedom: int) -> float:
    return exp(_height(freedom) - (freedom + 1) / 2 * log(1 + t * t / freedom))


@lru_cache(maxsize=128)
def _height(freedom: int) -> float:
    return lgamma((freedom + 1) / 2) - lgamma(freedom / 2) - log(freedom * pi) / 2


@dataclass(frozen=True)
class Part:
    """One t of a mixture: its share, and its scale in the unit of the measure."""

    share: float
    scale: float


@dataclass(frozen=True)
class Spread:
    """Some t distributions of one `freedom` around one middle; the shares add up to one."""

    parts: Sequence[Part]
    freedom: int

    def beyond(self, distance: float) -> float:
        """The probability of lying further than `distance` from the middle, on either side."""
        return 1 - sum(part.share * inside(distance / part.scale, self.freedom) for part in self.parts)

    def reach(self, level: float) -> float:
        """The distance from the middle that holds `level` of it: Newton's steps in a shrinking bracket."""
        low, high = 0.0, inf
        distance = 2 * sqrt(sum(part.share * part.scale**2 for part in self.parts))
        for _ in range(_MOST_STEPS):
            miss = self.beyond(distance) - (1 - level)
            if abs(miss) < _CLOSE:
                break
            low, high = (distance, high) if miss > 0 else (low, distance)
            step = distance + miss / (2 * self._density(distance))
            distance = step if low < step < min(high, 4 * distance) else _between(low, high)
        return distance

    def _density(self, distance: float) -> float:
        parts, freedom = self.parts, self.freedom
        return sum(part.share * density(distance / part.scale, freedom) / part.scale for part in parts)


def _between(low: float, high: float) -> float:
    return 2 * low if high == inf else (low + high) / 2
