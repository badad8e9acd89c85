"""Many questions at once: how often any of them may cry without cause."""

from collections.abc import Sequence


def holm(chances: Sequence[float], weights: Sequence[float], level: float) -> list[bool]:
    """Which of the differences stand, so that the chance of even one false one stays below `level`.

    Holm's step-down procedure with weights fixed beforehand (Holm 1979, Scand J Statist 6:65); it holds
    however the series hang together. `weights` are positive and in any unit.
    """
    order = sorted(range(len(chances)), key=lambda i: chances[i] / weights[i])
    left = sum(weights)
    stands = [False] * len(chances)
    for i in order:
        if chances[i] > level * weights[i] / left:
            break
        stands[i] = True
        left -= weights[i]
    return stands


def weights(asked_first: Sequence[bool], share: float) -> list[float]:
    """What was asked first takes `share` of the allowance together, the others the rest; alone, all of it."""
    first = sum(asked_first)
    others = len(asked_first) - first
    if not first or not others:
        return [1.0] * len(asked_first)
    return [share / first if is_first else (1 - share) / others for is_first in asked_first]
