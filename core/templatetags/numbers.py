"""How numbers are written: a missing one is never a zero."""

from decimal import Decimal

from django import template

register = template.Library()


@register.filter
def plain(value: Decimal | float | int | None) -> str:
    """`14`, `0.5`, `4.67`: no trailing zeros, no exponent; an empty string when there is no number."""
    if value is None:
        return ""
    words = f"{Decimal(str(value)):f}"
    return words.rstrip("0").rstrip(".") if "." in words else words


@register.filter
def counted(value: Decimal, unit: str) -> str:
    """`1 hour`, `2 hours`: a number with its unit; a unit that is no plural stays as it is."""
    return f"{plain(value)} {unit.removesuffix('s') if value == 1 else unit}".strip()
