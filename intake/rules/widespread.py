"""Is this the widespread, sensitised pattern? Six reasons from the chart, each with its data and day (S27).

Our own rule, no published score: it flags when enough reasons hold (`needed`, a number of the clinic), names
them, and suggests the programme route. It diagnoses nothing; a clinician confirms it or sets it aside.
A reason that nobody has data for is not known: it neither holds nor speaks against.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from core.words import full_day, plain

from .exam import Found, evoked
from .exam_words import AnswerKind, ExamGroup, ExamResult
from .imaging import Relevance, Scan
from .mechanism import Answer

SOURCE = "Our own rule for S27, edition 2026-11: counted reasons, no published score"
#: Regions of the 2016 fibromyalgia criteria that make pain generalised (Wolfe 2016).
GENERALISED_REGIONS = 4
#: Regions gained since the start that count as spreading.
REGIONS_GAINED = 2
#: ODI above this is severe (Fairbank and Pynsent 2000); PEG has no bands, so 7 borrows the cut-point of the
#: BPI for worst pain (Serlin 1995) and is a heuristic.
ODI_SEVERE, PEG_HIGH = Decimal(40), Decimal(7)
#: A neurological exam says something from this many signs on; with fewer, function cannot be worse than it.
LEAST_SIGNS = 5
#: Relief under half, or shorter than this, is partial or fleeting.
RELIEF_PERCENT, RELIEF_DAYS = 50, 14
LEAST_TREATMENTS = 2
LEAST_DRIVERS = 2
#: The drivers, each by the scores that tell of it and the value from which that score counts: the screening
#: cuts and “moderate” bands of clinical.md 3.
DRIVERS: Mapping[str, Mapping[str, Decimal]] = {
    "mood": {"phq9": Decimal(10), "phq8": Decimal(10)},
    "worry": {"gad7": Decimal(10)},
    "sleep": {"isi": Decimal(15), "promis_sd_4a": Decimal(60)},
    "catastrophizing": {"pcs": Decimal(30)},
}
#: Procedures with little relief after which one more is a stack.
STACKED = 2


@dataclass(frozen=True)
class Relieved:
    """A treatment that was had, and what it did; one that could not be had is not among them."""

    what: str
    kind: str
    percent: int | None = None
    days: float | None = None
    did_nothing: bool = False
    is_procedure: bool = False

    @property
    def is_known(self) -> bool:
        """That somebody had it says nothing of what it did."""
        return self.did_nothing or self.percent is not None or self.days is not None

    @property
    def is_fleeting(self) -> bool:
        return (
            self.did_nothing
            or (self.percent is not None and self.percent < RELIEF_PERCENT)
            or (self.days is not None and self.days < RELIEF_DAYS)
        )


@dataclass(frozen=True)
class Scored:
    """A score with the line that it stands over or under."""

    name: str
    value: Decimal
    unit: str
    on: date
    is_high: bool

    @property
    def words(self) -> str:
        return f"{self.name} {plain(self.value)} {self.unit} on {full_day(self.on)}"


@dataclass(frozen=True)
class PatternFacts:
    """What the chart holds; None and an empty sequence mean that nobody looked.

    `drivers` are the scores of `DRIVERS` by their driver: one that is not among them was not asked.
    """

    regions_now: frozenset[str] | None = None
    regions_start: frozenset[str] | None = None
    sites_now: int | None = None
    map_on: date | None = None
    function: Sequence[Scored] = ()
    exam: Sequence[Found] = ()
    scans: Sequence[Scan] = ()
    treatments: Sequence[Relieved] = ()
    drivers: Mapping[str, Scored] = field(default_factory=dict)


@dataclass(frozen=True)
class Reason:
    """One reason: whether it holds, and the data that say so."""

    key: str
    name: str
    holds: Answer
    words: str


@dataclass(frozen=True)
class Pattern:
    """What was found. `stacked` warns when procedures pile up; it stands with or without the pattern."""

    reasons: tuple[Reason, ...]
    needed: int
    stacked: str = ""
    source: str = SOURCE

    @property
    def holding(self) -> tuple[Reason, ...]:
        return tuple(one for one in self.reasons if one.holds == Answer.YES)

    @property
    def unknown(self) -> tuple[Reason, ...]:
        return tuple(one for one in self.reasons if one.holds == Answer.UNKNOWN)

    @property
    def is_flagged(self) -> bool:
        return len(self.holding) >= self.needed

    @property
    def sentence(self) -> str:
        held = f"{len(self.holding)} of {len(self.reasons)} reasons hold"
        if not self.is_flagged:
            return f"{held}; {self.needed} would suggest a widespread, sensitised pattern."
        return (
            f"This looks like a widespread, sensitised pattern: {held}. The programme route fits it: "
            "education, graded exposure, sleep; before another procedure at the tissue."
        )


def pattern(facts: PatternFacts, *, needed: int) -> Pattern:
    """Every reason in the order of the mission; `needed` is the clinic's number."""
    return Pattern(tuple(judge(facts) for judge in _REASONS), needed, _stacked(facts))


def _reason(key: str, name: str, holds: bool | None, words: str) -> Reason:
    answer = Answer.UNKNOWN if holds is None else Answer.YES if holds else Answer.NO
    return Reason(key, name, answer, words)


