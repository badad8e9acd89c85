"""Words that build. What we do not say to patients, and what we say instead.

Source: Stewart and Loftus (JOSPT 2018) substitutions and Barker's focus groups (2009), as collected in the
language bank. A hint is soft: it names a word and offers another; it refuses nothing.
"""

import re
from dataclasses import dataclass

_INSTEAD: dict[str, str] = {
    r"degenerat\w+": "changes we see with age",
    r"wear and tear": "normal age changes",
    r"worn out|wearing out|crumbling": "stiff",
    r"bone on bone": "less space in the joint",
    r"slipped|pinched|torn": "sore, irritated, sensitive",
    r"instability|unstable|weak (?:back|spine)": "your back is strong; build control",
    r"(?:don't|do not) bend|be careful|never": "start small, build up",
    r"damage\w*": "a flare is a surge, not new harm",
    r"fail(?:s|ed|ure)?": "did not help, or not the right fit yet",
    r"non-?complian\w+": "could not do it yet",
    r"chronic": "lasting",
    r"acute": "new, sudden",
    r"in your head": "your alarm system is on high",
    r"suffer\w*|victims?": "has, lives with",
    r"addict\w*|drug.seeking": "person on long-term opioids",
    r"must|should": "you can, try",
}
_PATTERNS = [
    (re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), instead) for pattern, instead in _INSTEAD.items()
]


@dataclass(frozen=True)
class Hint:
    """A word to reconsider, as it was written, and what builds instead."""

    word: str
    instead: str

    @property
    def sentence(self) -> str:
        return f"“{self.word}” → “{self.instead}”"


def hints(text: str) -> tuple[Hint, ...]:
    """One hint for each word found, in the order of the list; the same word once."""
    found = {
        match.group(0).lower(): instead for pattern, instead in _PATTERNS for match in pattern.finditer(text)
    }
    return tuple(Hint(word, instead) for word, instead in found.items())


def banned_words_in(text: str) -> tuple[str, ...]:
    return tuple(hint.word for hint in hints(text))
