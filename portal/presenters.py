"""Sentences for patients: made here, so that templates only show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.words import plain
from outcomes.models import Day, Goal, GoalWeek, Reading, Score
from outcomes.rules.instrument import Instrument, Item
from outcomes.rules.rhythm import Rhythm
from outcomes.rules.words import DayMark, Direction, Headache

from .selectors import WEEK


def short_date(day: date) -> str:
    return f"{day.day} {day:%b}"


def days_line(rhythm: Rhythm, logged: int, used_on: date | None) -> str:
    """How much of the last week is there, what it is for, and when: a fact, never a scold.

    Who is asked less is told so, and is not counted in days.
    """
    use = f"Your team uses this on {short_date(used_on)}." if used_on else "Your team plans with this."
    return f"{_so_far(rhythm, logged)} {use}"


def _so_far(rhythm: Rhythm, logged: int) -> str:
    if rhythm == Rhythm.FREE:
        return "You can write here on any day you like."
    if rhythm == Rhythm.WEEKLY:
        this_week = "This week is done." if logged else "Pick any day of this week."
        return f"The daily weeks are over. One day a week is enough now. {this_week}"
    return f"{logged} of {WEEK} days."


def saved_line(day: Day) -> str:
    """What was saved, in the person's words. What was not said is left out."""
    parts = [f"{DayMark(day.mark).name.lower()} day"]
    if day.moved_minutes is not None:
        parts.append(f"moved {day.moved_minutes} minutes")
    if day.moved_steps is not None:
        parts.append(f"took {day.moved_steps:,} steps")
    if day.slept_minutes is not None:
        parts.append(f"slept {hours(day.slept_minutes)} hours")
    if day.goal_tick:
        parts.append(f"own goal: {day.goal_tick}")
    if day.headache is not None:
        parts.append(_HEADACHES[day.headache])
    if day.headache_medicine is not None:
        parts.append("took something for it" if day.headache_medicine else "took nothing for it")
    return f"{', '.join(parts).capitalize()}."


_HEADACHES = {
    Headache.NONE: "no headache",
    Headache.MILD: "a mild headache",
    Headache.MODERATE: "a medium headache",
    Headache.SEVERE: "a severe headache",
}


def week_line(week: GoalWeek | None, goal: Goal) -> str:
    """What was said of a goal's week; empty when nothing was."""
    if week is None:
        return ""
    number = f", {plain(week.value)} {goal.unit}" if week.value is not None else ""
    return f"You said: {week.tick}{number}. What you save now takes its place."


def timed_line(reading: Reading) -> str:
    """What came of the tries."""
    count = len(reading.trials)
    mean = f", the mean of {count} tries" if count > 1 else ""
    return f"Saved: {by_the_clock(reading.value)}{mean}. Your team can see it."


def by_the_clock(minutes: Decimal) -> str:
    """`20 minutes`, `12 min 30 s`, `45 s`: as a stopwatch shows it."""
    whole, seconds = divmod(round(minutes * 60), 60)
    if not seconds:
        return f"{whole} minutes"
    return f"{whole} min {seconds} s" if whole else f"{seconds} s"


def hours(minutes: int) -> str:
    """450 minutes are 7.5 hours, 420 are 7."""
    return f"{Decimal(minutes) / 60:.1f}".removesuffix(".0")


@dataclass(frozen=True)
class OwnLine:
    """The person's own last numbers, with what a number needs to be read: range, direction, dates."""

    numbers: str
    range: str


_COUNT = {1: "Your number", 2: "Your last two", 3: "Your last three"}


def own_line(scores: Sequence[Score], instrument: Instrument) -> OwnLine | None:
    """Oldest first, one decimal, the direction in words; None when there is no number yet."""
    if not scores:
        return None
    values = ", ".join(f"{score.value:.1f}" for score in scores)
    better = "Higher" if instrument.direction == Direction.HIGHER_IS_BETTER else "Lower"
    dates = ", ".join(short_date(score.true_on) for score in scores)
    return OwnLine(
        numbers=f"{_COUNT[len(scores)]}: {values}. {better} is better.",
        range=f"It goes from {instrument.low} to {instrument.high}. Taken on: {dates}.",
    )


#: Letters of an answer that fits on one line of a small phone.
_LONG = 30


@dataclass(frozen=True)
class QuestionPage:
    """One item as its page shows it. `kept` is the answer that is there; `licence` the form's own line."""

    number: int
    count: int
    item: Item
    kept: int | None
    licence: str = ""

    @property
    def back(self) -> int:
        """The question before this one; 0 on the first."""
        return self.number - 1

    @property
    def answers(self) -> list[tuple[int, str, bool]]:
        """Each value in the order of the form, with its word (empty where only the ends have words) and
        whether it is kept.
        """
        scale = self.item.scale
        return [(value, scale.word(value), value == self.kept) for value in scale.in_order]

    @property
    def is_long(self) -> bool:
        """Whole sentences as answers are read from the left."""
        return any(len(word) > _LONG for word in self.item.scale.words)


@dataclass(frozen=True)
class CheckLine:
    """One answered item on the page before sending."""

    number: int
    label: str
    answer: str


def check_lines(instrument: Instrument, answers: Mapping[str, int | None]) -> list[CheckLine]:
    """What was put and answered or skipped; questions that a no at the gate left out are not there.

    A licensed form keeps its own words here too: our short labels are for staff.
    """
    return [
        CheckLine(number, item.text if instrument.licence_ref else item.label, _said(item, answers[item.key]))
        for number, item in enumerate(instrument.items, 1)
        if item.key in answers
    ]


def _said(item: Item, value: int | None) -> str:
    return "skipped" if value is None else item.scale.word(value) or str(value)


def ask_words(instrument: Instrument) -> str:
    """The line on top of the patient's home."""
    count = len(instrument.items)
    return f"Answer {count} short questions"
