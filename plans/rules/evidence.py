"""What a checkpoint is decided on, gathered and said with dates, units and denominators."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from .checkpoint import Finding, FindingCode


@dataclass(frozen=True)
class EvidenceLine:
    """One fact beside the question: what it is, what it says, how it changed (a badge), from when, and
    where the figures of the badge stand.
    """

    label: str
    words: str
    change: str = ""
    tone: str = ""
    glyph: str = ""
    note: str = ""
    source: str = ""


@dataclass(frozen=True)
class Evidence:
    """Everything that was known when somebody looked. Stored as it stood when the checkpoint was decided."""

    on: date
    question: str
    finding: Finding
    lines: tuple[EvidenceLine, ...]


def snapshot(evidence: Evidence) -> dict[str, Any]:
    """As plain values, for keeping."""
    kept = asdict(evidence)
    kept["on"] = evidence.on.isoformat()
    return kept


def from_snapshot(kept: Mapping[str, Any]) -> Evidence:
    return Evidence(
        on=date.fromisoformat(kept["on"]),
        question=kept["question"],
        finding=Finding(FindingCode(kept["finding"]["code"]), kept["finding"]["sentence"]),
        lines=tuple(EvidenceLine(**line) for line in kept["lines"]),
    )


@dataclass(frozen=True)
class DayCounts:
    """Days of a stretch by their mark. `none` was not said: it is never counted as good."""

    good: int
    okay: int
    hard: int
    none: int

    @property
    def logged(self) -> int:
        return self.good + self.okay + self.hard

    @property
    def total(self) -> int:
        return self.logged + self.none

    @property
    def sentence(self) -> str:
        if not self.total:
            return "The first day is not over yet."
        logged = f"{self.logged} of {self.total} days logged"
        return f"{logged}: {self.good} good, {self.okay} okay, {self.hard} hard."
