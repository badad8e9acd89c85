"""The pieces that several kinds of line share: dates, amounts, segments, who the line speaks of."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

from ..fuzzy import FuzzyDate, read_date
from ..words import Precision
from .lexicon import UNITS

_TO_PLAIN = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-", "×": "x", "\u00a0": " ", "\t": " "})

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
_YEAR = r"(?:19|20)\d\d"
_COUNT = (
    r"(?:\d{1,3}(?:\s*-\s*\d{1,3})?|an?|one|two|three|four|five|six|seven|eight|nine|ten|a couple of|a few)"
)
_SPAN = r"(?:days?|weeks?|wks?|months?|mos?|years?|yrs?)"
_ABOUT = r"(?:(?:about|around|approx(?:imately)?\.?|circa|ca\.?|~|roughly|early|late|mid)[\s-]*)?"
#: A date that says its year, or counts from today. A month alone needs "in" or "last" before it.
DATE = (
    rf"{_ABOUT}(?:\d{{4}}-\d{{2}}(?:-\d{{2}})?|\d{{1,2}}/\d{{1,2}}/(?:{_YEAR}|\d\d)|\d{{1,2}}/{_YEAR}|"
    rf"\d{{1,2}}\s+{_MONTH},?\s+{_YEAR}|{_MONTH}\s+\d{{1,2}},?\s+{_YEAR}|{_MONTH},?\s+{_YEAR}|{_MONTH}\s+'?\d\d|"
    rf"{_SEASON}(?:\s+of)?\s+{_YEAR}|{_YEAR}|yesterday|(?:last|this(?: past)?)\s+(?:{_SEASON}|{_MONTH}|year)|"
    rf"in\s+{_MONTH}|{_COUNT}\s+{_SPAN}\s+(?:ago|back))(?![\w/%-])"
)
A_DATE = re.compile(rf"(?<![\w/.-]){DATE}", re.IGNORECASE)
STARTS_WITH_DATE = re.compile(rf"^(?:in\s+|since\s+|on\s+)?(?P<date>{DATE})\s*[:,;-]?\s*", re.IGNORECASE)
#: The hyphen of a level begins no date: "esi L4-5 jan 2024".
ENDS_WITH_DATE = re.compile(
    rf"(?!(?<=[a-z]\d)-)[\s,;:(-]+(?:in\s+|since\s+|on\s+)?(?P<date>{DATE})\)?$", re.IGNORECASE
)
#: In a treatment a bare month at the end is its date: "esi mar".
ENDS_WITH_MONTH = re.compile(rf"\s+(?P<date>(?!may$){_MONTH})$", re.IGNORECASE)

_UNIT = "|".join(rf"(?P<u{i}>{typed})" for i, (_, typed) in reversed(list(enumerate(UNITS))))
#: A number with its unit; a range, a fraction or a limit ("8-10", "1/2", "<5") is no single number.
AMOUNT = re.compile(rf"(?<![\w/.,<>-])(?P<number>\d{{1,4}}(?:\.\d+)?)\s*(?:{_UNIT})(?![\w/])", re.IGNORECASE)
_SUBJECT = re.compile(
    r"^(?:pt|patient|he|she|they)\s+(?=(?:tried|failed|report|state|say|den[iy]|deneis|endorse|walk|sit|stand|"
    r"lift|drive|sleep|climb|cook|can|has|c/o|see|get|worse|better|goal|had|tak)\w*\b)",
    re.IGNORECASE,
)
_SPEAKS = re.compile(r"^(?:reports?|states?|says?)\s+(?:that\s+)?", re.IGNORECASE)
_TELLS = r"(?:worse|better|wrose|tried|failed|worst|aggravated|eased|relieved|improves)\b"
_SPLIT = re.compile(r"\s*[,;\n]+\s*|\s+-\s+|\.\s+")


def plain(text: str) -> str:
    """The line as it is matched: one kind of quote, dash and space."""
    return re.sub(r" +", " ", text.translate(_TO_PLAIN)).strip()


def segments(text: str) -> list[str]:
    return [piece.strip() for piece in _SPLIT.split(text.rstrip(" .")) if piece.strip()]


def without_subject(text: str) -> str:
    """“pt walks 2 blocks” is about walking."""
    return _SUBJECT.sub("", text)


def without_speaker(text: str) -> str:
    """“pt reports worse sitting” speaks of worse sitting."""
    return _SPEAKS.sub("", without_subject(text))


def named_problem(text: str, problems: tuple[str, ...]) -> tuple[str, str]:
    """The known problem that a line begins with (“left hip: …”, “left hip worse …”), and the rest of it."""
    for name in sorted(filter(None, problems), key=len, reverse=True):
        if re.match(rf"{re.escape(name)}(?:\s*:\s*\S|\s+{_TELLS})", text, re.IGNORECASE):
            return name, text[len(name) :].lstrip(" :,-")
    return "", text


def date_of(words: str, today: date) -> FuzzyDate:
    """As `fuzzy.read_date`, with the shorthand of a note: “sept '23”, “3/5/24”, “late 2023”, “2 yrs back”."""
    said = " ".join(words.split())
    known = re.sub(r"\bsept\b", "sep", said, flags=re.IGNORECASE)
    known = re.sub(rf"\b({_MONTH[:-3]})\.", r"\1", known, flags=re.IGNORECASE)
    known = re.sub(r"\bof\s+", "", known, flags=re.IGNORECASE) if " ago" not in known else known
    known = re.sub(r"^(\d{1,2}/\d{1,2})/(\d\d)$", r"\1/20\2", known)
    known = re.sub(r"^(?:early|late|mid|approx\.?)[\s-]*", "about ", known, flags=re.IGNORECASE)
    return replace(read_date(known, today=today), words=said)


def date_fault(when: FuzzyDate, today: date, born: date) -> str:
    """Why this date cannot be charted; empty when it can."""
    if when.starts_on is None:
        return ""
    if when.starts_on > today:
        return f"“{when.words}” is still to come."
    if when.starts_on.year < born.year:
        return f"“{when.words}” is before the person was born."
    return ""


def unit_of(found: re.Match[str]) -> str:
    """The inventory's name of the unit that AMOUNT found."""
    return next(name for i, (name, _) in enumerate(UNITS) if found[f"u{i}"])


def number_of(found: re.Match[str]) -> Decimal:
    return Decimal(found["number"])


def is_dated(when: FuzzyDate) -> bool:
    return when.precision != Precision.UNKNOWN
