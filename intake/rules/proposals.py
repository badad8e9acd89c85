"""What the chart already says to a criterion of the mechanism: proposed with its source, never answered.

A proposal is one line and one button. The clinician takes it or not; nothing is taken by itself.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from core.words import full_day

from .exam import Found, evoked, sensory
from .exam_words import ExamResult
from .imaging import Relevance, Scan
from .mechanism import Answer
from .reach import Reach

#: Three months as days.
THREE_MONTHS = timedelta(days=91)
_NERVE_WORDS = re.compile(
    r"neuropath|radiculopath|neuralg|zoster|shingles|polyneur|carpal tunnel|plexus|nerve|spinal cord|"
    r"myelopath|multiple sclerosis|stroke|amputat|cauda|chemotherap|diabet",
    re.IGNORECASE,
)
_TOUCH_WORDS = re.compile(
    r"touch|cloth|sheet|sock|seat ?belt|bra\b|pressure|cold|heat|breeze|hug", re.IGNORECASE
)
_LESION_WORDS = re.compile(r"root|nerve|cord|compress|stenosis|extru|sequest|herniat|neuroma", re.IGNORECASE)


@dataclass(frozen=True)
class Proposal:
    """`because` names the place in the chart and what stands there."""

    criterion: str
    answer: Answer
    because: str


@dataclass(frozen=True)
class ProblemFacts:
    """What the chart holds about one pain problem, and about the person around it.

    `regions` are the ACR regions of the newest map, None when no map was drawn. `travels` is whether the map
    says that this pain comes from another place.
    """

    today: date
    since: Reach | None = None
    exam: Sequence[Found] = ()
    scans: Sequence[Scan] = ()
    conditions: Sequence[str] = ()
    regions: frozenset[str] | None = None
    map_words: str = ""
    travels: str = ""
    touch_hurts: str = ""
    worse: Sequence[str] = ()
    better: Sequence[str] = ()
    company: Sequence[str] = ()


def proposals(facts: ProblemFacts) -> list[Proposal]:
    """At most one per criterion and source, in the order in which the criteria are asked."""
    found: list[Proposal] = []
    for propose in _RULES:
        found.extend(propose(facts))
    return found


def _lesion(facts: ProblemFacts) -> Iterator[Proposal]:
    named = [title for title in facts.conditions if _NERVE_WORDS.search(title)]
    if named:
        yield Proposal("lesion", Answer.YES, f"Charted: {'; '.join(named[:3])}")


def _distribution(facts: ProblemFacts) -> Iterator[Proposal]:
    if facts.travels:
        yield Proposal("distribution", Answer.YES, f"Map: {facts.travels}")


def _sensory_signs(facts: ProblemFacts) -> Iterator[Proposal]:
    yield from _from_exam("sensory_signs", sensory(facts.exam))


def _evoked(facts: ProblemFacts) -> Iterator[Proposal]:
    yield from _from_exam("evoked", evoked(facts.exam))


def _from_exam(criterion: str, signs: Sequence[Found]) -> Iterator[Proposal]:
    """A sign that was found speaks for it; signs that were looked for and not found speak against it."""
    positive = [one for one in signs if one.is_positive]
    if positive:
        yield Proposal(
            criterion, Answer.YES, f"Exam: {'; '.join(one.words_with_day for one in positive[:3])}"
        )
    elif signs:
        yield Proposal(criterion, Answer.NO, f"Exam: {len(signs)} looked for, none found")


def _confirmed(facts: ProblemFacts) -> Iterator[Proposal]:
    shown = [one for one in _relevant(facts) if _LESION_WORDS.search(one.words)]
    if shown:
        yield Proposal("confirmed", Answer.YES, f"Scan, marked relevant: {_scans(shown)}")


def _tissue(facts: ProblemFacts) -> Iterator[Proposal]:
    if shown := _relevant(facts):
        yield Proposal("tissue", Answer.YES, f"Scan, marked relevant: {_scans(shown)}")
    provoked = [one for one in facts.exam if one.reproduces and one.result == ExamResult.POSITIVE]
    if provoked:
        words = "; ".join(one.words_with_day for one in provoked[:3])
        yield Proposal("tissue", Answer.YES, f"Exam, their own pain: {words}")


def _mechanical(facts: ProblemFacts) -> Iterator[Proposal]:
    if facts.worse and facts.better:
        told = f"worse with {', '.join(facts.worse[:3])}; better with {', '.join(facts.better[:3])}"
        yield Proposal("mechanical", Answer.YES, f"Told: {told}")


def _three_months(facts: ProblemFacts) -> Iterator[Proposal]:
    """Yes when the last day that was meant is far enough, no when not even the first is; else nothing."""
    if facts.since is None:
        return
    if facts.today - facts.since.last >= THREE_MONTHS:
        yield Proposal("three_months", Answer.YES, f"Told: since {full_day(facts.since.last)} at the latest")
    elif facts.today - facts.since.first < THREE_MONTHS:
        yield Proposal(
            "three_months", Answer.NO, f"Told: since {full_day(facts.since.first)} at the earliest"
        )


def _spread(facts: ProblemFacts) -> Iterator[Proposal]:
    """Two regions or more are several places; one region may still be regional, so it proposes nothing."""
    if facts.regions and len(facts.regions) > 1:
        yield Proposal("spread", Answer.YES, f"{facts.map_words}: {len(facts.regions)} of 5 regions")


def _hypersensitive(facts: ProblemFacts) -> Iterator[Proposal]:
    if facts.touch_hurts:
        yield Proposal("hypersensitive", Answer.YES, f"Map: {facts.touch_hurts}")
    told = [words for words in facts.worse if _TOUCH_WORDS.search(words)]
    if told:
        yield Proposal("hypersensitive", Answer.YES, f"Told: worse with {', '.join(told[:3])}")


def _company(facts: ProblemFacts) -> Iterator[Proposal]:
    if facts.company:
        yield Proposal("company", Answer.YES, "; ".join(facts.company[:3]))


_RULES = (
    _lesion,
    _distribution,
    _sensory_signs,
    _confirmed,
    _tissue,
    _mechanical,
    _three_months,
    _spread,
    _hypersensitive,
    _company,
    _evoked,
)


def _relevant(facts: ProblemFacts) -> list[Scan]:
    return [one for one in facts.scans if one.relevance == Relevance.RELEVANT]


def _scans(shown: Iterable[Scan]) -> str:
    return "; ".join(one.in_words for one in list(shown)[:2])