def _spread(facts: PatternFacts) -> Reason:
    name = "Pain in most of the body, or spreading"
    if facts.regions_now is None:
        return _reason("spread", name, None, "No map of now.")
    # A start outside what the regions count (head, jaw, chest, belly) does not say from where it spread.
    gained = facts.regions_now - facts.regions_start if facts.regions_start else frozenset()
    holds: bool | None = len(facts.regions_now) >= GENERALISED_REGIONS or len(gained) >= REGIONS_GAINED
    if not holds and not facts.regions_start and len(facts.regions_now) >= REGIONS_GAINED:
        holds = None  # It may have spread: nobody knows where it began.
    words = f"Map of {_on(facts.map_on)}: {len(facts.regions_now)} of 5 regions"
    if facts.sites_now is not None:
        words += f", {facts.sites_now} of 19 sites"
    if gained:
        words += f"; gained since the start: {', '.join(sorted(gained))}"
    return _reason("spread", name, holds, f"{words}.")


def _function(facts: PatternFacts) -> Reason:
    name = "Function is worse than the exam explains"
    signs = [one for one in facts.exam if _is_sign_of_nerve(one)]
    if not facts.function or len(signs) < LEAST_SIGNS:
        asked = "" if facts.function else "No ODI or PEG. "
        return _reason("function", name, None, f"{asked}{len(signs)} nerve signs examined.")
    found = sum(one.is_positive for one in signs)
    holds = any(one.is_high for one in facts.function) and not found
    scores = "; ".join(one.words for one in facts.function)
    return _reason("function", name, holds, f"{scores}; {found} of {len(signs)} nerve signs positive.")


def _is_sign_of_nerve(one: Found) -> bool:
    is_asked = one.test.kind in (AnswerKind.POWER, AnswerKind.REFLEX, AnswerKind.FEELS)
    is_group = is_asked or one.test.group == ExamGroup.CORD
    return is_group and one.result in (ExamResult.POSITIVE, ExamResult.NEGATIVE)


def _imaging(facts: PatternFacts) -> Reason:
    name = "Scans show only what is incidental"
    judged = [one for one in facts.scans if one.relevance in (Relevance.RELEVANT, Relevance.INCIDENTAL)]
    relevant = [one for one in judged if one.relevance == Relevance.RELEVANT]
    if relevant:
        return _reason("imaging", name, holds=False, words=f"Relevant: {relevant[0].in_words}.")
    if not judged or len(judged) < len(facts.scans):
        return _reason("imaging", name, None, f"{len(facts.scans) - len(judged)} findings not judged.")
    return _reason("imaging", name, holds=True, words=f"All {len(judged)} findings marked incidental.")


def _relief(facts: PatternFacts) -> Reason:
    """A treatment whose course nobody told may have been as fleeting, so it keeps a no from being said."""
    name = "Different treatments helped little or briefly"
    untold = [one for one in facts.treatments if not one.is_known]
    if len(untold) == len(facts.treatments):
        return _reason("relief", name, None, "No treatment with its course.")
    fleeting = [one for one in facts.treatments if one.is_fleeting]
    holds = _counted(
        len({one.kind for one in fleeting}),
        len({one.kind for one in (*fleeting, *untold)}),
        LEAST_TREATMENTS,
    )
    words = f"Little or brief: {', '.join(one.what for one in fleeting) or 'none'}."
    if untold:
        words += f" Course not told: {', '.join(one.what for one in untold)}."
    return _reason("relief", name, holds, words)


def _drivers(facts: PatternFacts) -> Reason:
    name = "Sleep, mood or worry drive it too"
    if not facts.drivers:
        return _reason("drivers", name, None, "No sleep or mood score.")
    high = [one for one in facts.drivers.values() if one.is_high]
    unasked = [driver for driver in DRIVERS if driver not in facts.drivers]
    holds = _counted(len(high), len(high) + len(unasked), LEAST_DRIVERS)
    words = "; ".join(one.words for one in (high or facts.drivers.values()))
    if holds is None:
        words += f"; no score of {', '.join(unasked)}"
    return _reason("drivers", name, holds, f"{words}.")


def _counted(found: int, at_most: int, needed: int) -> bool | None:
    """Whether enough were found; None while those that are not known could still make it enough."""
    if found >= needed:
        return True
    return None if at_most >= needed else False


def _sensitised(facts: PatternFacts) -> Reason:
    name = "Signs of sensitisation on exam"
    signs = evoked(facts.exam)
    if not signs:
        return _reason("sensitised", name, None, "Not examined.")
    positive = [one for one in signs if one.is_positive]
    words = "; ".join(one.words_with_day for one in positive) or f"{len(signs)} looked for, none found"
    return _reason("sensitised", name, bool(positive), f"{words}.")


_REASONS: Sequence[Callable[[PatternFacts], Reason]] = (
    _spread,
    _function,
    _imaging,
    _relief,
    _drivers,
    _sensitised,
)


def _stacked(facts: PatternFacts) -> str:
    """Two procedures that did little: a third needs a better reason than that the first two failed."""
    little = [one.what for one in facts.treatments if one.is_procedure and one.is_fleeting]
    if len(little) < STACKED:
        return ""
    return f"{len(little)} procedures helped little or briefly ({', '.join(little)}). One more stacks them."


def _on(day: date | None) -> str:
    return full_day(day) if day else "a day not stated"
