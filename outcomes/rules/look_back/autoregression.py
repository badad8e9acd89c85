"""Differences of means in one daily series whose days resemble their neighbours.

The days follow a Gaussian AR(1) around one mean in the reference and one in the window. Their difference is
that of the plain means, as anyone can add them up; how far it may stray by chance depends on how alike
neighbouring days are. What is not known about that is carried into the answer and not estimated away: for
each value of a grid the difference has a t distribution, and the answer is their mixture, weighted by the
restricted likelihood of the value (after Zellner and Tiao 1964, JASA 59:763; why the restricted likelihood in
short series: Cheang and Reinsel 2000, JASA 95:1173). A missing day is skipped and not filled: over a gap of g
days the correlation is that of one day to the power of g, which keeps the likelihood exact (Jones 1980,
Technometrics 22:389).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

from .student import Part, Spread

#: The values of the autocorrelation that are tried, -0.70 to 0.92; before the data each is as likely as any.
GRID = tuple(step * 0.09 - 0.7 for step in range(19))
#: A value with a smaller share of the posterior is left out of the mixture.
_SMALLEST_SHARE = 1e-3


@dataclass(frozen=True)
class Observed:
    """One day that has a value: its place in time, in days, whether it lies in the window, the value."""

    day: int
    in_window: bool
    value: float


@dataclass(frozen=True)
class Fit:
    """The mean of the window minus that of the reference, and how far it may lie from the true one.

    `correlation`: of one day with the next, the posterior's mean.
    """

    difference: float
    spread: Spread
    correlation: float


@dataclass
class _Pairs:
    """Sums over neighbouring observed days that are equally far apart and lie in the same stretches."""

    count: int = 0
    here: float = 0.0
    before: float = 0.0
    here_squared: float = 0.0
    before_squared: float = 0.0
    product: float = 0.0

    def add(self, before: float, here: float) -> None:
        self.count += 1
        self.here += here
        self.before += before
        self.here_squared += here * here
        self.before_squared += before * before
        self.product += before * here


#: By how many days apart, and whether the earlier and the later day lie in the window.
_Sums = Mapping[tuple[int, bool, bool], _Pairs]


def fit(days: Sequence[Observed]) -> Fit:
    """`days` in order of time. Both stretches have some, and in one of them not all values are alike."""
    first, sums = _sums(days)
    freedom = len(days) - 2
    solved = {phi: _solve(phi, first, sums, freedom) for phi in GRID}
    shares = _shares({phi: likelihood for phi, (likelihood, _) in solved.items()})
    here = [day.value for day in days if day.in_window]
    there = [day.value for day in days if not day.in_window]
    weights = [1 / len(here) if day.in_window else -1 / len(there) for day in days]
    gaps = [later.day - earlier.day for earlier, later in zip(days, days[1:], strict=False)]
    parts = [Part(share, sqrt(solved[phi][1] * _strays(phi, weights, gaps))) for phi, share in shares.items()]
    return Fit(
        difference=sum(here) / len(here) - sum(there) / len(there),
        spread=Spread(parts, freedom),
        correlation=sum(phi * share for phi, share in shares.items()),
    )


def _sums(days: Sequence[Observed]) -> tuple[Observed, _Sums]:
    """The first day, centred, and the sums of the pairs of neighbours."""
    origin = sum(day.value for day in days) / len(days)
    centred = [Observed(day.day, day.in_window, day.value - origin) for day in days]
    sums: dict[tuple[int, bool, bool], _Pairs] = defaultdict(_Pairs)
    for before, here in zip(centred, centred[1:], strict=False):
        sums[here.day - before.day, before.in_window, here.in_window].add(before.value, here.value)
    return centred[0], dict(sums)


def _solve(phi: float, first: Observed, sums: _Sums, freedom: int) -> tuple[float, float]:
    """The restricted log likelihood of `phi` and the variance of a day, by generalised least squares.

    Each day minus what its neighbour says of it is independent of the others, with a known weight. `normal`
    and `right` are the normal equations of the two means, reference first; `both` couples them.
    """
    normal, right, both = [0.0, 0.0], [0.0, 0.0], 0.0
    normal[first.in_window] += 1
    right[first.in_window] += first.value
    squares, spread = first.value * first.value, 0.0
    for (gap, a, b), one in sums.items():
        r = phi**gap
        weight = 1 / (1 - r * r)
        count = weight * one.count
        spread -= one.count * log(weight)
        squares += weight * (one.here_squared - 2 * r * one.product + r * r * one.before_squared)
        told = weight * (one.here - r * one.before)
        right[b] += told
        right[a] -= r * told
        if a == b:
            normal[a] += count * (1 - r) ** 2
        else:
            normal[b] += count
            normal[a] += count * r * r
            both -= count * r
    size = normal[0] * normal[1] - both * both
    explained = normal[1] * right[0] ** 2 - 2 * both * right[0] * right[1] + normal[0] * right[1] ** 2
    left = squares - explained / size
    return -0.5 * (spread + log(size) + freedom * log(left)), left / freedom


def _shares(heights: Mapping[float, float]) -> dict[float, float]:
    top = max(heights.values())
    raw = {phi: exp(height - top) for phi, height in heights.items()}
    whole = sum(raw.values())
    kept = {phi: value for phi, value in raw.items() if value / whole >= _SMALLEST_SHARE}
    whole = sum(kept.values())
    return {phi: value / whole for phi, value in kept.items()}


def _strays(phi: float, weights: Sequence[float], gaps: Sequence[int]) -> float:
    """The variance of a weighted sum of days of variance 1: each with itself, and twice with all before."""
    total, carried, last = weights[0] ** 2, 0.0, weights[0]
    for weight, gap in zip(weights[1:], gaps, strict=True):
        carried = phi**gap * (carried + last)
        total += weight * (weight + 2 * carried)
        last = weight
    return total
