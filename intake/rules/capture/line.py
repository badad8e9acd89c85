"""Reading one line: the prefix if there is one, else the kinds in the order in which they are told apart."""

import re
from collections.abc import Callable
from dataclasses import fields

from .abilities import read_abilities
from .allergies import read_allergies
from .events import read_event
from .flags import read_flags
from .goals import read_goal
from .lexicon import PREFIXES
from .medicines import read_medicines
from .pieces import STARTS_WITH_DATE, plain
from .provokers import read_provokers
from .said import Becomes, Context, LineRead, Part, TriedSaid
from .tried import read_tried

PLAIN_TEXT = "Kept as text: nothing in it was plain enough to chart."
AS_ASKED = "Kept as text, as you asked."
TOO_LONG = "Kept as text: it is too long for one row."

#: A line longer than this is a story, not a line.
_MOST = 600
#: What the columns hold; the longest words of a part decide.
_ROOM = {
    "title": 300, "what": 200, "region_level": 80, "when_words": 60, "dose": 60, "delay": 60,
    "helped_for": 60, "function_change": 200, "helped_with": 200, "not_helped_with": 200, "harms": 200,
    "quote": 200, "unit": 30, "frequency": 60, "limiter": 120,
    "name": 200, "reaction": 200,
}  # fmt: skip
Reader = Callable[..., LineRead | None]
_READERS: dict[Becomes, Reader] = {
    Becomes.FLAG: read_flags,
    Becomes.PROVOKER: read_provokers,
    Becomes.CAN: read_abilities,
    Becomes.TRIED: read_tried,
    Becomes.TIMELINE: read_event,
    Becomes.GOAL: read_goal,
    Becomes.ALLERGY: read_allergies,
    Becomes.MEDICINE: read_medicines,
}
_WORDS = sorted((word for words in PREFIXES.values() for word in words), key=len, reverse=True)
_PREFIX = re.compile(rf"^(?P<word>{'|'.join(_WORDS)})(?P<link>\s*:\s*|\s+|$)", re.IGNORECASE)
#: These are English words too: they only stand for their kind as the first word of what they say.
_NATURAL = (Becomes.PROVOKER, Becomes.ALLERGY, Becomes.MEDICINE)


def read_line(text: str, context: Context) -> LineRead:
    """What a line means. Never raises, whatever was typed; what is not plain stays text with its reason."""
    kind, body = _prefixed(plain(text))
    if kind is not None:
        return _told(text, kind, body, context)
    return _settled(_guess(text, body, context), text) if len(text) <= _MOST else _long(text)


def read_as(text: str, kind: Becomes, context: Context) -> LineRead:
    """The same line as somebody says it is meant."""
    return _told(text, kind, _prefixed(plain(text))[1], context)


def _told(text: str, kind: Becomes, body: str, context: Context) -> LineRead:
    if kind == Becomes.NOTE:
        return LineRead(text, Becomes.NOTE, reason=AS_ASKED)
    if len(text) > _MOST:
        return _long(text)
    return _settled(_READERS[kind](text, body, context, is_told=True), text)


def _long(text: str) -> LineRead:
    return LineRead(text, Becomes.NOTE, reason=TOO_LONG)


def _prefixed(line: str) -> tuple[Becomes | None, str]:
    """The kind that a prefix names, and the line after it; a word of plain English stays in its line."""
    found = _PREFIX.match(line)
    if found is None:
        return None, line
    kind = next(Becomes(kind) for kind, words in PREFIXES.items() if found["word"].lower() in words)
    if kind in _NATURAL:
        return (kind if ":" in found["link"] else None), line
    if found["word"].lower() in ("event", "note", "goals") and ":" not in found["link"]:
        return None, line
    return kind, line[found.end() :]


def _guess(text: str, line: str, context: Context) -> LineRead | None:
    for kind in (Becomes.FLAG, Becomes.ALLERGY, Becomes.MEDICINE, Becomes.PROVOKER, Becomes.CAN):
        if found := _READERS[kind](text, line, context, is_told=False):
            return found
    treated = _dated_treatment if STARTS_WITH_DATE.match(line) else _treatment
    return treated(text, line, context) or read_event(text, line, context, is_told=False)


def _treatment(text: str, line: str, context: Context) -> LineRead | None:
    return read_tried(text, line, context, is_told=False)


def _dated_treatment(text: str, line: str, context: Context) -> LineRead | None:
    """“mar 24 esi, 50% x 3 wks”: a treatment with its outcome, although the date came first."""
    found = STARTS_WITH_DATE.match(line)
    turned = f"{line[found.end() :]}, {found['date']}" if found else line
    read = _treatment(text, turned, context)
    is_whole = read is not None and all(
        isinstance(part, TriedSaid) and part.when_words for part in read.parts
    )
    return read if is_whole else None


def _settled(read: LineRead | None, text: str) -> LineRead:
    """Text when nothing was read, or when a column is too small for it."""
    if read is None:
        return LineRead(text, Becomes.NOTE, reason=PLAIN_TEXT)
    if not all(map(_fits, read.parts)):
        return LineRead(text, Becomes.NOTE, reason=TOO_LONG)
    return read


def _fits(part: Part) -> bool:
    return all(len(str(getattr(part, one.name))) <= _ROOM.get(one.name, 10_000) for one in fields(part))
