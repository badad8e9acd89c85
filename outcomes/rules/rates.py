"""A share of people or of trials, with how far the true one may lie from it (clinical.md 9)."""

from math import sqrt
from typing import NamedTuple

#: Of a 95 percent interval.
Z_95 = 1.96


class Interval(NamedTuple):
    """Shares from 0 to 1."""

    low: float
    high: float


def wilson(hits: int, of: int, *, z: float = Z_95) -> Interval:
    """The score interval of a share (Wilson 1927, J Am Stat Assoc 22:209); it never leaves 0 to 1.

    `of` is everybody who started, or everybody who came back: say which, and show both (clinical.md 9).
    """
    if not 0 <= hits <= of or of == 0:
        raise ValueError(f"{hits} of {of} is no share.")
    share, square = hits / of, z * z / of
    middle = (share + square / 2) / (1 + square)
    reach = z * sqrt(share * (1 - share) / of + square / (4 * of)) / (1 + square)
    return Interval(middle - reach if hits else 0.0, middle + reach if hits < of else 1.0)
