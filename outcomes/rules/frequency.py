"""How often: a number per day, week or month, read from the words that people use (S28)."""

import re
from dataclasses import dataclass

from core.errors import DomainError

from .words import Per

_MOST = {Per.DAY: 24, Per.WEEK: 70, Per.MONTH: 300}
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "once": 1, "twice": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7,
}  # fmt: skip
_NUMBER = rf"(?P<number>\d{{1,3}}|{'|'.join(_NUMBERS)})"
_PER = r"(?:a|per|each|every|/)\s*(?P<per>day|week|month)"
#: “3 times a week”, “twice a day”, “4 days a week”, “once per month”.
_COUNTED = re.compile(rf"{_NUMBER}\s*(?:x|times?|days?|nights?|evenings?|mornings?)?\s*{_PER}", re.IGNORECASE)
#: “every morning”, “daily”, “each night”, “every week”.
_EVERY = re.compile(
    r"(?:every|each)\s+(?P<every>single day|day|morning|evening|night|afternoon|week|month)"
    r"|(?P<adverb>daily|nightly|weekly|monthly)",
    re.IGNORECASE,
)
_DAYS = {"daily": Per.DAY, "nightly": Per.DAY, "weekly": Per.WEEK, "week": Per.WEEK} | {
    "monthly": Per.MONTH,
    "month": Per.MONTH,
}


@dataclass(frozen=True)
class Frequency:
    """`times` per `per`; at least once, and no more often than anybody can."""

    times: int
    per: Per

    @property
    def words(self) -> str:
        """“every day”, “every week”, “twice a day”, “3 times a week”."""
        if self.times == 1:
            return f"every {self.per}"
        return f"{'twice' if self.times == 2 else f'{self.times} times'} a {self.per}"


def frequency_words(said: str, times: int | None, per: str) -> str:
    """As they said it; else the count in words; else nothing."""
    return said or (Frequency(times, Per(per)).words if times else "")


def check_frequency(often: Frequency, field: str = "times") -> None:
    """Refuse a count that nobody can keep."""
    if not 1 <= often.times <= _MOST[often.per]:
        raise DomainError("out_of_range", f"Give 1 to {_MOST[often.per]} times a {often.per}.", field)


def read_frequency(text: str) -> Frequency | None:
    """The count in somebody's words; None when they name none, or name one that nobody can keep.

    Only a text that is nothing but a frequency is read: “every morning before work” keeps its words alone.
    """
    said = " ".join(text.split()).strip(" .")
    if counted := _COUNTED.fullmatch(said):
        number = counted["number"].lower()
        return _sane(Frequency(_NUMBERS.get(number) or int(number), Per(counted["per"].lower())))
    if every := _EVERY.fullmatch(said):
        word = (every["every"] or every["adverb"]).lower()
        return Frequency(1, _DAYS.get(word, Per.DAY))
    return None


def _sane(often: Frequency) -> Frequency | None:
    return often if 1 <= often.times <= _MOST[often.per] else None
