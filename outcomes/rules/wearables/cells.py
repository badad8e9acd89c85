"""What the cells of tables say: numbers, lengths of sleep, and dates that may be written three ways."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time

from .contract import DateOrder, SleepUnit
from .moments import midnight

_DATE = re.compile(r"(\d{1,4})[-./](\d{1,2})[-./](\d{1,4})\.?")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))? ?([AaPp])?[Mm]?")
_WORDS = re.compile(r"(?:(\d{1,2}) ?(?:h|hours?|hrs?))? ?(?:(\d{1,4}) ?(?:m|mins?|minutes?))?")
_THOUSANDS = re.compile(r"\d{1,3}(?:[,.'’ \u00a0\u202f]\d{3})+")
_NOTHING = {"", "--", "-", "n/a", "na", "null", "none"}


def is_empty(cell: str) -> bool:
    return cell.lower() in _NOTHING


def whole(cell: str, what: str) -> int | None:
    """12431, 12,431 and 12.431 alike; None for an empty cell. ValueError says what is wrong."""
    if is_empty(cell):
        return None
    digits = re.sub(r"\D", "", cell) if _THOUSANDS.fullmatch(cell) else cell
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 9:
        raise ValueError(f"{what} is “{cell[:20]}”, not a whole number.")
    return int(digits)


def minutes(cell: str, unit: SleepUnit) -> int | None:
    """A length of sleep in minutes. 6.9 and 6,9 hours are the same; “7h 5min” is read in any unit."""
    if is_empty(cell):
        return None
    words = _WORDS.fullmatch(cell)
    if words and (words[1] or words[2]) and not cell.isdigit():
        return int(words[1] or 0) * 60 + int(words[2] or 0)
    if unit == SleepUnit.CLOCK:
        clock = re.fullmatch(r"(\d{1,2}):([0-5]\d)(?::[0-5]\d)?", cell)
        if not clock:
            raise ValueError(f"“{cell[:20]}” is not a time such as 6:55.")
        return int(clock[1]) * 60 + int(clock[2])
    if not re.fullmatch(r"\d{1,4}(?:[.,]\d{1,6})?", cell):
        raise ValueError(f"“{cell[:20]}” is not a number of {unit.value}.")
    number = float(cell.replace(",", "."))
    return round(number * 60) if unit == SleepUnit.HOURS else round(number)


def day(cell: str, order: DateOrder) -> date:
    """A date, with or without a time behind it."""
    match = _DATE.match(cell)
    if not match:
        raise ValueError(f"“{cell[:20]}” is not a date.")
    first, second, third = (int(part) for part in match.groups())
    if len(match[1]) == 4:
        year, month, of_month = first, second, third
    elif order == DateOrder.MONTH_FIRST:
        year, month, of_month = _century(third, match[3]), first, second
    elif order == DateOrder.DAY_FIRST:
        year, month, of_month = _century(third, match[3]), second, first
    else:
        raise ValueError(f"“{cell[:20]}” does not begin with the year.")
    try:
        found = date(year, month, of_month)
    except ValueError:
        raise ValueError(f"“{cell[:20]}” is not a day of the calendar.") from None
    midnight(found)
    return found


def _century(year: int, written: str) -> int:
    return year + 2000 if len(written) == 2 else year


def moment(cell: str, order: DateOrder) -> datetime:
    """“2010-10-13 11:12PM”, on the wall clock."""
    match = _DATE.match(cell)
    clock = _CLOCK.fullmatch(cell[match.end() :].strip()) if match else None
    if not clock:
        raise ValueError(f"“{cell[:30]}” is not a time.")
    hour, half = int(clock[1]), (clock[4] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return datetime.combine(day(cell, order), time(hour, int(clock[2]), int(clock[3] or 0)))


def orders(cells: Iterable[str]) -> set[DateOrder]:
    """In which orders all of these can be dates; cells that are none count for nothing."""
    possible, seen = set(DateOrder), False
    for cell in cells:
        match = _DATE.match(cell)
        if not match:
            continue
        seen = True
        if len(match[1]) == 4:
            possible &= {DateOrder.YEAR_FIRST}
            continue
        possible -= {DateOrder.YEAR_FIRST}
        if int(match[1]) > 12:
            possible -= {DateOrder.MONTH_FIRST}
        if int(match[2]) > 12:
            possible -= {DateOrder.DAY_FIRST}
    return possible if seen else set()
