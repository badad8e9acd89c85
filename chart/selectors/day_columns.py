"""The series of days: what a person says of each day and what a device counts, told apart (S70, S77)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from outcomes.rules.words import DayMark, Direction

_MINUTES_AN_HOUR = Decimal(60)
_DAYS_A_WEEK = Decimal(7)
_SAID, _COUNTED = "said by the person", "counted by a device"


@dataclass(frozen=True)
class DayColumn:
    """One column of the days table as a series. `source` says who counted; `device` is the column with the
    number of the device that did; `noise` names a policy.

    A `is_share` is a yes or no for each day, drawn as days in seven.
    """

    key: str
    field: str
    title: str
    unit: str
    source: str
    direction: Direction = Direction.HIGHER_IS_BETTER
    noise: str = ""
    device: str = ""
    divisor: Decimal = Decimal(1)
    is_share: bool = False

    def value(self, kept: int) -> Decimal:
        if self.is_share:
            return Decimal(kept == DayMark.HARD)
        return Decimal(kept) / self.divisor

    def note(self, kept: int) -> str:
        return DayMark(kept).name.lower() if self.is_share else ""

    def told_by(self, row: Mapping[str, object]) -> str:
        """The number of the device, of a row that has it."""
        return str(row[self.device]) if self.device else ""

    @property
    def is_said(self) -> bool:
        return self.source == _SAID

    def mean(self, mean: Decimal) -> Decimal:
        """A week's mean as it is drawn: hard days as days in seven, steps as whole ones."""
        if self.is_share:
            return mean * _DAYS_A_WEEK
        return mean.quantize(Decimal(1)) if self.unit == "steps" else mean


#: In the order of their panels.
DAY_COLUMNS = (
    DayColumn("moved", "moved_minutes", "Moves", "min", _SAID),
    DayColumn("typed-steps", "moved_steps", "Steps", "steps", _SAID, noise="steps_shift"),
    DayColumn(
        "device-steps",
        "device_steps",
        "Steps",
        "steps",
        _COUNTED,
        noise="steps_shift",
        device="steps_source",
    ),
    DayColumn("slept", "slept_minutes", "Sleeps", "h", _SAID, divisor=_MINUTES_AN_HOUR),
    DayColumn(
        "device-slept",
        "device_slept_minutes",
        "Sleeps",
        "h",
        _COUNTED,
        divisor=_MINUTES_AN_HOUR,
        device="sleep_source",
    ),
    DayColumn(
        "hard",
        "mark",
        "Hard days in seven",
        "days",
        _SAID,
        direction=Direction.LOWER_IS_BETTER,
        is_share=True,
    ),
)
BY_KEY = {column.key: column for column in DAY_COLUMNS}
#: What a query of all of them reads.
DAY_FIELDS = tuple(filter(None, (name for one in DAY_COLUMNS for name in (one.field, one.device))))
