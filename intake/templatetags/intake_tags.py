"""Dates of the story, as exactly as they are known."""

from datetime import date

from django import template

from intake.rules.words import Precision

register = template.Library()


@register.filter
def as_exactly(on: date | None, precision: str) -> str:
    """4 May 2019, May 2019, 2019, about 2019, or “date not stated”: never more than was said."""
    if on is None:
        return "date not stated"
    match precision:
        case Precision.MONTH | Precision.SEASON:
            return f"{on:%b %Y}"
        case Precision.YEAR:
            return f"{on.year}"
        case Precision.ABOUT | Precision.UNKNOWN:
            return f"about {on.year}"
    return f"{on.day} {on:%b %Y}"
