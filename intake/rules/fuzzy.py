"""Dates as people say them: a day, a month, a season, a year, or words (S02).

Thin on purpose: what is not understood stays words with an unknown date, and nothing is rejected.
"""

import re
import time
from dataclasses import dataclass
from datetime import date

from .words import Precision

#: The month in which a season begins (northern hemisphere, meteorological). Winter begins in December of
#: the year named: “winter 2023” is taken as December 2023.
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
DAY_FORMATS = ("%Y-%m-%d", "%d %b %Y", "%d %B %Y", "%b %d %Y", "%B %d %Y", "%m/%d/%Y")
MONTH_FORMATS = ("%Y-%m", "%b %Y", "%B %Y", "%m/%Y")
ABOUT = re.compile(r"^(about|around|circa|ca\.?|~)\s*", re.IGNORECASE)


@dataclass(frozen=True)
class FuzzyDate:
    """The first day of what was meant, how exactly it is known, and the words as said."""

    starts_on: date | None
    precision: Precision
    words: str


def read_date(text: str) -> FuzzyDate:
    """`12 Mar 2024`, `3/2024`, `spring 2023`, `2019`, `about 2019`, or any words."""
    words = " ".join(text.split())
    plain = ABOUT.sub("", words).replace(",", "")
    start, precision = _parse(plain)
    if start and plain != words.replace(",", ""):
        precision = Precision.ABOUT
    return FuzzyDate(start, precision, words)


def _parse(text: str) -> tuple[date | None, Precision]:
    for formats, precision in ((DAY_FORMATS, Precision.DAY), (MONTH_FORMATS, Precision.MONTH)):
        if found := _first_match(text, formats):
            return found, precision
    if season := re.fullmatch(r"([a-z]+)\s+((?:19|20)\d\d)", text.lower()):
        name, year = season.groups()
        if name in SEASONS:
            return date(int(year), SEASONS[name], 1), Precision.SEASON
    if re.fullmatch(r"(19|20)\d\d", text):
        return date(int(text), 1, 1), Precision.YEAR
    return None, Precision.UNKNOWN


def _first_match(text: str, formats: tuple[str, ...]) -> date | None:
    for shape in formats:
        try:
            return date(*time.strptime(text, shape)[:3])
        except ValueError:
            continue
    return None
