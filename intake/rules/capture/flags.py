"""Answers to danger signs: a no or a yes only when it is plainly said, never inferred (S18)."""

import re
from dataclasses import dataclass

from outcomes.rules.words import FlagAnswer

from .flag_words import AFTER, DENIES, IN_ALL, NO, SIGNS, UNSURE, YES, SignWords
from .pieces import without_subject
from .said import Becomes, Context, FlagSaid, LineRead

EACH = "Each danger sign is asked and answered by itself."
A_PART = "It names a part of a danger sign, which answers no for the whole one. Answer the question itself."
NOT_PLAIN = "It is not a plain yes, no or unsure to a danger sign."
BOTH = "It answers the same danger sign in two ways."
_ANSWERS = {"yes": FlagAnswer.YES, "pos": FlagAnswer.YES, "no": FlagAnswer.NO, "neg": FlagAnswer.NO}
_SPLIT = re.compile(r"\s*[,;\n.]+\s*")
_AND = re.compile(r"\s+(?:and|or|nor|&)\s+", re.IGNORECASE)
_JOINED = re.compile(r"^(?:and|or|nor)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class _Heard:
    """One piece: which sign it names, what it says of it, and whether that counts as an answer."""

    said: str
    sign: SignWords
    answer: FlagAnswer

    @property
    def counts(self) -> bool:
        if self.answer == FlagAnswer.NO:
            return self.sign.says_no
        return self.sign.says_yes

    @property
    def is_denied_part(self) -> bool:
        return self.answer == FlagAnswer.NO and not self.sign.says_no


def read_flags(text: str, body: str, context: Context, *, is_told: bool) -> LineRead | None:
    """`no foot drop, no saddle numb`. Every piece of the line must be an answer, or all of it stays text."""
    said = without_subject(body)
    if IN_ALL.search(text):
        return LineRead(text, Becomes.NOTE, reason=EACH)
    heard = _hear(said, is_told=is_told)
    if heard is None or not all(one.counts or one.is_denied_part for one in heard):
        return LineRead(text, Becomes.NOTE, reason=NOT_PLAIN) if is_told else None
    answers: dict[str, FlagSaid] = {}
    for one in heard:
        if one.counts and answers.setdefault(one.sign.flag, _said(one)).answer != one.answer:
            return LineRead(text, Becomes.NOTE, reason=BOTH)
    if not answers:
        return LineRead(text, Becomes.NOTE, reason=A_PART)
    rest = ", ".join(one.said for one in heard if not one.counts)
    return LineRead(text, Becomes.FLAG, tuple(answers.values()), rest=rest)


def _said(one: _Heard) -> FlagSaid:
    return FlagSaid(one.said, one.sign.flag, one.answer)


def _hear(said: str, *, is_told: bool) -> list[_Heard] | None:
    """Every piece with its answer; None as soon as one is not plain."""
    is_list = bool(DENIES.match(said))
    heard: list[_Heard] = []
    for piece in filter(None, _SPLIT.split(said)):
        carried = FlagAnswer.NO if is_list and heard else None
        for words in _words_of(piece, is_told=is_told):
            one = _one(words, carried, is_told=is_told)
            if one is None:
                return None
            heard.append(one)
            carried = one.answer if one.answer == FlagAnswer.NO else None
    return heard or None


def _words_of(piece: str, *, is_told: bool) -> list[str]:
    """A name with an “or” in it ("vascular or thunderclap") is one sign, not two parts of it."""
    bare = _JOINED.sub("", piece)
    if _sign_of(_answered(bare)[1], is_told=is_told):
        return [bare]
    return [_JOINED.sub("", words) for words in _AND.split(bare)]


def _one(words: str, carried: FlagAnswer | None, *, is_told: bool) -> _Heard | None:
    answer, named = _answered(words)
    answer = answer or carried
    if answer is None:
        return None
    sign = _sign_of(named, is_told=is_told)
    return _Heard(words, sign, answer) if sign else None


def _sign_of(named: str, *, is_told: bool) -> SignWords | None:
    fits = (sign for sign in SIGNS if sign.typed.fullmatch(named.strip()))
    return next((sign for sign in fits if is_told or not sign.needs_prefix), None)


def _answered(words: str) -> tuple[FlagAnswer | None, str]:
    for answer, starts in ((FlagAnswer.NO, NO), (FlagAnswer.UNSURE, UNSURE), (FlagAnswer.YES, YES)):
        if found := starts.match(words):
            return answer, words[found.end() :]
    if (found := AFTER.match(words)) is None:
        return None, words
    told = (found["answer"] or "?").lower()
    return _ANSWERS.get(told[:3], _ANSWERS.get(told[:2], FlagAnswer.UNSURE)), found[1] or found[3]
