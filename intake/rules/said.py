"""When something was, as people say it in one go: from and until, for how long, before or after something."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from .fuzzy import FuzzyDate, read_date, read_length
from .words import Precision, Relation

_NOT_SAID = FuzzyDate(None, Precision.UNKNOWN, "")
_BESIDE = re.compile(r"^(before|after|during)\s+(.+)$", re.IGNORECASE)
_UNTIL = re.compile(r"^(?:until|till|up to)\s+(.+)$", re.IGNORECASE)
_LASTING = re.compile(r"^(.+?)\s+for\s+(.+)$", re.IGNORECASE)
_BETWEEN = (
    re.compile(r"^(?:from\s+)?(.+?)\s+(?:to|until|till|through|-|–)\s+(.+)$", re.IGNORECASE),
    re.compile(r"^((?:19|20)\d\d)\s*[-–]\s*((?:19|20)\d\d)$"),
    re.compile(r"^([a-z]{3,9})\s*[-–]\s*([a-z]{3,9}\s+\d{2,4})$", re.IGNORECASE),
)


@dataclass(frozen=True)
class Said:
    """Start and end as exactly as they were said. `relation` and `beside`: “before”, “the surgery”."""

    start: FuzzyDate
    end: FuzzyDate | None = None
    relation: Relation | None = None
    beside: str = ""


def read_when(text: str, *, today: date) -> Said:
    """`winter 2023`, `2019 to 2021`, `until spring 2024`, `mar 24 for 6 weeks`, `before the surgery`.

    What is not understood stays words with an unknown date.
    """
    words = " ".join(text.split())
    whole = read_date(words, today=today)
    if whole.starts_on:
        return Said(whole)
    for reader in (_beside, _until, _between, _lasting):
        if found := reader(words, today):
            return found
    return Said(whole)


def _beside(words: str, today: date) -> Said | None:
    match = _BESIDE.match(words)
    if match is None:
        return None
    relation, rest = Relation(match.group(1).lower()), match.group(2)
    dated = read_date(rest, today=today)
    if dated.starts_on is None:
        return Said(FuzzyDate(None, Precision.UNKNOWN, words), relation=relation, beside=rest)
    if relation is Relation.BEFORE:
        return Said(FuzzyDate(None, Precision.UNKNOWN, words), dated)
    precision = Precision.ABOUT if relation is Relation.AFTER else dated.precision
    return Said(FuzzyDate(dated.starts_on, precision, words))


def _until(words: str, today: date) -> Said | None:
    match = _UNTIL.match(words)
    end = read_date(match.group(1), today=today) if match else _NOT_SAID
    return Said(FuzzyDate(None, Precision.UNKNOWN, words), end) if end.starts_on else None


def _between(words: str, today: date) -> Said | None:
    for shape in _BETWEEN:
        if match := shape.match(words):
            end = read_date(match.group(2), today=today)
            if end.starts_on is None:
                continue
            start = _start_before(match.group(1), end.starts_on, today)
            if start.starts_on and start.starts_on <= end.starts_on:
                return Said(FuzzyDate(start.starts_on, start.precision, words), end)
    return None


def _start_before(text: str, end: date, today: date) -> FuzzyDate:
    """“March” of “March to June 2024” is in the end's year, or in the one before."""
    for year in (end.year, end.year - 1):
        found = read_date(f"{text} {year}")
        if found.starts_on and found.starts_on <= end:
            return found
    return read_date(text, today=today)


def _lasting(words: str, today: date) -> Said | None:
    match = _LASTING.match(words)
    length = read_length(match.group(2)) if match else None
    start = read_date(match.group(1), today=today) if match and length else _NOT_SAID
    if start.starts_on is None or length is None:
        return None
    last = start.starts_on + timedelta(days=max(round(length.days) - 1, 0))
    end = FuzzyDate(last, Precision.ABOUT, length.words)
    return Said(FuzzyDate(start.starts_on, start.precision, words), end)


#: What people call an entry of a kind, beside its title: “after the surgery”, “before the move”.
_NAMES = {
    "procedure": {"surgery", "operation", "procedure", "injection", "block"},
    "imaging": {"scan", "mri", "imaging"},
    "injury": {"injury", "accident", "fall", "crash"},
    "onset": {"onset", "start", "pain"},
    "job": {"job", "work", "route"},
    "move": {"move", "moving"},
    "birth": {"birth", "baby", "delivery"},
    "loss": {"loss", "death"},
}
_SMALL = {"the", "a", "an", "my", "his", "her", "their", "our", "of", "that", "this", "first", "last", "new"}


def find_beside(words: str, entries: list[tuple[str, str, str]]) -> str | None:
    """The key of the one entry of (key, kind, title) that the words name; None when none or several are."""
    asked = _words(words)
    if not asked:
        return None
    by_title = [key for key, _, title in entries if _all_in(asked, _words(title))]
    by_kind = [key for key, kind, title in entries if _all_in(asked, _words(title) | _NAMES.get(kind, set()))]
    return next((keys[0] for keys in (by_title, by_kind) if len(keys) == 1), None)


def _all_in(asked: set[str], words: set[str]) -> bool:
    """“The move” is in “Moved house”: a word counts by its beginning, from four letters on."""
    return all(
        any(
            one == word or (min(len(one), len(word)) >= 4 and (one.startswith(word) or word.startswith(one)))
            for word in words
        )
        for one in asked
    )


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower())) - _SMALL
