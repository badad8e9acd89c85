"""Differences of means in one daily series whose days resemble their neighbours.

The days follow a Gaussian AR(1) around a mean of their own in each stretch. The difference of two stretches
is that of their plain means, as anyone can add them up; how far it may stray by chance depends on how alike
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
from math import exp, log, sin, sqrt

from .student import Part, Spread

#: The values of the autocorrelation that are tried, -0.39 to 0.92: evenly spaced on the arc sine's scale,
#: and equally likely there before the data (Jeffreys' rule for an AR(1) with a known mean).
GRID = tuple(sin(step * 0.065 - 0.4) for step in range(25))
#: A value with a smaller share of the posterior is left out of the mixture.
_SMALLEST_SHARE = 1e-4


@dataclass(frozen=True)
class Observed:
    """One day that has a value: its place in time, in days, the stretch it lies in (0, 1, ...), the value."""

    day: int
    stretch: int
    value: float


@dataclass(frozen=True)
class Difference:
    """The mean of one stretch minus that of stretch 0, and how far it may lie from the true one."""

    size: float
    spread: Spread


@dataclass(frozen=True)
class Fit:
    """The differences of stretch 1, 2, ... `correlation`: of one day with the next, the posterior's mean."""

    differences: tuple[Difference, ...]
    correlation: float


@dataclass
class _Pairs:
    """Sums over neighbouring observed days that are equally far apart and lie in the same two stretches."""

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


_Sums = Mapping[tuple[int, int, int], _Pairs]


def fit(days: Sequence[Observed], stretches: int) -> Fit:
    """`days` in order of time. Each stretch has at least one, and in one of them not all values are alike."""
    first, sums = _sums(days)
    freedom = len(days) - stretches
    solved = {phi: _solve(phi, first, sums, stretches, freedom) for phi in GRID}
    shares = _shares({phi: likelihood for phi, (likelihood, _) in solved.items()})
    scales = {phi: sqrt(solved[phi][1]) for phi in shares}
    differences = tuple(_difference(days, k, shares, scales, freedom) for k in range(1, stretches))
    return Fit(differences, sum(phi * share for phi, share in shares.items()))


def _sums(days: Sequence[Observed]) -> tuple[Observed, _Sums]:
    """The first day, centred, and the sums by (gap, stretch before, stretch here)."""
    origin = sum(day.value for day in days) / len(days)
    centred = [Observed(day.day, day.stretch, day.value - origin) for day in days]
    sums: dict[tuple[int, int, int], _Pairs] = defaultdict(_Pairs)
    for before, here in zip(centred, centred[1:], strict=False):
        sums[here.day - before.day, before.stretch, here.stretch].add(before.value, here.value)
    return centred[0], dict(sums)


def _solve(phi: float, first: Observed, sums: _Sums, stretches: int, freedom: int) -> tuple[float, float]:
    """The restricted log likelihood of `phi` and the variance of a day, by generalised least squares.

    Each day minus what its neighbour says of it is independent of the others, with a known weight.
    """
    normal = [[0.0] * stretches for _ in range(stretches)]
    right = [0.0] * stretches
    normal[first.stretch][first.stretch] += 1
    right[first.stretch] += first.value
    squares, spread = first.value * first.value, 0.0
    for (gap, a, b), one in sums.items():
        r = phi**gap
        weight = 1 / (1 - r * r)
        spread += one.count * log(1 - r * r)
        squares += weight * (one.here_squared - 2 * r * one.product + r * r * one.before_squared)
        told = weight * (one.here - r * one.before)
        normal[b][b] += weight * one.count
        normal[a][a] += weight * one.count * r * r
        normal[a][b] -= weight * one.count * r
        normal[b][a] -= weight * one.count * r
        right[b] += told
        right[a] -= r * told
    means, size = _solved(normal, right)
    left = squares - sum(mean * value for mean, value in zip(means, right, strict=True))
    return -0.5 * (spread + log(size) + freedom * log(left)), left / freedom


def _solved(matrix: list[list[float]], right: list[float]) -> tuple[list[float], float]:
    """The solution of a small positive definite system and its determinant (Gauss and Jordan)."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    determinant = 1.0
    for i, _ in enumerate(rows):
        pivot = rows[i][i]
        determinant *= pivot
        rows[i] = [value / pivot for value in rows[i]]
        for j, row in enumerate(rows):
            if j != i and row[i]:
                rows[j] = [value - row[i] * above for value, above in zip(row, rows[i], strict=True)]
    return [row[-1] for row in rows], determinant


def _shares(heights: Mapping[float, float]) -> dict[float, float]:
    top = max(heights.values())
    raw = {phi: exp(height - top) for phi, height in heights.items()}
    whole = sum(raw.values())
    kept = {phi: value for phi, value in raw.items() if value / whole >= _SMALLEST_SHARE}
    whole = sum(kept.values())
    return {phi: value / whole for phi, value in kept.items()}


def _difference(
    days: Sequence[Observed],
    k: int,
    shares: Mapping[float, float],
    scales: Mapping[float, float],
    freedom: int,
) -> Difference:
    here = [day.value for day in days if day.stretch == k]
    there = [day.value for day in days if day.stretch == 0]
    by_stretch = {k: 1 / len(here), 0: -1 / len(there)}
    weights = [by_stretch.get(day.stretch, 0.0) for day in days]
    gaps = [later.day - earlier.day for earlier, later in zip(days, days[1:], strict=False)]
    parts = [Part(share, scales[phi] * sqrt(_strays(phi, weights, gaps))) for phi, share in shares.items()]
    return Difference(sum(here) / len(here) - sum(there) / len(there), Spread(parts, freedom))


def _strays(phi: float, weights: Sequence[float], gaps: Sequence[int]) -> float:
    """The variance of a weighted sum of days of variance 1: each with itself, and twice with all before."""
    total, carried, last = weights[0] ** 2, 0.0, weights[0]
    for weight, gap in zip(weights[1:], gaps, strict=True):
        carried = phi**gap * (carried + last)
        total += weight * (weight + 2 * carried)
        last = weight
    return total
