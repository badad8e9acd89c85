"""How numbers and dates are written on a chart, once for all charts."""

from datetime import date
from decimal import Decimal
from html import escape

from core.words import full_day

MINUS = "−"


def number(value: Decimal | float | int) -> str:
    """`7,477`, `7.5`, `−2`: at most one decimal, no trailing zero, a real minus sign. Rounding happens here
    and nowhere earlier.
    """
    text = f"{Decimal(value):,.1f}".removesuffix(".0")
    return text.replace("-", MINUS) if text != "-0" else "0"


def signed(value: Decimal | float | int) -> str:
    text = number(value)
    return text if text.startswith(MINUS) or text == "0" else f"+{text}"


def fuzzy_day(on: date | None, precision: str) -> str:
    """No more exact than it is known."""
    if on is None:
        return ""
    match precision:
        case "year":
            return f"{on.year}"
        case "month" | "season":
            return f"{on:%b %Y}"
        case "about":
            return f"about {on:%b %Y}"
    return full_day(on)


def safe(text: str) -> str:
    """Text of people inside markup drawn by a presenter."""
    return escape(str(text), quote=True)


def count(n: int, one: str, many: str | None = None) -> str:
    return f"{n} {one if n == 1 else many or one + 's'}"
