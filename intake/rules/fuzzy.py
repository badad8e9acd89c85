"""Dates and lengths of time as people say them (S02).

Thin on purpose: what is not understood stays words with an unknown date, and nothing is rejected.
"""

import re
import time
from dataclasses import dataclass
from datetime import date, timedelta

from .words import Precision

#: The month in which a season begins (northern hemisphere, meteorological). Winter begins in December of
#: the year named: “winter 2023” is taken as December 2023.
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
DAY_FORMATS = ("%Y-%m-%d", "%d %b %Y", "%d %B %Y", "%b %d %Y", "%B %d %Y", "%m/%d/%Y")
#: “mar 24” is March 2024: in a pain story people name years, and a day of this year is said with its year.
MONTH_FORMATS = ("%Y-%m", "%b %Y", "%B %Y", "%m/%Y", "%b %y", "%B %y", "%b '%y", "%B '%y")
MONTH_NAMES = ("%b", "%B")
ABOUT = re.compile(r"^(about|around|circa|approximately|roughly|maybe|ca\.?|~)\s*", re.IGNORECASE)
#: The month in which a part of a year begins, and how it is said: “early 2023”, “the end of 2023”.
PARTS = {"early": 1, "beginning": 1, "start": 1, "mid": 5, "middle": 5, "late": 10, "end": 10}

_NUMBERS = {
    **{"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7},
    **{"eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "couple": 2},
}
#: How long each unit is, in days. A month is a twelfth of a year of 365.25 days.
_DAYS = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.4375, "year": 365.25}
_SHORT = {"min": "minute", "h": "hour", "hr": "hour", "d": "day", "wk": "week", "mo": "month", "yr": "year"}
_UNIT = r"(minutes?|mins?|hours?|hrs?|h|days?|d|weeks?|wks?|months?|mos?|years?|yrs?)"
_COUNT = r"(\d+(?:[.,]\d+)?|half an?|a couple of|couple of|" + "|".join(_NUMBERS) + ")"
#: “6 weeks”, “about two years”, “2-3 months” (the shorter one counts), “half a day”.
LENGTH = re.compile(rf"(?<![\w/]){_COUNT}(?:\s*(?:-|to|or)\s*\d+)?\s*{_UNIT}\b", re.IGNORECASE)
_AGO = re.compile(r"^(.*)\s+(ago|back|before now)$", re.IGNORECASE)
_FOR = re.compile(r"^(?:since|for)\s+(.*)$", re.IGNORECASE)
#: What stands before a date and says nothing of when: “since last winter”, “in the spring of 2023”.
_BEFORE_IT = re.compile(r"^(?:(?:in|on|since|from|the|last|this|past)\s+)+")
_OF = re.compile(r"(?<=[a-z])\s+of(?=\s+(?:19|20)\d\d$)")
#: “winter 2023/24” is the one that begins in 2023.
_TWO_YEARS = re.compile(r"((?:19|20)\d\d)\s*[/–-]\s*(?:(?:19|20)?\d\d)$")


@dataclass(frozen=True)
class FuzzyDate:
    """The first day of what was meant, how exactly it is known, and the words as said."""

    starts_on: date | None
    precision: Precision
    words: str


@dataclass(frozen=True)
class Length:
    """How long something lasted, in days, with the words as said."""

    days: float
    words: str


def read_date(text: str, *, today: date | None = None) -> FuzzyDate:
    """`12 Mar 2024`, `3/2024`, `mar 24`, `spring 2023`, `2019`, `about 2019`, or any words.

    With `today`, words that count from it are read too: `6 weeks ago`, `last winter`, `in March`.
    """
    words = " ".join(text.split())
    plain = ABOUT.sub("", words).replace(",", "")
    start, precision = _parse(plain)
    if start and plain != words.replace(",", ""):
        precision = Precision.ABOUT
    if start is None and today is not None:
        start, precision = _from_today(plain.lower(), today)
    return FuzzyDate(start, precision, words)


def read_length(text: str) -> Length | None:
    """`2 days only`, `about six weeks`, `nine months`, `30 min`; None when no length is said."""
    found = LENGTH.search(text)
    if found is None:
        return None
    count, unit = found.groups()
    return Length(_number(count) * _DAYS[_unit(unit)], found.group(0))


def _number(text: str) -> float:
    said = " ".join(text.lower().split())
    if said.startswith("half"):
        return 0.5
    if said[0].isdigit():
        return float(said.replace(",", "."))
    return float(_NUMBERS[said.removesuffix(" of").removeprefix("a ")])


def _unit(text: str) -> str:
    said = text.lower()
    plain = said.removesuffix("s")
    return _SHORT.get(plain, plain)


def _parse(text: str) -> tuple[date | None, Precision]:
    found = _parse_plain(text)
    if found[0] is None:
        bare = _OF.sub("", _BEFORE_IT.sub("", text.lower()))
        found = _part_of_year(bare) or (_parse_plain(bare) if bare != text else found)
    return found


def _part_of_year(text: str) -> tuple[date, Precision] | None:
    """“early 2023” is as exact as a season; “winter 2023/24” is one."""
    match = re.fullmatch(r"([a-z ]+?)[\s-]+((?:19|20)\d\d.*)", text)
    if match is None:
        return None
    name, year = match.group(1), _TWO_YEARS.sub(r"\1", match.group(2))
    is_season = name in SEASONS and year != match.group(2)
    month = SEASONS[name] if is_season else PARTS.get(name)
    return (date(int(year), month, 1), Precision.SEASON) if month and year.isdigit() else None


def _parse_plain(text: str) -> tuple[date | None, Precision]:
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


def _from_today(text: str, today: date) -> tuple[date | None, Precision]:
    """What can only be known from the day on which it was said."""
    if text in ("today", "yesterday"):
        return today - timedelta(days=text == "yesterday"), Precision.DAY
    if (ago := _AGO.match(text) or _FOR.match(text)) and (length := read_length(ago.group(1))):
        return today - timedelta(days=round(length.days)), Precision.ABOUT
    name = _BEFORE_IT.sub("", text)
    if name == "year":
        return date(today.year - ("last" in text), 1, 1), Precision.YEAR
    if name in SEASONS:
        return _latest(today, SEASONS[name]), Precision.SEASON
    if month := _first_match(name, MONTH_NAMES):
        return _latest(today, month.month), Precision.MONTH
    return _parse(name)


def _latest(today: date, month: int) -> date:
    """The first day of the newest such month that has begun."""
    year = today.year if month <= today.month else today.year - 1
    return date(year, month, 1)


def _first_match(text: str, formats: tuple[str, ...]) -> date | None:
    for shape in formats:
        try:
            return date(*time.strptime(text, shape)[:3])
        except ValueError:
            continue
    return None
