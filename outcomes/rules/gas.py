"""Goal attainment scaling: levels from -2 to +2 of several goals as one T (clinical.md 8).

T = 50 + 10 sum(w x) / sqrt(0.7 sum(w^2) + 0.3 (sum w)^2); Kiresuk & Sherman 1968. It is ordinal at heart:
show the goals' own levels beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.errors import DomainError

_LOWEST, _HIGHEST = -2, 2
_OWN, _SHARED = Decimal("0.7"), Decimal("0.3")


@dataclass(frozen=True)
class GoalLevel:
    """One goal: -2 much less than expected, 0 as expected, +2 much more. `weight` is 1 unless chosen."""

    level: int
    weight: Decimal = Decimal(1)


def attainment(goals: Sequence[GoalLevel]) -> Decimal | None:
    """T of the goals, 50 when all came out as expected; None without a goal."""
    for goal in goals:
        _check(goal)
    if not goals:
        return None
    weights = [goal.weight for goal in goals]
    reached = sum((goal.weight * goal.level for goal in goals), Decimal(0))
    spread = _OWN * sum((w * w for w in weights), Decimal(0)) + _SHARED * sum(weights, Decimal(0)) ** 2
    return 50 + 10 * reached / spread.sqrt()


def _check(goal: GoalLevel) -> None:
    if type(goal.level) is not int or not _LOWEST <= goal.level <= _HIGHEST:
        raise DomainError("out_of_range", "A goal's level is a whole number from -2 to 2.", "level")
    if goal.weight <= 0:
        raise DomainError("out_of_range", "A goal's weight is above 0.", "weight")
