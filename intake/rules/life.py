"""What in a life decides which care is doable (S11): kinds of barriers, how hard each is, and its remedy."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class BarrierKind(StrEnum):
    """What stands in the way. The words are those of a conversation, not of a form."""

    HOURS = "hours"
    DEMANDS = "demands"
    CARE = "care"
    TRANSPORT = "transport"
    MONEY = "money"
    HOUSING = "housing"
    INSURER = "insurer"
    LANGUAGE = "language"
    READING = "reading"
    TECHNOLOGY = "technology"
    SAFETY = "safety"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _LABELS[self.value]

    @property
    def hint(self) -> str:
        return _HINTS.get(self.value, "")


_LABELS = {
    "hours": "Work: hours and breaks",
    "demands": "Work: what the job asks",
    "care": "Children or others to care for",
    "transport": "Getting there",
    "money": "Money",
    "housing": "Housing",
    "insurer": "Insurer limits",
    "language": "Language, interpreter",
    "reading": "Reading and forms",
    "technology": "Phone and internet",
    "safety": "Safety at home",
    "other": "Something else",
}
_HINTS = {
    "hours": "“no breaks before noon”, “night shifts”",
    "demands": "“lifts 25 kg all day”",
    "transport": "“two buses, 90 minutes each way”",
    "money": "“copay of $40 a visit”",
    "insurer": "say how many are left, and until when",
    "safety": "ask alone; write only what may be read by the team",
}


class Severity(StrEnum):
    SLOWS = "slows"
    BLOCKS = "blocks"

    @property
    def label(self) -> str:
        return {"slows": "Makes it harder", "blocks": "Stops it"}[self.value]


class RemedyState(StrEnum):
    """How far a remedy got. A referral to transport or to the community ends with an outcome."""

    IDEA = "idea"
    REFERRED = "referred"
    ARRANGED = "arranged"
    HELPED = "helped"
    NO_HELP = "no_help"
    DECLINED = "declined"

    @property
    def label(self) -> str:
        return _REMEDIES[self.value]


_REMEDIES = {
    "idea": "An idea so far",
    "referred": "Referred, no answer yet",
    "arranged": "Arranged",
    "helped": "Arranged, and it helped",
    "no_help": "Tried, it did not help",
    "declined": "Not wanted",
}


@dataclass(frozen=True)
class BarrierFacts:
    """One barrier as it stands. `left` visits until `until_on`; None is not said, never zero."""

    kind: BarrierKind
    words: str = ""
    severity: str = ""
    left: int | None = None
    until_on: date | None = None
    remedy: str = ""
    remedy_state: str = ""
    ended_on: date | None = None

    @property
    def is_solved(self) -> bool:
        return self.remedy_state == RemedyState.HELPED

    def holds_on(self, day: date) -> bool:
        """Valid until somebody ended it: an intake's end is not the end of a bus ride."""
        return self.ended_on is None or self.ended_on > day

    @property
    def short(self) -> str:
        """In the person's words when there are any: “two buses”, “8 visits left until 31 Dec 2026”."""
        parts = [self.words or ("" if self.left is not None else self.kind.label.lower())]
        if self.left is not None:
            parts.append(f"{self.left} {'visit' if self.left == 1 else 'visits'} left")
        if self.until_on:
            parts.append(f"until {self.until_on.day} {self.until_on:%b %Y}")
        return " ".join(filter(None, parts))


def standing_on(day: date, barriers: Sequence[BarrierFacts]) -> list[BarrierFacts]:
    """Those that still hold, what stops care first, then in the order told."""
    hold = [barrier for barrier in barriers if barrier.holds_on(day)]
    return sorted(hold, key=lambda barrier: barrier.severity != Severity.BLOCKS)
