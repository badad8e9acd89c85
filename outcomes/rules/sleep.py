"""Sleep efficiency: the share of the time in bed that was slept (clinical.md 8).

85 percent and more is good, below 75 poor (Ohayon 2017, National Sleep Foundation). Both times are lengths in
minutes: what the clock did that night, midnight or daylight saving, is settled before.
"""

from decimal import Decimal
from enum import StrEnum

from core.errors import DomainError

_GOOD, _POOR = 85, 75


class SleepBand(StrEnum):
    GOOD = "good"
    BORDERLINE = "borderline"
    POOR = "poor"


def efficiency(asleep_minutes: int | None, in_bed_minutes: int | None) -> Decimal | None:
    """Percent, not rounded; None when either time is missing."""
    if asleep_minutes is None or in_bed_minutes is None:
        return None
    if in_bed_minutes <= 0:
        raise DomainError("out_of_range", "The time in bed is more than 0 minutes.", "in_bed_minutes")
    if not 0 <= asleep_minutes <= in_bed_minutes:
        raise DomainError("out_of_range", "Nobody sleeps longer than they are in bed.", "asleep_minutes")
    return Decimal(100 * asleep_minutes) / in_bed_minutes


def sleep_band(percent: Decimal) -> SleepBand:
    if percent >= _GOOD:
        return SleepBand.GOOD
    return SleepBand.BORDERLINE if percent >= _POOR else SleepBand.POOR
