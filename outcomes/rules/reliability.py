"""How far a score moves by itself (clinical.md 9).

Jacobson & Truax 1991: 95 times in 100, two measurements differ by chance within 1.96 x √2 of the standard
error of measurement.
"""

from decimal import Decimal

_95_PERCENT = Decimal("1.96")


def smallest_detectable(error: Decimal) -> Decimal:
    """MDC95 of a standard error, both in the score's points, not rounded. As much is a reliable change."""
    return _95_PERCENT * Decimal(2).sqrt() * error
