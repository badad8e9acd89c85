"""A packet's report in words, with what the reader may know: counts for everyone, names for the care team."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from .models import Referral
from .rules.packet import Reason
from .rules.words import ReferralState

_KINDS = {
    "Patient": "Person",
    "Condition": "Conditions",
    "Procedure": "Procedures",
    "MedicationRequest": "Medicines",
    "AllergyIntolerance": "Allergies",
    "ImagingStudy": "Imaging studies",
    "ExplanationOfBenefit": "Explanations of benefit",
    "Media": "Pictures and recordings",
}
#: Reasons that say nothing against an entry: it is simply not of a kind that is charted.
_ORDINARY = {Reason.NOT_A_KIND_WE_TAKE, Reason.NOT_A_PAIN_SCORE, Reason.PART_OF_ANOTHER, Reason.HEADING}
_TONES = {
    ReferralState.NEEDS_MATCH: ("owed", "●"),
    ReferralState.REFUSED: ("danger", "×"),
    ReferralState.DONE: ("pine", "✓"),
}


@dataclass(frozen=True)
class LeftRow:
    kind: str
    reason: str
    what: str
    count: int


@dataclass(frozen=True)
class PacketReport:
    """What the page of one packet says."""

    referral: Referral
    names: bool

    @property
    def is_busy(self) -> bool:
        return self.referral.state in (ReferralState.WAITING, ReferralState.READING)

    @property
    def tone(self) -> str:
        return _TONES.get(ReferralState(self.referral.state), ("", ""))[0]

    @property
    def glyph(self) -> str:
        return _TONES.get(ReferralState(self.referral.state), ("", ""))[1]

    @property
    def person(self) -> dict | None:
        return self.referral.report.get("person")

    @property
    def birth_date(self) -> date | None:
        """Of the person in the packet."""
        return date.fromisoformat(self.person["birth_date"]) if self.person else None

    @property
    def who(self) -> str:
        if self.referral.patient:
            return str(self.referral.patient)
        return f"{self.person['family_name']}, {self.person['given_name']}" if self.person else ""

    @property
    def taken(self) -> list[tuple[str, int]]:
        counts = self.referral.report.get("taken", {})
        return [(kind_words(kind, taken=True), count) for kind, count in sorted(counts.items()) if count]

    @property
    def taken_count(self) -> int:
        return sum(self.referral.report.get("taken", {}).values())

    @property
    def left(self) -> list[LeftRow]:
        """What was refused first, then what is never taken. Names only for those who may read the chart."""
        counts: Counter[tuple[str, str, str]] = Counter()
        for kind, reason, what, count in self.referral.report.get("left", []):
            counts[kind, reason, what if self.names else ""] += count
        rows = [LeftRow(kind_words(k), reason, what, count) for (k, reason, what), count in counts.items()]
        return sorted(rows, key=lambda row: (row.reason in _ORDINARY, -row.count, row.kind, row.what))

    @property
    def left_count(self) -> int:
        return sum(count for *_, count in self.referral.report.get("left", []))

    @property
    def sentence(self) -> str:
        return _SENTENCES[ReferralState(self.referral.state)](self)


def kind_words(kind: str, *, taken: bool = False) -> str:
    """“MedicationRequest” as people say it, of many; of the observations only pain scores are taken."""
    if kind == "Observation":
        return "Pain scores" if taken else "Observations"
    if kind in _KINDS:
        return _KINDS[kind]
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in kind).strip()
    many = f"{words.removesuffix('y')}ies" if words.endswith("y") else f"{words}s"
    return many.capitalize()


def _entries(count: int) -> str:
    return f"{count:,} {'entry' if count == 1 else 'entries'}"


def _done(report: PacketReport) -> str:
    facts = report.referral.report
    sentence = f"{_entries(report.taken_count)} taken, {report.left_count:,} left in the packet."
    detail = f"New in the chart: {facts['new']:,}"
    if facts["changed"]:
        detail += f"; brought up to date: {facts['changed']:,}"
    if facts["same"]:
        detail += f"; here already: {facts['same']:,}"
    closed = " The person has died, so the record is closed." if facts["closed"] else ""
    return f"{sentence} {detail}.{closed}"


_SENTENCES = {
    ReferralState.WAITING: lambda report: "Waits for its turn.",
    ReferralState.READING: lambda report: "Being read.",
    ReferralState.NEEDS_MATCH: lambda report: (
        "Somebody here may be the same person. Nothing is charted until you say so."
    ),
    ReferralState.DONE: _done,
    ReferralState.REFUSED: lambda report: report.referral.refusal,
    ReferralState.UNDONE: lambda report: f"The import was undone: {report.referral.undone_reason}",
}
