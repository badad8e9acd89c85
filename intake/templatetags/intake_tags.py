"""What the person said, where it is charted: quotes, provokers, dates as exactly as they are known."""

from datetime import date

from django import template

from intake.rules.words import Precision

register = template.Library()


@register.inclusion_tag("intake/_quote.html", takes_context=True)
def quote(context, theirs, row, field: str) -> dict:
    """`{% quote theirs intake "good_day" %}`: what the person wrote before the visit, beside its field."""
    found = theirs.quotes.get(field) if theirs else None
    return {"quote": found, "field": f"{field}-{row.pk}", "patient": context["patient"]}


@register.filter
def provokers_of(page, problem):
    """What moves one pain problem, out of everything that is charted."""
    return page.provokers_of(problem)


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
