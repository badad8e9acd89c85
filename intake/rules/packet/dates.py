"""FHIR dates: a year, a month or a day, each kept as exactly as it was given."""

import re
from datetime import date

from ..words import Precision
from .fields import Json, child, text
from .shapes import When

_FHIR_DATE = re.compile(
    r"(?P<year>[0-9]{4})"
    r"(-(?P<month>[0-9]{2})"
    r"(-(?P<day>[0-9]{2})(T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?"
)
_OLDEST_AGE = 150


class ImpossibleDateError(ValueError):
    """Not a date, or one that no calendar holds."""


def read_date(value: object) -> When:
    """The day as the sender wrote it, in the sender's own zone: no shift to another day."""
    match = _FHIR_DATE.fullmatch(value.strip()) if isinstance(value, str) else None
    if not match:
        raise ImpossibleDateError(str(value)[:60])
    year, month, day = match["year"], match["month"], match["day"]
    precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
    try:
        return When(date(int(year), int(month or 1), int(day or 1)), precision)
    except ValueError:
        raise ImpossibleDateError(str(value)[:60]) from None


def optional_date(node: Json, key: str) -> When:
    return read_date(node[key]) if node.get(key) is not None else When()


def read_choice(resource: Json, stem: str, *, end: bool = False) -> When:
    """`stem` as FHIR's choice type: DateTime, Period, Age or String. `end` asks for a period's end."""
    period = child(resource, f"{stem}Period")
    if period:
        return optional_date(period, "end" if end else "start")
    if resource.get(f"{stem}DateTime") is not None:
        return When() if end else read_date(resource[f"{stem}DateTime"])
    if end:
        return When()
    return _read_age(child(resource, f"{stem}Age")) or When(words=text(resource, f"{stem}String", 60))


def _read_age(age: Json) -> When | None:
    """An age in whole years becomes a date once the birth date is known."""
    value, unit = age.get("value"), age.get("code") or age.get("unit")
    if isinstance(value, bool) or not isinstance(value, int) or unit not in ("a", "years", "year"):
        return None
    if not 0 <= value <= _OLDEST_AGE:
        raise ImpossibleDateError(f"age {value}")
    return When(precision=Precision.ABOUT, words=f"at age {value}", age=value)
