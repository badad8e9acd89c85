"""The board of ideas: what weighs for and against each, and what blocks and other treatments did where."""

from collections.abc import Sequence
from dataclasses import dataclass

from intake.models import Hypothesis, IdeaEvidence, TreatmentTried
from intake.rules.imaging import IncidentalBasis, Scan, incidental_basis
from intake.rules.testing import region_in
from intake.rules.words import Ended, Weighs
from people.models import Patient

from .evidence import found_of, newest_findings


@dataclass(frozen=True)
class IdeaLine:
    """An idea on the board, with its evidence, its decisions and what it must not rest on."""

    idea: Hypothesis
    evidence: tuple[IdeaEvidence, ...]
    basis: IncidentalBasis | None

    @property
    def speaks_for(self) -> list[IdeaEvidence]:
        return [one for one in self.evidence if one.weighs == Weighs.FOR]

    @property
    def speaks_against(self) -> list[IdeaEvidence]:
        return [one for one in self.evidence if one.weighs == Weighs.AGAINST]


def idea_lines(patient: Patient, scans: Sequence[Scan]) -> list[IdeaLine]:
    """Every idea that has words, the working one first, then the newest. None is ever left out."""
    rows = Hypothesis.objects.filter(patient=patient).exclude(statement="")
    rows = rows.select_related("problem", "set_by", "decided_by").order_by("-is_working", "-set_at")
    return [_idea_line(row, scans) for row in rows.prefetch_related("evidence", "decisions__decided_by")]


def _idea_line(idea: Hypothesis, scans: Sequence[Scan]) -> IdeaLine:
    evidence = tuple(one for one in idea.evidence.all() if not one.is_entered_in_error)
    linked = [one.source_id for one in evidence if one.source_kind == "scan" and one.weighs == Weighs.FOR]
    basis = incidental_basis(f"{idea.statement} {idea.evidence_for}", scans, linked=linked)
    return IdeaLine(idea, evidence, basis)


@dataclass(frozen=True)
class EvidenceOffer:
    """A charted row that could weigh for or against an idea."""

    kind: str
    key: str
    words: str


def evidence_offers(patient: Patient, scans: Sequence[Scan]) -> list[EvidenceOffer]:
    """What an exam or a scan found; what was looked for and not found weighs too."""
    exam = [
        EvidenceOffer("exam", str(row.pk), found_of(row).words_with_day)
        for row in newest_findings(patient)
        if row.result == "positive"
    ]
    shown = [EvidenceOffer("scan", one.key, one.in_words) for one in scans if one.words]
    return [*exam, *shown]


@dataclass(frozen=True)
class Target:
    """What a block or another treatment at one place did: the rows that are compared side by side (S25)."""

    place: str
    what: str
    relief: str
    lasted: str
    when: str


def told_targets(patient: Patient) -> list[Target]:
    """Past treatments that name a place, as told; by place."""
    rows = TreatmentTried.objects.filter(patient=patient, erred_at=None).exclude(what="")
    found = [
        Target(
            row.region_level or region_in(row.what),
            row.what,
            f"{row.relief_percent}%" if row.relief_percent is not None else row.get_ended_display(),
            row.helped_for,
            row.when_words,
        )
        for row in rows.exclude(ended=Ended.ACCESS)
    ]
    return sorted((one for one in found if one.place), key=lambda one: one.place)
