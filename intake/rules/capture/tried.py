"""A past treatment: what it was, when, how much of it, what it did, and why it ended (S13)."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from ..words import AccessReason, Ended
from .lexicon import BEGINS_WITH_TREATMENT, COUNTED_PT, ENDINGS, HARMS, PLANNED, TREATMENT, TREATMENTS
from .pieces import (
    DATE,
    ENDS_WITH_DATE,
    ENDS_WITH_MONTH,
    date_fault,
    date_of,
    is_dated,
    named_problem,
    segments,
    without_speaker,
)
from .said import Becomes, Context, LineRead, TriedSaid

_LENGTH = (
    r"(?:about |~|only )?(?:\d{1,3}(?:\.\d)?(?:\s*(?:-|to)\s*\d{1,3})?|a|an|one|two|three|four|"
    r"five|six|nine|half a|"
    r"a couple(?: of)?|a few)\s*(?:days?|weeks?|wks?|months?|mos?|years?|yrs?|hours?|hrs?|h|min(?:ute)?s?)"
)
_OFTEN = (
    r"(?:qd|daily|bid|tid|qid|qhs|qam|nightly|prn|q\d+h|\d+\s*x\s*(?:/|a|per)\s*(?:day|d|wk|week|mo|month))"
)
#: How much of it: milligrams, how often, how many, or for how long it was tried.
_DOSE = re.compile(
    rf"(?:^|(?<=\s))(?:\d+(?:\.\d+)?\s*(?:mg|mcg|g)\b(?:\s*{_OFTEN})?|\d+\s*{_OFTEN}|{_OFTEN}|x\s*\d+\s*(?:visits?|sessions?|"
    rf"{_LENGTH})?|\#\s*\d+|\d+\s*(?:visits?|sessions?|treatments?|rounds?|shots?)|(?:x|for)\s*{_LENGTH})$",
    re.IGNORECASE,
)
_RELIEF = re.compile(
    r"(?:^|(?<=\s))(?P<relief>\d{1,3})\s*%(?:\s*(?:relief|better|help\w*|improve\w*|benefit))?$",
    re.IGNORECASE,
)
#: “helped 2 days”, “9 mos relief”, “lasted 3 wks”, “2 days only”, “relief x 3 wks”.
_HELPED = re.compile(
    rf"(?:^|(?<=\s))(?:(?:it\s+)?(?:helped|lasted|good|relief|worked|better)\s+(?:only\s+)?(?:for\s+|x\s*)?(?P<a>{_LENGTH}(?:\s+only)?)"
    rf"|(?P<b>{_LENGTH}\s+only)|(?P<c>{_LENGTH})\s+(?:of\s+)?(?:relief|help|benefit))$",
    re.IGNORECASE,
)
#: “50% x 3 wks”: right after a percentage a length is how long it helped.
_RELIEF_FOR = re.compile(
    rf"(?:^|(?<=\s))(?P<relief>\d{{1,3}})\s*%(?:\s*(?:relief|better|help\w*|improve\w*|benefit))?\s+(?:x|for)\s*(?P<for>{_LENGTH})$",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(?:(?:left|right|bilat(?:eral)?|lt|rt|"
    r"b/l)\s+)?(?:[CTLS]\d{1,2}(?:\s*[-/]\s*[CTLS]?\d{1,2})*|SIJ|SI joints?)\b",
    re.IGNORECASE,
)
_WHERE_YES = re.compile(r"^(?:helped (?:w/|with) )(.+)$|^(.+?) yes$", re.IGNORECASE)
_WHERE_NO = re.compile(r"^(?:not (?:w/|with|for) )(.+)$|^([^\d]+?) no$", re.IGNORECASE)
_FUNCTION = re.compile(r"^(?:could|able to|was able to) .+$", re.IGNORECASE)
#: Begun is not ended: without the prefix a treatment that was only started is no past one.
_NOT_PAST = re.compile(rf"{PLANNED.pattern}|\b(?:started|starting|began|begun)\b", re.IGNORECASE)
_LEAD = re.compile(r"^(?:tried|failed|tryed|tx)\b[\s:]*", re.IGNORECASE)


@dataclass
class _Told:
    """What was found so far, while a line is read."""

    context: Context
    facts: dict[str, str] = field(default_factory=dict)
    dose: list[str] = field(default_factory=list)
    endings: dict[tuple[Ended, AccessReason | None], None] = field(default_factory=dict)
    relief: list[int] = field(default_factory=list)
    ending_words: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    fault: str = ""

    def end(self, ended: Ended, access: AccessReason | None, words: str) -> None:
        self.endings.setdefault((ended, access))
        self.ending_words.append(words)

    @property
    def has_two_endings(self) -> bool:
        """“No help, then the cover was denied”: somebody chooses."""
        return len({ended for ended, _ in self.endings}) > 1

    def once(self, name: str, words: str) -> bool:
        """Keep a fact that is said once; a second one stays text."""
        return self.facts.setdefault(name, words) == words


def read_tried(text: str, body: str, context: Context, *, is_told: bool) -> LineRead | None:
    """`tried interlaminar esi mar, 2 days only`; without the prefix a known treatment with an outcome."""
    problem, said = named_problem(without_speaker(body), context.problems)
    said = without_speaker(said)
    is_told = is_told or bool(_LEAD.match(said))
    said_of_it = _LEAD.sub("", said)
    if not is_told and (not _is_treatment(said_of_it) or _NOT_PAST.search(said_of_it)):
        return None
    pieces = segments(said_of_it)
    if not pieces:
        return LineRead(text, Becomes.NOTE, reason="It does not say what was tried.") if is_told else None
    told = _Told(context)
    what = _strip(pieces[0], told, keep_something=True)
    for piece in pieces[1:]:
        _piece(piece, told)
    if told.fault:
        return LineRead(text, Becomes.NOTE, reason=told.fault)
    part = _part(said, what, told, problem)
    if not is_told and not part.has_outcome:
        return None
    rest = told.rest + (told.ending_words if told.has_two_endings else [])
    return LineRead(text, Becomes.TRIED, (part,), rest=", ".join(rest))


def _is_treatment(said: str) -> bool:
    return bool(COUNTED_PT.match(said) or BEGINS_WITH_TREATMENT.match(said))


def _part(said: str, what: str, told: _Told, problem: str) -> TriedSaid:
    ended, access = next(iter(told.endings), (None, None))
    if told.has_two_endings:
        ended, access = None, None
    if ended is None and not told.endings and "only" in told.facts.get("helped_for", "").lower():
        ended = Ended.WORE_OFF
    place = told.facts.pop("region_level", "")
    if not place:
        what, place = _placed(what)
    relief = told.relief[0] if len(told.relief) == 1 else None
    return TriedSaid(
        said,
        what,
        class_words=class_of(what if COUNTED_PT.match(said) is None else "physical therapy"),
        dose=" ".join(reversed(told.dose)),
        relief_percent=relief,
        ended=ended,
        access_reason=access,
        region_level=place,
        problem=problem,
        **told.facts,
    )


def class_of(what: str) -> str:
    """The plain class of the treatment that is named; empty when none is known."""
    if what.lower() in ("pt", "physical therapy"):
        return "physical therapy"
    found = TREATMENT.search(what)
    if found is None:
        return ""
    return next(name for i, (name, _) in enumerate(TREATMENTS) if found[f"c{i}"])


def _placed(what: str) -> tuple[str, str]:
    """The level or the joint. It leaves the name only where the name stands without it."""
    found = _PLACE.search(what)
    if found is None:
        return what, ""
    alone = (what[: found.start()] + what[found.end() :]).strip()
    is_name = found.group(0).upper().startswith("SI") or not alone
    return (what if is_name else " ".join(alone.split())), found.group(0)


def _piece(piece: str, told: _Told) -> None:
    """One piece after the name: as many facts as it is made of, else what it says as a whole, else text."""
    before = len(told.endings)
    left = _strip(piece, told, keep_something=False)
    if not left:
        return
    if _whole(left, told):
        return
    for ended, access, typed in ENDINGS:
        if typed.search(left):
            told.end(ended, access, left)
            break
    is_harm = HARMS.search(left) and not re.match(r"no\b|w/o\b|without\b", left, re.IGNORECASE)
    if is_harm and told.once("harms", left):
        return
    if len(told.endings) == before:
        told.rest.append(left)


def _whole(piece: str, told: _Told) -> bool:
    for name, shape in (
        ("helped_with", _WHERE_YES),
        ("not_helped_with", _WHERE_NO),
        ("function_change", _FUNCTION),
    ):
        if found := shape.match(piece):
            said = next((group for group in found.groups() if group), piece)
            return told.once(name, said)
    return False


def _strip(piece: str, told: _Told, *, keep_something: bool) -> str:
    """Take known facts off the end of a piece, one by one."""
    while True:
        for take in _TAKERS:
            left = take(piece, told)
            if left is not None and (left or not keep_something):
                piece = left
                break
        else:
            return piece
        if not piece:
            return piece


def _take_relief_for(piece: str, told: _Told) -> str | None:
    found = _RELIEF_FOR.search(piece)
    if found is None or not _may_be(found["relief"]) or not told.once("helped_for", found["for"]):
        return None
    told.relief.append(int(found["relief"]))
    return _before(piece, found)


def _take_relief(piece: str, told: _Told) -> str | None:
    found = _RELIEF.search(piece)
    if found is None or not _may_be(found["relief"]):
        return None
    told.relief.append(int(found["relief"]))
    return _before(piece, found)


def _may_be(percent: str) -> bool:
    return int(percent) <= 100


def _take_helped(piece: str, told: _Told) -> str | None:
    found = _HELPED.search(piece)
    if found is None or not told.once("helped_for", found["a"] or found["b"] or found["c"]):
        return None
    return _before(piece, found)


def _take_date(piece: str, told: _Told) -> str | None:
    alone = re.fullmatch(rf"(?:in\s+|since\s+|on\s+)?(?P<date>{DATE})", piece, re.IGNORECASE)
    found = alone or ENDS_WITH_DATE.search(piece) or ENDS_WITH_MONTH.search(piece)
    if found is None:
        return None
    when = date_of(found["date"], told.context.today)
    if not is_dated(when) or not told.once("when_words", found["date"]):
        return None
    told.fault = told.fault or date_fault(when, told.context.today, told.context.born)
    return _before(piece, found)


def _take_dose(piece: str, told: _Told) -> str | None:
    found = _DOSE.search(piece)
    if found is None:
        return None
    told.dose.append(found.group(0))
    return _before(piece, found)


def _take_place(piece: str, told: _Told) -> str | None:
    found = re.search(rf"(?:^|(?<=\s))(?:{_PLACE.pattern})$", piece, re.IGNORECASE)
    if found is None or not _before(piece, found) or not told.once("region_level", found.group(0)):
        return None
    return _before(piece, found)


def _take_ending(piece: str, told: _Told) -> str | None:
    for ended, access, typed in ENDINGS:
        for found in typed.finditer(piece):
            if found.end() == len(piece):
                told.end(ended, access, found.group(0))
                return _before(piece, found)
    return None


def _before(piece: str, found: re.Match[str]) -> str:
    return re.sub(r"[\s,;:(-]+$", "", piece[: found.start()])


_TAKERS: tuple[Callable[[str, _Told], str | None], ...] = (
    _take_relief_for,
    _take_relief,
    _take_helped,
    _take_date,
    _take_dose,
    _take_place,
    _take_ending,
)
