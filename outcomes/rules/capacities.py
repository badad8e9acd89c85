"""The inventory of what a person can do (S07): the words, the units and the privacy of each capacity.

Stairs come in flights, lifting in kg, most else in minutes. What is sensitive may always be left out, and
stays off the pages of the phone.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from .words import Capacity

#: The units in which a stopwatch can measure.
TIME_UNITS = ("minutes", "minute", "min")


@dataclass(frozen=True)
class CapacityWords:
    """How one capacity is asked and charted. The first unit is the usual one."""

    label: str
    units: tuple[str, ...]
    sensitive: bool = False
    is_timed: bool = False

    @property
    def unit(self) -> str:
        return self.units[0]


INVENTORY: Mapping[Capacity, CapacityWords] = {
    Capacity.WALK: CapacityWords("Walks", ("minutes", "meters", "blocks"), is_timed=True),
    Capacity.STAIRS: CapacityWords("Climbs stairs", ("flights",)),
    Capacity.SIT: CapacityWords("Sits without stopping", ("minutes",), is_timed=True),
    Capacity.STAND: CapacityWords("Stands", ("minutes",), is_timed=True),
    Capacity.LIFT: CapacityWords("Lifts", ("kg", "lb")),
    Capacity.DRIVE: CapacityWords("Drives", ("minutes",)),
    Capacity.COOK: CapacityWords("Cooks", ("minutes", "meals a week")),
    Capacity.CAR: CapacityWords("Gets in and out of the car", ("times a day", "minutes")),
    Capacity.SEX: CapacityWords("Sex life", ("times a month", "of 10"), sensitive=True),
    Capacity.SOCIAL: CapacityWords("Sees friends and family", ("times a week", "hours a week")),
    Capacity.SLEEP: CapacityWords("Sleeps", ("hours",)),
}


def can_be_timed(capacity: Capacity, unit: str) -> bool:
    """Sitting, standing and walking, counted in minutes."""
    words = INVENTORY.get(capacity)
    return bool(words and words.is_timed and unit.strip().lower() in TIME_UNITS)
