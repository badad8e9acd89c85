"""Scans against the story: what a finding is worth, and what must not rest on an incidental one (S22)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.words import full_day

from .words import Side


class Relevance(StrEnum):
    """Whether a finding explains a symptom. Not said until somebody judges it."""

    RELEVANT = "relevant"
    INCIDENTAL = "incidental"
    NOT_SURE = "not_sure"

    @property
    def label(self) -> str:
        return {"not_sure": "Not sure"}.get(self.value, self.value.capitalize())


@dataclass(frozen=True)
class Scan:
    """One finding of one study, as the rules read it."""

    key: str
    words: str
    relevance: str = ""
    level: str = ""
    side: str = ""
    study: str = ""
    on: date | None = None

    @property
    def in_words(self) -> str:
        """“Disc protrusion, L4-5, left (MRI lumbar spine, 3 Oct 2026)”."""
        side = "" if self.side in ("", Side.MIDDLE) else f", {self.side}"
        level = f", {self.level}" if self.level else ""
        study = ", ".join(filter(None, [self.study, full_day(self.on) if self.on else ""]))
        return f"{self.words}{level}{side}" + (f" ({study})" if study else "")


@dataclass(frozen=True)
class CommonFinding:
    """A finding that is also seen in people without pain, and how to say it."""

    name: str
    sign: re.Pattern[str]
    say: str


_SPINE_SOURCE = (
    "Seen in people without back pain too, more with every decade of age (Brinjikji 2015, AJNR 36:811); "
    "no figure is shown here"
)
COMMON_SOURCE = f"{_SPINE_SOURCE}. Wording is the house style: age-typical, not worn."
#: Findings of the spine that people without pain have too: name, signs, and how to say it kindly. The hint is
#: a wording, never a judgement.
_COMMON = (
    (
        "disc degeneration",
        r"dis[ck].{0,20}(degenerat|desicc|dehydrat|height)|degenerat\w* dis[ck]|\bDDD\b",
        "age-typical changes of the disc",
    ),
    ("disc bulge", r"bulg", "a disc that is a little wider than its neighbours"),
    ("disc protrusion", r"protru", "a small bump of a disc"),
    (
        "annular fissure",
        r"annul\w* (fissure|tear)|high.intensity zone",
        "a small line in the ring of a disc",
    ),
    (
        "facet changes",
        r"facet.{0,20}(degenerat|arthr|hypertroph)",
        "age-typical changes of the small joints",
    ),
    ("slip", r"listhesis", "one bone a little forward of the next"),
)
COMMON_WITHOUT_PAIN = tuple(
    CommonFinding(name, re.compile(sign, re.IGNORECASE), say) for name, sign, say in _COMMON
)


def common_finding(words: str) -> CommonFinding | None:
    """The first that the words name; None when they name nothing of the list."""
    return next((one for one in COMMON_WITHOUT_PAIN if one.sign.search(words)), None)


_LEVEL = re.compile(
    r"(?<![A-Za-z])([CTLS])\s?(\d{1,2})(?:\s?[-/–]\s?([CTLS])?\s?(\d{1,2}))?(?!\d)", re.IGNORECASE
)


def levels_in(text: str) -> frozenset[str]:
    """Spinal levels as written: `L4/5`, `L4-L5`, `l4 5` read alike as L4-5; `L5` alone is L5."""
    return frozenset(_level(*found.groups()) for found in _LEVEL.finditer(text))


def _level(letter: str, first: str, letter_after: str | None, second: str | None) -> str:
    start = f"{letter.upper()}{first}"
    if second is None:
        return start
    after = (letter_after or letter).upper()
    return f"{start}-{second}" if after == letter.upper() else f"{start}-{after}{second}"


@dataclass(frozen=True)
class IncidentalBasis:
    """An indication that rests on findings which somebody marked incidental."""

    scans: tuple[Scan, ...]

    @property
    def sentence(self) -> str:
        named = "; ".join(one.in_words for one in self.scans)
        return (
            f"This rests on a finding that was marked incidental: {named}. "
            "Say what else speaks for it, or mark the finding anew."
        )


def incidental_basis(
    text: str, scans: Sequence[Scan], *, linked: Iterable[str] = ()
) -> IncidentalBasis | None:
    """Whether an idea or a step rests on an incidental finding.

    It does when such a finding is linked to it as evidence for it, or when its words name the level of one
    and no relevant finding lies at that level. A finding that nobody judged is neither.
    """
    keys, named = set(linked), levels_in(text)
    relevant = {level for one in scans if one.relevance == Relevance.RELEVANT for level in _levels_of(one)}
    resting = [
        one
        for one in scans
        if one.relevance == Relevance.INCIDENTAL and (one.key in keys or (_levels_of(one) & named) - relevant)
    ]
    return IncidentalBasis(tuple(resting)) if resting else None


def _levels_of(scan: Scan) -> frozenset[str]:
    return levels_in(f"{scan.level} {scan.words}")
