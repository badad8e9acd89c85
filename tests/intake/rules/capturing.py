"""How the tables of captured lines are written: one call per part, with nothing that was not said."""

from dataclasses import fields
from datetime import date
from decimal import Decimal

from intake.rules.capture import (
    Context,
    LineRead,
    Part,
)
from intake.rules.capture.abilities import NO_NUMBER
from intake.rules.capture.allergies import NOT_SAID as NO_ALLERGEN
from intake.rules.capture.events import NO_TITLE, TWO_DATES
from intake.rules.capture.flags import A_PART, BOTH, EACH, NOT_PLAIN
from intake.rules.capture.goals import NO_WANT
from intake.rules.capture.goals import NOT_SAID as NO_GOAL
from intake.rules.capture.line import AS_ASKED, PLAIN_TEXT
from intake.rules.capture.medicines import NOT_SAID as NO_MEDICINE
from intake.rules.capture.provokers import A_COURSE, A_TREATMENT
from intake.rules.capture.provokers import NOT_SAID as NO_CAUSE
from intake.rules.fuzzy import FuzzyDate
from intake.rules.words import AccessReason, Effect, Ended, EntryKind, Precision
from outcomes.rules.words import Capacity, FlagAnswer

__all__ = [
    "AS_ASKED",
    "A_COURSE",
    "A_PART",
    "A_TREATMENT",
    "BOTH",
    "CONTEXT",
    "EACH",
    "NOT_PLAIN",
    "NO_ALLERGEN",
    "NO_CAUSE",
    "NO_GOAL",
    "NO_MEDICINE",
    "NO_NUMBER",
    "NO_TITLE",
    "NO_WANT",
    "TWO_DATES",
    "allergy",
    "can",
    "came_out",
    "event",
    "flag",
    "goal",
    "medicine",
    "none_known",
    "provoker",
    "rest",
    "text",
    "tried",
]

CONTEXT = Context(today=date(2026, 11, 20), born=date(1983, 3, 14), problems=("Left hip", "Low back"))
Told = tuple[str, dict[str, object]]


def event(title: str, day: str, precision: str, words: str, kind: str = "story", problem: str = "") -> Told:
    when = FuzzyDate(date.fromisoformat(day) if day else None, Precision(precision), words)
    return "EventSaid", _given(title=title, when=when, kind=EntryKind(kind), problem=problem)


def tried(what: str, class_words: str = "", **more: object) -> Told:
    for name, of in (("ended", Ended), ("access_reason", AccessReason)):
        if name in more:
            more[name] = of(more[name])
    return "TriedSaid", _given(what=what, class_words=class_words, **more)


def provoker(effect: str, what: str, **more: str) -> Told:
    return "ProvokerSaid", _given(effect=Effect(effect), what=what, **more)


def can(capacity: str, value: str, unit: str, limiter: str = "") -> Told:
    return "AbilitySaid", _given(
        capacity=Capacity(capacity), value=Decimal(value), unit=unit, limiter=limiter
    )


def goal(quote: str, target: str = "", unit: str = "", frequency: str = "") -> Told:
    number = {"target": Decimal(target)} if target else {}
    return "GoalSaid", _given(quote=quote, unit=unit, frequency=frequency, **number)


def flag(key: str, answer: str) -> Told:
    return "FlagSaid", _given(flag=key, answer=FlagAnswer(answer))


def allergy(what: str, reaction: str = "") -> Told:
    return "AllergySaid", _given(what=what, reaction=reaction)


def none_known(quote: str) -> Told:
    return "NoAllergySaid", _given(quote=quote)


def medicine(name: str, dose: str = "") -> Told:
    return "MedicineSaid", _given(name=name, dose=dose)


def rest(words: str) -> Told:
    """What stays text beside the parts."""
    return "rest", {"words": words}


def text(reason: str = PLAIN_TEXT) -> Told:
    """All of the line stays text, and why."""
    return "text", {"reason": reason}


def came_out(read: LineRead) -> list[Told]:
    """A reading, written in the same way."""
    told = [_part(part) for part in read.parts]
    if read.rest:
        told.append(rest(read.rest))
    return told if read.parts else [text(read.reason)]


def _part(part: Part) -> Told:
    given = {one.name: getattr(part, one.name) for one in fields(part) if one.name != "said"}
    return type(part).__name__, _given(**given)


def _given(**values: object) -> dict[str, object]:
    """Zero was said; an empty text and None were not."""
    return {name: value for name, value in values.items() if value not in ("", None)}
