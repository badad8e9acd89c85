"""What a line can become. Pure values; each part keeps the piece of the line that it was read from."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from core.words import plain
from outcomes.rules.capacities import INVENTORY
from outcomes.rules.red_flag_data import FLAGS
from outcomes.rules.red_flags import find
from outcomes.rules.words import Capacity, FlagAnswer

from ..fuzzy import SEASONS, FuzzyDate
from ..words import AccessReason, Effect, Ended, EntryKind, Precision


class Becomes(StrEnum):
    """What a line became; in the order of the buttons below the line."""

    TIMELINE = "timeline"
    TRIED = "tried"
    PROVOKER = "provoker"
    GOAL = "goal"
    CAN = "can"
    FLAG = "flag"
    ALLERGY = "allergy"
    MEDICINE = "medicine"
    NOTE = "note"

    @property
    def label(self) -> str:
        named = {"provoker": "Worse or better", "can": "Can do", "flag": "Red flag", "medicine": "Takes"}
        return named.get(self.value, self.value.capitalize())


_SEASON_OF = {begins: name for name, begins in SEASONS.items() if name != "fall"}


@dataclass(frozen=True)
class Context:
    """What is known when a line is read: the person's today and birth date, and their problems by name."""

    today: date
    born: date
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class EventSaid:
    """Something that happened, when, and in which problem's lane (empty: the whole person's)."""

    said: str
    title: str
    kind: EntryKind
    when: FuzzyDate
    problem: str = ""

    @property
    def words(self) -> str:
        return f"Timeline: {day_words(self.when)}, {self.title}"


@dataclass(frozen=True)
class TriedSaid:
    """One past treatment. Texts are as said; empty and None are “not said”."""

    said: str
    what: str
    class_words: str = ""
    region_level: str = ""
    when_words: str = ""
    dose: str = ""
    relief_percent: int | None = None
    helped_for: str = ""
    helped_with: str = ""
    not_helped_with: str = ""
    function_change: str = ""
    harms: str = ""
    ended: Ended | None = None
    access_reason: AccessReason | None = None
    problem: str = ""

    @property
    def words(self) -> str:
        told = [
            self.what + (f" ({self.class_words})" if self.class_words else ""),
            self.region_level,
            self.when_words,
            self.dose,
            "" if self.relief_percent is None else f"{self.relief_percent}% relief",
            f"helped for {self.helped_for}" if self.helped_for else "",
            f"helped with {self.helped_with}" if self.helped_with else "",
            f"not with {self.not_helped_with}" if self.not_helped_with else "",
            self.function_change,
            f"harm: {self.harms}" if self.harms else "",
            self.ended.label.lower() if self.ended else "",
            self.access_reason.label.lower() if self.access_reason else "",
        ]
        return f"Tried: {', '.join(filter(None, told))}"

    @property
    def has_outcome(self) -> bool:
        """Whether it says what the treatment did, and not only that somebody still has it."""
        told = (self.helped_for, self.helped_with, self.not_helped_with, self.harms)
        ended = self.ended is not None and self.ended != Ended.STILL_USING
        return any(told) or self.relief_percent is not None or ended


@dataclass(frozen=True)
class ProvokerSaid:
    """What makes the pain worse, better, or does nothing to it: how much of it, and how soon. As said."""

    said: str
    effect: Effect
    what: str
    dose: str = ""
    delay: str = ""
    problem: str = ""

    @property
    def words(self) -> str:
        dose = f"{self.dose} (unit not said)" if self.dose.isdecimal() else self.dose
        return f"{self.effect.label}: {', '.join(filter(None, [self.what, dose, self.delay]))}"


@dataclass(frozen=True)
class GoalSaid:
    """A want in the person's own words; its number, unit and frequency only when they were said."""

    said: str
    quote: str
    target: Decimal | None = None
    unit: str = ""
    frequency: str = ""

    @property
    def words(self) -> str:
        number = f"{plain(self.target)} {self.unit}" if self.target is not None else ""
        told = ", ".join(filter(None, [number, self.frequency]))
        return f"Goal: “{self.quote}”" + (f" ({told})" if told else "")


@dataclass(frozen=True)
class AbilitySaid:
    """What the person can do now: a number, its unit, and what stops them."""

    said: str
    capacity: Capacity
    value: Decimal
    unit: str
    limiter: str = ""

    @property
    def words(self) -> str:
        stopped = f", stopped by {self.limiter}" if self.limiter else ""
        return f"Can do: {INVENTORY[self.capacity].label.lower()} {plain(self.value)} {self.unit}{stopped}"


@dataclass(frozen=True)
class FlagSaid:
    """An answer to one danger sign, by its key."""

    said: str
    flag: str
    answer: FlagAnswer

    @property
    def words(self) -> str:
        return f"Red flag, {find(FLAGS, self.flag).name.lower()}: {self.answer}"


@dataclass(frozen=True)
class AllergySaid:
    """What the person reacts to, and how; the reaction is empty when it was not said."""

    said: str
    what: str
    reaction: str = ""

    @property
    def words(self) -> str:
        return f"Allergy: {', '.join(filter(None, [self.what, self.reaction]))}"


@dataclass(frozen=True)
class NoAllergySaid:
    """Somebody asked, and the person knows of none; in the words of the line."""

    said: str
    quote: str

    @property
    def words(self) -> str:
        return f"Allergies: none known (“{self.quote}”)"


@dataclass(frozen=True)
class MedicineSaid:
    """A medicine that is taken now, with its dose as said."""

    said: str
    name: str
    dose: str = ""

    @property
    def words(self) -> str:
        return f"Takes: {', '.join(filter(None, [self.name, self.dose]))}"


Part = (
    EventSaid
    | TriedSaid
    | ProvokerSaid
    | GoalSaid
    | AbilitySaid
    | FlagSaid
    | AllergySaid
    | NoAllergySaid
    | MedicineSaid
)


@dataclass(frozen=True)
class LineRead:
    """A line with what it means. `rest` is what stays text beside the parts; without parts, all of it does,
    and `reason` says why in one sentence."""

    text: str
    kind: Becomes
    parts: tuple[Part, ...] = ()
    rest: str = ""
    reason: str = ""

    @property
    def words(self) -> list[str]:
        """What it became, in plain words, one line per part."""
        return [part.words for part in self.parts]


def day_words(when: FuzzyDate) -> str:
    """“Mar 2024”, “winter 2023”, “about 2019”; the words as said when no date is known."""
    on = when.starts_on
    if on is None:
        return when.words or "no date"
    if when.precision == Precision.SEASON:
        return f"{_SEASON_OF[on.month]} {on.year}"
    named = {
        Precision.DAY: f"{on.day} {on:%b %Y}",
        Precision.YEAR: str(on.year),
        Precision.ABOUT: when.words,
    }
    return named.get(when.precision, f"{on:%b %Y}")
