"""How numbers and days are written, once for everybody: clinicians, patients, rules and charts.

A missing number is never a zero. Rounding happens where it is shown and nowhere earlier.
"""

from datetime import date
from decimal import Decimal


def plain(value: Decimal | float | int | None) -> str:
    """`14`, `0.5`, `4.67`: no trailing zeros, no exponent; an empty string when there is no number."""
    if value is None:
        return ""
    words = f"{Decimal(str(value)):f}"
    return words.rstrip("0").rstrip(".") if "." in words else words


def tenths(value: Decimal | float | int) -> str:
    """`55`, `7.5`: one decimal at the most, and none where it says nothing."""
    return f"{Decimal(value):.1f}".removesuffix(".0")


def rounded(value: Decimal | float | int) -> str:
    """`7.5`, `55`, `3,461`: a decimal only below a hundred, where it can matter."""
    return f"{value:,.0f}" if abs(value) >= 100 else tenths(value)


def day(on: date) -> str:
    """`3 Nov`."""
    return f"{on.day} {on:%b}"


def full_day(on: date) -> str:
    """`3 Nov 2026`."""
    return f"{on.day} {on:%b %Y}"


def two_days(first: date, last: date) -> tuple[str, str]:
    """Two days that are read beside each other: with their years only where these differ."""
    write = day if first.year == last.year else full_day
    return write(first), write(last)
