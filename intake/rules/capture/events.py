"""A timeline event: a date and what happened."""

import re

from ..fuzzy import FuzzyDate
from ..words import EntryKind, Precision
from .lexicon import EVENT_KINDS, PLANNED, TREATMENT
from .pieces import (
    A_DATE,
    ENDS_WITH_DATE,
    STARTS_WITH_DATE,
    date_fault,
    date_of,
    is_dated,
    named_problem,
    without_speaker,
)
from .said import Becomes, Context, EventSaid, LineRead

NO_TITLE = "It does not say what happened."
TWO_DATES = "It tells of more than one date."
#: “tl before the surgery, numb toes”: when it was is said in words.
_IN_WORDS = re.compile(
    r"^(?P<date>(?:before|after|during|around|until)\s+[^,;:]{1,50})[,;:]\s*(?=\S)", re.IGNORECASE
)
#: A line that begins so tells of no event, although a date stands at its end.
_NO_EVENT = re.compile(
    r"^(?:no|not|none|worse|better|denies|goal|same|still|unchanged|never|dob|age|"
    r"odi|peg|phq\S*|gad\S*|a1c|bmi|bp|hr|wt|weight)\b",
    re.IGNORECASE,
)
_HAS_WORD = re.compile(r"[^\W\d_]{2,}")


def read_event(text: str, body: str, context: Context, *, is_told: bool) -> LineRead | None:
    """`mar 24 gravel race, ache outer hip`, `MVA 2019`; with the prefix also without a date."""
    problem, said = named_problem(body, context.problems)
    said = without_speaker(said)
    when, title = _dated(said, context, is_told=is_told)
    if when is None:
        return _undated(text, said, problem) if is_told else None
    if not is_told and (PLANNED.search(title) or _NO_EVENT.match(title)):
        return None
    if not _HAS_WORD.search(title):
        return LineRead(text, Becomes.NOTE, reason=NO_TITLE)
    if not is_told and A_DATE.search(title):
        return LineRead(text, Becomes.NOTE, reason=TWO_DATES)
    if fault := date_fault(when, context.today, context.born):
        return LineRead(text, Becomes.NOTE, reason=fault)
    return LineRead(text, Becomes.TIMELINE, (EventSaid(said, title, kind_of(title), when, problem),))


def _undated(text: str, said: str, problem: str) -> LineRead:
    if not _HAS_WORD.search(said):
        return LineRead(text, Becomes.NOTE, reason=NO_TITLE)
    when = FuzzyDate(None, Precision.UNKNOWN, "")
    return LineRead(text, Becomes.TIMELINE, (EventSaid(said, said, kind_of(said), when, problem),))


def _dated(said: str, context: Context, *, is_told: bool) -> tuple[FuzzyDate | None, str]:
    """The date at the beginning, or at the end of the line or of its first piece; and the other words."""
    if found := STARTS_WITH_DATE.match(said):
        when, title = date_of(found["date"], context.today), said[found.end() :]
        return (when, title) if is_dated(when) else (None, said)
    if is_told and (found := _IN_WORDS.match(said)):
        return FuzzyDate(None, Precision.UNKNOWN, found["date"]), said[found.end() :]
    first, comma, more = said.partition(",")
    for piece, after in ((said, ""), (first, comma + more)):
        if found := ENDS_WITH_DATE.search(piece):
            when = date_of(found["date"], context.today)
            if is_dated(when):
                return when, (piece[: found.start()] + after).strip(" ,;:-")
    return None, said


def kind_of(title: str) -> EntryKind:
    """What the title plainly names; a story when it names nothing that is known."""
    for kind, typed in EVENT_KINDS:
        if typed.search(title):
            return kind
    return EntryKind.TREATMENT if TREATMENT.search(title) else EntryKind.STORY
