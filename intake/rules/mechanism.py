"""What kind of pain this is, by published criteria: which are met, not met, and not known (S06).

Neuropathic: the NeuPSIG grades (Finnerup 2016, Pain 157:1599). Nociplastic: the IASP criteria for
musculoskeletal pain (Kosek 2021, Pain; steps as in Nijs 2021). Evaluated in this order: neuropathic, then
evidence of a nociceptive pain, then nociplastic. Every step has three answers: what is not known is never
taken for no, so that an empty exam can lower a grade but never excludes anything. Screening tools (DN4,
painDETECT, the CSI) are no criteria: they only raise a suspicion, and nociplastic pain is not the same as
central sensitisation.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

#: Kept with every reading: which edition of these rules graded it.
RULES_VERSION = "2026-11"


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        return {"unknown": "Not known"}.get(self.value, self.value.capitalize())


class Mechanism(StrEnum):
    NEUROPATHIC = "neuropathic"
    NOCICEPTIVE = "nociceptive"
    NOCIPLASTIC = "nociplastic"
    MIXED = "mixed"


class Grade(StrEnum):
    """How far the criteria carry. `MET` is nociceptive only, which has no grades."""

    NOT_MET = "not_met"
    INSUFFICIENT = "insufficient"
    POSSIBLE = "possible"
    PROBABLE = "probable"
    DEFINITE = "definite"
    MET = "met"

    @property
    def label(self) -> str:
        return {
            "not_met": "criteria not met",
            "insufficient": "insufficient data",
            "met": "criteria met",
        }.get(self.value, self.value)

    @property
    def strength(self) -> int:
        """How much is claimed: nothing, possible, probable, definite."""
        return {"possible": 1, "probable": 2, "definite": 3, "met": 3}.get(self.value, 0)


@dataclass(frozen=True)
class Criterion:
    """One question of a set of criteria; `from_exam` ones stay unknown until somebody has examined."""

    key: str
    mechanism: Mechanism
    words: str
    from_exam: bool = False


_NEURO, _NOCI, _PLASTIC = Mechanism.NEUROPATHIC, Mechanism.NOCICEPTIVE, Mechanism.NOCIPLASTIC

CRITERIA: tuple[Criterion, ...] = (
    Criterion("lesion", _NEURO, "A lesion or disease of the nervous system in the history that fits"),
    Criterion("distribution", _NEURO, "The pain lies where that lesion would put it"),
    Criterion("sensory_signs", _NEURO, "Sensory signs in that same area on exam", from_exam=True),
    Criterion("confirmed", _NEURO, "A test confirms the lesion: imaging, NCS or EMG, QST, biopsy, surgery"),
    Criterion("tissue", _NOCI, "The pain tracks an injury or inflammation that can be named"),
    Criterion("mechanical", _NOCI, "It answers to load in proportion"),
    Criterion("three_months", _PLASTIC, "It has lasted three months or more"),
    Criterion("spread", _PLASTIC, "It is regional, in several places or widespread, not one spot"),
    Criterion("unexplained", _PLASTIC, "Neither tissue nor nerve explains all of it"),
    Criterion(
        "hypersensitive",
        _PLASTIC,
        "Touch, pressure, movement, heat or cold hurt too much, as told",
    ),
    Criterion("company", _PLASTIC, "Sound, light or odours hurt, broken sleep, fatigue, or poor thinking"),
    Criterion(
        "evoked",
        _PLASTIC,
        "Touch, brushing, heat or cold hurts there on exam, or pain lingers after",
        from_exam=True,
    ),
)
BY_KEY: Mapping[str, Criterion] = {one.key: one for one in CRITERIA}

#: The first criterion of the IASP has three parts, and all must hold.
_CRITERION_1 = ("three_months", "spread", "unexplained")

SOURCES: Mapping[Mechanism, str] = {
    _NEURO: "NeuPSIG grades, Finnerup 2016, Pain 157:1599",
    _NOCI: "Tissue evidence and a pattern in proportion, with neither of the other two",
    _PLASTIC: "IASP criteria for musculoskeletal pain, Kosek 2021, Pain",
}

Answers = Mapping[str, Answer]


@dataclass(frozen=True)
class Graded:
    """One mechanism: its grade, and its criteria by what is known of them."""

    mechanism: Mechanism
    grade: Grade
    met: tuple[Criterion, ...]
    not_met: tuple[Criterion, ...]
    unknown: tuple[Criterion, ...]

    @property
    def source(self) -> str:
        return SOURCES[self.mechanism]

    @property
    def is_capped_by_the_exam(self) -> bool:
        """Something that only an exam can tell is not known, so no more can be said than this."""
        return self.grade != Grade.NOT_MET and any(one.from_exam for one in self.unknown)

    @property
    def words(self) -> str:
        """“Neuropathic: possible. The exam is empty here, so more cannot be said.”"""
        capped = " The exam is empty here, so more cannot be said." if self.is_capped_by_the_exam else ""
        return f"{self.mechanism.capitalize()}: {self.grade.label}.{capped}"


@dataclass(frozen=True)
class Verdict:
    """The three mechanisms in the order of evaluation, and what they come to. None is “not settled yet”."""

    graded: tuple[Graded, ...]
    supported: tuple[Mechanism, ...]
    kind: Mechanism | None

    def of(self, mechanism: Mechanism) -> Graded:
        return next(one for one in self.graded if one.mechanism == mechanism)

    @property
    def needs_dominant(self) -> bool:
        return self.kind == Mechanism.MIXED

    def sentence(self, dominant: str = "") -> str:
        """The verdict in a line; a mixed one names its parts and which of them leads."""
        if self.kind is None:
            return self._unsettled
        if self.kind == Mechanism.MIXED:
            led = f"mostly {dominant}" if dominant else "which leads is not said yet"
            return f"Mixed, {' and '.join(self.supported)}: {led}."
        graded = self.of(self.kind)
        unsure = [
            one.mechanism.value
            for one in self.graded
            if one.grade == Grade.INSUFFICIENT and one.mechanism != self.kind
        ]
        rest = f" Not known yet: {' and '.join(unsure)}." if unsure else ""
        return f"{self.kind.capitalize()}, {graded.grade.label}.{rest}"

    @property
    def _unsettled(self) -> str:
        if all(one.grade == Grade.NOT_MET for one in self.graded):
            return "By these answers, the criteria of none of the three are met."
        return "Not settled: insufficient data."


def typed_words(values: Mapping[str, str]) -> list[str]:
    """What was answered, as it was typed. “Not known” says nothing."""
    answers = [(one.words, values.get(one.key, "")) for one in CRITERIA]
    said = [f"{words}: {answer}" for words, answer in answers if answer not in ("", Answer.UNKNOWN)]
    rest = [(name, values.get(name, "")) for name in ("dominant", "note")]
    return [*said, *(f"{name}: {text}" for name, text in rest if text)]


def verdict(answers: Answers) -> Verdict:
    """Neuropathic first, then nociceptive evidence, then nociplastic. A question not asked is unknown."""
    said = {key: Answer(answers.get(key, Answer.UNKNOWN)) for key in BY_KEY}
    neuropathic = _neuropathic(said)
    first = _all(said[key] for key in _CRITERION_1)
    nociceptive = _nociceptive(said, neuropathic, first)
    grades = {_NEURO: neuropathic, _NOCI: nociceptive, _PLASTIC: _nociplastic(said, first)}
    supported = tuple(kind for kind, grade in grades.items() if _is_supported(kind, grade, said))
    graded = tuple(_graded(kind, grade, said) for kind, grade in grades.items())
    return Verdict(graded, supported, _kind(supported, nociceptive))


def _neuropathic(said: Answers) -> Grade:
    """Possible is history and distribution; each further grade stands on the one before it."""
    possible = _all([said["lesion"], said["distribution"]])
    if possible != Answer.YES:
        return _without_grade(possible)
    if said["sensory_signs"] != Answer.YES:
        return Grade.POSSIBLE
    return Grade.DEFINITE if said["confirmed"] == Answer.YES else Grade.PROBABLE


def _nociceptive(said: Answers, neuropathic: Grade, first: Answer) -> Grade:
    """Tissue evidence in proportion, with no NeuPSIG grade and without the first criterion of nociplastic."""
    no_nerve = Answer.UNKNOWN if neuropathic == Grade.INSUFFICIENT else _yes_if(neuropathic == Grade.NOT_MET)
    whole = _all([said["tissue"], said["mechanical"], no_nerve, _not(first)])
    return Grade.MET if whole == Answer.YES else _without_grade(whole)


def _nociplastic(said: Answers, first: Answer) -> Grade:
    """Possible is 1 and 4, probable all four: 2 and 3 alone never make it either."""
    possible = _all([first, said["evoked"]])
    if possible != Answer.YES:
        return _without_grade(possible)
    rest = _all([said["hypersensitive"], said["company"]])
    return Grade.PROBABLE if rest == Answer.YES else Grade.POSSIBLE


def _is_supported(kind: Mechanism, grade: Grade, said: Answers) -> bool:
    """Nociceptive evidence counts beside the others, although it is then not the whole of it."""
    if kind == _NOCI:
        return _all([said["tissue"], said["mechanical"]]) == Answer.YES
    return grade.strength > 0


def _kind(supported: tuple[Mechanism, ...], nociceptive: Grade) -> Mechanism | None:
    """Nociceptive alone is only said when the other two are known not to be there."""
    if len(supported) > 1:
        return Mechanism.MIXED
    if supported == (_NOCI,) and nociceptive != Grade.MET:
        return None
    return supported[0] if supported else None


def _graded(kind: Mechanism, grade: Grade, said: Answers) -> Graded:
    by_answer = {
        answer: tuple(one for one in CRITERIA if one.mechanism == kind and said[one.key] == answer)
        for answer in Answer
    }
    return Graded(kind, grade, by_answer[Answer.YES], by_answer[Answer.NO], by_answer[Answer.UNKNOWN])


def _all(answers: Iterable[Answer]) -> Answer:
    """Yes when all are; no as soon as one is; otherwise nobody knows."""
    found = set(answers)
    if Answer.NO in found:
        return Answer.NO
    return Answer.UNKNOWN if Answer.UNKNOWN in found else Answer.YES


def _not(answer: Answer) -> Answer:
    return {Answer.YES: Answer.NO, Answer.NO: Answer.YES}.get(answer, Answer.UNKNOWN)


def _yes_if(fact: bool) -> Answer:
    return Answer.YES if fact else Answer.NO


def _without_grade(answer: Answer) -> Grade:
    return Grade.NOT_MET if answer == Answer.NO else Grade.INSUFFICIENT


def why_unfit(judged: Verdict, dominant: str) -> str:
    """One sentence when this cannot be called the dominant mechanism of a mixed pain; empty when it can."""
    if not dominant or (judged.needs_dominant and dominant in judged.supported):
        return ""
    if not judged.needs_dominant:
        return "Only a mixed pain has a dominant part."
    return f"It is mixed of {' and '.join(judged.supported)}: one of these leads."


#: Conditions that are typically nociplastic (Kosek 2021): a hint for the reader, never an answer.
TYPICALLY_NOCIPLASTIC = ("fibromyalgia", "irritable bowel")
_CRPS = r"(?:complex regional pain syndrome|crps)"
_ANY_CRPS = re.compile(_CRPS, re.IGNORECASE)
#: Type II follows a lesion of a nerve, so it is none of them (clinical.md 7). Causalgia is its older name.
_CRPS_II = re.compile(
    rf"causalgia|{_CRPS}\W*(?:ii|2)\b|{_CRPS}.*\btype\W?(?:ii|2)\b|\btype\W?(?:ii|2)\W+{_CRPS}", re.IGNORECASE
)


def typical_of(titles: Iterable[str]) -> tuple[str, ...]:
    """The charted conditions that are typical nociplastic ones, as charted."""
    return tuple(title for title in titles if _is_typical(title))


def _is_typical(title: str) -> bool:
    is_named = any(one in title.lower() for one in TYPICALLY_NOCIPLASTIC)
    return is_named or bool(_ANY_CRPS.search(title) and not _CRPS_II.search(title))
