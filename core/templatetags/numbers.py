"""How numbers are written: a missing one is never a zero."""

from decimal import Decimal

from django import template

from core.words import plain

register = template.Library()
register.filter(plain)


@register.filter
def counted(value: Decimal, unit: str) -> str:
    """`1 hour`, `2 hours`: a number with its unit; a unit that is no plural stays as it is."""
    return f"{plain(value)} {unit.removesuffix('s') if value == 1 else unit}".strip()
