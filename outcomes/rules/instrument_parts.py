"""What an instrument's definition is made of: scales, items, rules for missing answers, bands, figures."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class InstrumentError(ValueError):
    """A definition is wrong; the message names the instrument and the fault, `place` where it is."""

    def __init__(self, message: str, sentence: str = "", place: tuple[str | int, ...] = ()):
        super().__init__(message)
        self.sentence = sentence
        self.place = place


class Method(StrEnum):
    """How answers become one number."""

    MEAN = "mean"
    SUM = "sum"
    PERCENT_OF_MAXIMUM = "percent_of_maximum"
    T_SCORE = "t_score"
    #: No number of its own: only its parts are scored.
    PROFILE = "profile"


class Licence(StrEnum):
    """The classes of clinical.md 0. A may be reproduced; B is logic with our own labels; C and D are scored
    only, from the numbers of the site's own form.
    """

    FREE = "A"
    OWN_LABELS = "B"
    LICENSED = "C"
    PROMIS = "D"


class Confidence(StrEnum):
    """How a change figure is known; what is only believed is not shipped."""

    READ = "read in the source"
    KNOWN = "known from the literature"
    DERIVED = "derived from published figures"


class Finding(StrEnum):
    """What answers say beside their number; each is worked out in `findings`."""

    ACR_2016 = "acr_2016"
    STOP_RULE = "stop_rule"
    SCREENER_HALVES = "screener_halves"
    SELF_HARM_ITEM = "self_harm_item"


@dataclass(frozen=True)
class Scale:
    """Whole numbers from `low` to `high`, both included, with words at both ends or for each.

    `printed` is the order on the form where that is not from low to high: PROMIS prints 5 first in the rows
    that run the other way, and the printed number is the one that counts.
    """

    low: int
    high: int
    low_words: str = ""
    high_words: str = ""
    words: tuple[str, ...] = ()
    printed: tuple[int, ...] = ()

    def __contains__(self, value: object) -> bool:
        return type(value) is int and self.low <= value <= self.high

    @property
    def values(self) -> range:
        return range(self.low, self.high + 1)

    @property
    def in_order(self) -> tuple[int, ...]:
        """The values as the form has them, first to last."""
        return self.printed or tuple(self.values)

    def word(self, value: int) -> str:
        """The instrument's word for one value; empty where only the ends have words."""
        return self.words[value - self.low] if self.words else ""

    @property
    def printed_words(self) -> tuple[tuple[int, str], ...]:
        """Every value that has words, with them as they are, in the order of the form."""
        words = dict(zip(self.values, self.words, strict=True)) if self.words else {}
        words = words or {self.low: self.low_words, self.high: self.high_words}
        return tuple((value, words[value]) for value in self.in_order if value in words)

    @property
    def legend(self) -> str:
        """What the numbers mean, in one line for whoever types them."""
        if self.words:
            return ", ".join(f"{value} = {self.word(value).lower()}" for value in self.in_order)
        return f"{self.low} = {self.low_words.lower()}, {self.high} = {self.high_words.lower()}"


def choices(*words: str, low: int = 0) -> Scale:
    """A scale with a word for each value, from `low` on."""
    return Scale(low, low + len(words) - 1, words[0], words[-1], words)


YES_NO = choices("No", "Yes")


@dataclass(frozen=True)
class Alarm:
    """An answer of `at_least` is a yes to this danger sign, at the moment it is saved."""

    at_least: int
    flag: str


@dataclass(frozen=True)
class Item:
    """One question. `text` is the instrument's wording, empty when its licence keeps it out of here;
    `label` is our own short name for the row; `stem` is what the form says once above several questions.
    """

    key: str
    label: str
    text: str
    scale: Scale
    loinc: str = ""
    alarm: Alarm | None = None
    stem: str = ""
    is_scored: bool = True


@dataclass(frozen=True)
class MissingRule:
    """`full` answers give a plain score, fewer a flagged one; below `least` there is none.

    Items in `needed` are never estimated. In a list where one marks what applies (`ticks`) an empty row
    means no, once anything at all was answered.
    """

    full: int
    least: int
    needed: tuple[str, ...] = ()
    ticks: tuple[str, ...] = ()
    rounds_up: bool = False


@dataclass(frozen=True)
class Band:
    """Values up to and including `up_to` (and above the band before) are called `words`.

    `is_open`: the edge itself belongs to the next band.
    """

    up_to: Decimal
    code: str
    words: str
    is_open: bool = False

    def holds(self, value: Decimal) -> bool:
        return value < self.up_to if self.is_open else value <= self.up_to


def bands(*edges: tuple[int | str, str], is_open: bool = False) -> tuple[Band, ...]:
    """Bands from (edge, words) pairs. With `is_open` every edge but the last belongs to the next band."""
    last = len(edges) - 1
    return tuple(
        Band(Decimal(edge), words.replace(" ", "_"), words, is_open and n < last)
        for n, (edge, words) in enumerate(edges)
    )


@dataclass(frozen=True)
class ChangeFigure:
    """How much change matters (MCID) or exceeds the noise of measuring (MDC), with where that stands."""

    source: str
    points: Decimal | None = None
    percent: Decimal | None = None
    confidence: Confidence = Confidence.KNOWN
