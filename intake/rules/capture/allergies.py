"""Allergies, and that somebody asked and there is none (S12): what the person reacts to, and how."""

import re

from .lexicon import OF_THE_LIST, PREFIXES, REACTION, SHORT_ALLERGENS
from .pieces import without_subject
from .said import AllergySaid, Becomes, Context, LineRead, NoAllergySaid

NOT_SAID = "It does not say plainly what the person reacts to."
_PREFIX = re.compile(rf"^(?:{'|'.join(PREFIXES['allergy'])})\s*:\s*(?:to\s+)?", re.IGNORECASE)
_TO = re.compile(
    r"^(?:(?:pt|patient)\s+)?(?:(?:is\s+)?allergic to|(?:has\s+(?:an?\s+)?)?allerg(?:y|ies) to)\s+",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"^(?:nkd?a|nkdfa|no (?:known )?(?:drug |med(?:ication)? |medicine )?allerg(?:y|ies)"
    r"|denies (?:any )?(?:drug |med(?:ication)? |medicine )?allerg(?:y|ies)"
    r"|allerg(?:y|ies)\s*:?\s*(?:none|none known|nkd?a|denies))\.?$",
    re.IGNORECASE,
)
_NAME = r"(?P<what>[a-z][\w' /+-]*?)"
_WITH = re.compile(
    rf"^{_NAME}(?:\s*\((?P<bracket>[^()]+)\)|\s*(?:->|:|\s-|\s=)\s*(?P<sign>\S.*)"
    rf"|\s+(?:causes?|caused|gives?|gave|with|w/)\s+(?P<verb>\S.*)|\s+(?P<plain>{REACTION}))?$",
    re.IGNORECASE,
)
_ONLY_REACTION = re.compile(rf"^{REACTION}$", re.IGNORECASE)
#: Doubt or its opposite, anywhere in a piece.
_DOUBT = re.compile(
    r"\b(?:no|not|none|never|denies|unsure|maybe|possibl[ey]|suspected|ruled|resolved|removed|outgr[eo]w\w*"
    r"|tolerat\w+)\b|\?|\s\d",
    re.IGNORECASE,
)
#: Words that no allergen has in its name.
_NOT_A_NAME = re.compile(
    rf"\b(?:nothing|to|but|takes?|lives|ok|okay|only|has|had|was|is|be|gets?|breaks?|carries|causes?|caused|gives?"
    rf"|gave|with|as|kid|child\w*|severe|mild|bad|{OF_THE_LIST})\b",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*[,;\n.]+\s*|\s+and\s+", re.IGNORECASE)
_MOST_WORDS = 3


def read_allergies(text: str, body: str, context: Context, *, is_told: bool) -> LineRead | None:
    """`allergic to pcn (hives), latex`; `NKDA`. With a piece that is not plain, all stays text."""
    said = without_subject(body)
    if _NONE.match(said):
        return LineRead(text, Becomes.ALLERGY, (NoAllergySaid(said, said.rstrip(".")),))
    names = _TO.sub("", _PREFIX.sub("", said))
    if not (is_told or _TO.match(said)):
        return None
    parts = _parts(names)
    if parts:
        return LineRead(text, Becomes.ALLERGY, tuple(parts))
    return LineRead(text, Becomes.NOTE, reason=NOT_SAID) if is_told else None


def _parts(names: str) -> list[AllergySaid]:
    """A piece that is a reaction alone belongs to the name before it; empty when any piece is not plain."""
    parts: list[AllergySaid] = []
    for piece in filter(None, _SPLIT.split(names)):
        if parts and _ONLY_REACTION.match(piece):
            last = parts.pop()
            told = ", ".join(filter(None, [last.reaction, piece]))
            parts.append(AllergySaid(f"{last.said}, {piece}", last.what, told))
        elif (one := _one(piece)) is None:
            return []
        else:
            parts.append(one)
    return parts


def _one(piece: str) -> AllergySaid | None:
    found = _WITH.match(piece)
    if found is None or any(pattern.search(piece) for pattern in (_DOUBT, _ONLY_REACTION, _NONE)):
        return None
    what = found["what"].strip()
    if _NOT_A_NAME.search(what):
        return None
    reaction = next(filter(None, (found["bracket"], found["sign"], found["verb"], found["plain"])), "")
    if len(what.split()) > _MOST_WORDS:
        return None
    return AllergySaid(piece, SHORT_ALLERGENS.get(what.lower(), what), reaction.strip())
