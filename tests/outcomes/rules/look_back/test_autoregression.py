"""The short way (sums by gap) gives what the long way (the whole covariance) gives."""

from itertools import product
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.look_back.worlds import seeded
from outcomes.rules.look_back.autoregression import GRID, Observed, _solve, _strays, _sums, fit


def some_days(seed: int, missing: float) -> list[Observed]:
    random = seeded(str(seed))
    days = [Observed(n, n >= 28, random.gauss(5, 2)) for n in range(42)]
    return [day for day in days if random.random() >= missing]


def inverse(matrix: list[list[float]]) -> tuple[list[list[float]], float]:
    size, rows, logarithm = len(matrix), [row[:] for row in matrix], 0.0
    out = [[float(i == j) for j in range(size)] for i in range(size)]
    for i in range(size):
        pivot = rows[i][i]
        logarithm += log(pivot)
        rows[i], out[i] = [v / pivot for v in rows[i]], [v / pivot for v in out[i]]
        for j in set(range(size)) - {i}:
            factor = rows[j][i]
            rows[j] = [a - factor * b for a, b in zip(rows[j], rows[i], strict=True)]
            out[j] = [a - factor * b for a, b in zip(out[j], out[i], strict=True)]
    return out, logarithm


def the_long_way(days: list[Observed], phi: float) -> tuple[float, float]:
    """Restricted log likelihood and variance from the full matrices."""
    n, p = len(days), 2
    origin = sum(day.value for day in days) / n
    y = [day.value - origin for day in days]
    covariance = [[phi ** abs(a.day - b.day) for b in days] for a in days]
    weight, spread = inverse(covariance)
    x = [[float(day.in_window == k) for k in range(p)] for day in days]
    wx = [[sum(weight[i][m] * x[m][k] for m in range(n)) for k in range(p)] for i in range(n)]
    normal = [[sum(x[i][a] * wx[i][b] for i in range(n)) for b in range(p)] for a in range(p)]
    cover, size = inverse(normal)
    right = [sum(wx[i][k] * y[i] for i in range(n)) for k in range(p)]
    means = [sum(cover[a][b] * right[b] for b in range(p)) for a in range(p)]
    rest = [y[i] - sum(x[i][k] * means[k] for k in range(p)) for i in range(n)]
    left = sum(rest[i] * weight[i][j] * rest[j] for i, j in product(range(n), repeat=2))
    return -0.5 * (spread + size + (n - p) * log(left)), left / (n - p)


@pytest.mark.parametrize("missing", [0.0, 0.4])
@pytest.mark.parametrize("phi", [GRID[0], 0.0, 0.3, GRID[-1]])
def test_the_likelihood_is_exact_with_gaps(missing, phi):
    days = some_days(3, missing)
    first, sums = _sums(days)
    assert _solve(phi, first, sums, len(days) - 2) == pytest.approx(the_long_way(days, phi), rel=1e-9)


@given(seed=st.integers(0, 99), phi=st.floats(-0.4, 0.92))
def test_how_far_a_weighted_sum_strays_is_exact_with_gaps(seed, phi):
    days = some_days(seed, 0.3)
    weights = [seeded(f"{seed} {day.day}").uniform(-1, 1) for day in days]
    gaps = [b.day - a.day for a, b in zip(days, days[1:], strict=False)]
    pairs = product(zip(days, weights, strict=True), repeat=2)
    long = sum(v * w * phi ** abs(a.day - b.day) for (a, v), (b, w) in pairs)
    assert _strays(phi, weights, gaps) == pytest.approx(long, rel=1e-9, abs=1e-12)


def test_the_difference_is_that_of_the_plain_means():
    days = some_days(1, 0.2)
    here = [day.value for day in days if day.in_window]
    there = [day.value for day in days if not day.in_window]
    assert fit(days).difference == pytest.approx(sum(here) / len(here) - sum(there) / len(there))


def test_days_that_follow_each_other_closely_widen_the_interval():
    random, z, path = seeded("alike"), 0.0, []
    for _ in range(42):
        z = 0.7 * z + random.gauss(0, 0.7)
        path.append(z)
    first, later = path[:28], path[28:]
    random.shuffle(first)
    random.shuffle(later)
    alike, mixed = (
        fit([Observed(n, n >= 28, value) for n, value in enumerate(values)])
        for values in (path, first + later)
    )
    assert alike.correlation > 0.4 > mixed.correlation
    assert alike.spread.reach(0.95) > 1.4 * mixed.spread.reach(0.95)
