"""Medicines that are taken now, with their dose as said (S14). What was tried before is another kind."""

import re

from .lexicon import MEDICINES, OF_THE_LIST, PREFIXES, SHORT_MEDICINES
from .pieces import A_DATE, segments, without_subject
from .said import Becomes, Context, LineRead, MedicineSaid
from .tried import class_of

NOT_SAID = "It does not say plainly which medicine is taken."
_PREFIX = re.compile(rf"^(?:{'|'.join(PREFIXES['medicine'])})\s*:\s*", re.IGNORECASE)
_TAKES = re.compile(r"^(?:(?:is\s+|still\s+|currently\s+)*(?:takes?|taking|on))\s+", re.IGNORECASE)
_UNIT = (
    r"(?:mg|mcg|µg|ug|g|grams?|iu|units?|ml|%|tab(?:let)?s?|cap(?:sule)?s?|puffs?|patch(?:es)?|drops?)"
    r"(?![a-z])"
)
_HOW_OFTEN = (
    r"(?:qd|od|bid|tid|qid|qhs|hs|qam|qpm|qod|q\d{1,2}h|prn|daily|nightly|weekly|once|twice|every|as needed"
    r"|at (?:night|bedtime)|(?:a|per) (?:day|night|week))(?![a-z])"
)
_NUMBER = r"\d[\d.,/-]*"
_NAME = r"(?P<name>[a-z][\w'/+.-]*(?:\s+[a-z][\w'/+-]*){0,3}?)"
_STRENGTH = re.compile(rf"{_NUMBER}\s*{_UNIT}", re.IGNORECASE)  # 2000 IU is no year.
_WITH_UNIT = re.compile(rf"^{_NAME}\s+(?P<dose>{_NUMBER}\s*{_UNIT}.*)$", re.IGNORECASE)
_WITH_NUMBER = re.compile(rf"^{_NAME}\s+(?P<dose>{_NUMBER}(?:\s+{_HOW_OFTEN}.*)?)$", re.IGNORECASE)
_HOW = re.compile(rf"^{_NAME}\s+(?P<dose>{_HOW_OFTEN}.*)$", re.IGNORECASE)
_ONE_WORD = re.compile(r"^(?P<name>[a-z][\w'/+-]{2,})(?P<dose>)$", re.IGNORECASE)
_MORE_DOSE = re.compile(rf"^(?:{_HOW_OFTEN}|{_NUMBER}\s*{_UNIT})", re.IGNORECASE)
#: These are said of much else too: “on feet 80% of the day”, “on exam 10 g monofilament felt”.
_LOOSE_UNIT = re.compile(r"\d\s*(?:%|g)(?![a-z])", re.IGNORECASE)
_NO_NAME = re.compile(
    rf"^(?:no|none|nothing|off|meds?|it|them|her|his|their|{OF_THE_LIST})\b|\?", re.IGNORECASE
)
#: What was, will be or may be taken is not taken now.
_NOT_NOW = re.compile(
    r"\b(?:not|never|until|till|before|after|for \d+|stop\w*|quit|then|last|was|were|hold|held|off|tried"
    r"|failed|d/?c'?d?|discontinue\w*|chang\w+|increas\w+|decreas\w+|wean\w*|taper\w*|titrat\w+"
    r"|start\w*|restart\w*|plan\w*|will|consider\w*|refill\w*|ran out|allerg\w+)\b",
    re.IGNORECASE,
)
_SPLIT_AND = re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE)


def read_medicines(text: str, body: str, context: Context, *, is_told: bool) -> LineRead | None:
    """`takes gabapentin 300 mg tid`. Without a button it needs a dose that only a medicine has."""
    said = without_subject(body)
    listed = _TAKES.sub("", _PREFIX.sub("", said))
    if not (is_told or _TAKES.match(said)):
        return None
    parts: list[MedicineSaid] = []
    rest: list[str] = []
    for piece in (one for segment in segments(listed) for one in _SPLIT_AND.split(segment)):
        if one := _medicine(piece, is_told=is_told):
            parts.append(one)
        elif parts and not rest and _MORE_DOSE.match(piece):
            parts[-1] = _more(parts[-1], piece)
        else:
            rest.append(piece)
    if parts and (is_told or not rest):
        return LineRead(text, Becomes.MEDICINE, tuple(parts), rest=", ".join(rest))
    return LineRead(text, Becomes.NOTE, reason=NOT_SAID) if is_told else None


def _medicine(piece: str, *, is_told: bool) -> MedicineSaid | None:
    if _NO_NAME.search(piece) or _NOT_NOW.search(piece) or A_DATE.search(_STRENGTH.sub("", piece)):
        return None
    found = _WITH_UNIT.match(piece)
    if found and (is_told or not _LOOSE_UNIT.search(piece) or class_of(found["name"]) in MEDICINES):
        return _said(piece, found)
    found = _WITH_NUMBER.match(piece) or _HOW.match(piece) or _ONE_WORD.match(piece)
    if found and (is_told or (found["dose"] and class_of(found["name"]) in MEDICINES)):
        return _said(piece, found)
    return None


def _said(piece: str, found: re.Match[str]) -> MedicineSaid:
    name = found["name"].strip()
    return MedicineSaid(piece, SHORT_MEDICINES.get(name.lower(), name), found["dose"].strip())


def _more(part: MedicineSaid, piece: str) -> MedicineSaid:
    return MedicineSaid(f"{part.said}, {piece}", part.name, f"{part.dose} {piece}".strip())
