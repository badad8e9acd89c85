"""Sane limits: what a day, a reading or a device row can be. Outside them it is refused, never clipped."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from core.errors import DomainError

MINUTES_IN_A_DAY = 24 * 60
MOST_STEPS = 120_000
#: The largest value of a measure by its unit; a unit that is not here has only zero below.
_MOST: dict[str, Decimal] = {
    "minutes": Decimal(MINUTES_IN_A_DAY),
    "minute": Decimal(MINUTES_IN_A_DAY),
    "min": Decimal(MINUTES_IN_A_DAY),
    "hours": Decimal(24),
    "h": Decimal(24),
    "steps": Decimal(MOST_STEPS),
    "kg": Decimal(300),
    "lb": Decimal(660),
    "days": Decimal(366),
    "percent": Decimal(100),
    "%": Decimal(100),
}
#: An offline phone may deliver this much later than it saved.
LONGEST_OFFLINE = timedelta(days=42)


def check_amount(value: Decimal, unit: str, field: str) -> None:
    """Refuse a number that nobody can have."""
    if not value.is_finite() or value < 0:
        raise DomainError("out_of_range", "Give a number of 0 or more.", field)
    most = _MOST.get(unit.strip().lower(), Decimal(9_999_999))
    if value > most:
        raise DomainError("out_of_range", f"{value:f} {unit} is more than {most:f}. Please check it.", field)


def check_minutes(moved: int | None, slept: int | None) -> None:
    """Minutes of one day: each within 24 hours, and both together too."""
    for field, minutes in (("moved_minutes", moved), ("slept_minutes", slept)):
        if minutes is not None and not 0 <= minutes <= MINUTES_IN_A_DAY:
            raise DomainError("out_of_range", "A day has 24 hours.", field)
    if (moved or 0) + (slept or 0) > MINUTES_IN_A_DAY:
        raise DomainError("out_of_range", "Moving and sleeping come to more than 24 hours.", "slept_minutes")


def check_steps(steps: int | None) -> None:
    """Steps of one day, counted by hand."""
    if steps is not None and not 0 <= steps <= MOST_STEPS:
        words = f"Give 0 to {MOST_STEPS} steps. Please check the number."
        raise DomainError("out_of_range", words, "moved_steps")


def saved_at(*, claimed_at: datetime | None, received_at: datetime) -> datetime:
    """When the day was really saved: what the phone says, unless it says the future or too long ago."""
    if claimed_at is None or not received_at - LONGEST_OFFLINE <= claimed_at <= received_at:
        return received_at
    return claimed_at


def is_late(day: date, *, today: date) -> bool:
    """Filled after the day was over."""
    return day < today


def check_day(day: date, *, today: date, born: date) -> None:
    """Refuse a day that has not come yet, and one before the person was born."""
    if day > today:
        raise DomainError("future", "That day has not come yet.", "day")
    if day < born:
        raise DomainError("before_birth", "That is before the birth date.", "day")


def check_backfill(day: date, *, at: datetime, zone: str, hours: int) -> None:
    """A day stays open for `hours` after its midnight on the person's own wall clock."""
    midnight = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone)).astimezone(UTC)
    if at > midnight + timedelta(hours=hours):
        raise DomainError("too_late", "This day is closed now. Your care team can still add it.", "day")
