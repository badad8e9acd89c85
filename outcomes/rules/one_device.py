"""Days of one device. A phone in a pocket and a watch on a wrist do not count alike (clinical.md 8 says so of
a phone's walk test; 9: the same instrument at both points), so days of two devices are never compared.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple


class Told(NamedTuple):
    """One day's value and the number of the device that told it; None where no device is named."""

    day: date
    value: int | None
    device: int | None


def of_newest_device(days: Sequence[Told]) -> dict[date, int]:
    """The values that the same device told as the newest of them, by day; `days` oldest first."""
    known = [told for told in days if told.value is not None]
    return {day: value for day, value, device in known if value is not None and device == known[-1].device}
