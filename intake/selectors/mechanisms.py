"""Facts for the mechanism of each pain problem, read from the whole chart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from intake.models import MechanismReading, PainProblem, Provoker, TimelineEntry
from intake.rules.body import MapLayer
from intake.rules.exam import Found
from intake.rules.fuzzy import read_date
from intake.rules.imaging import Scan
from intake.rules.mechanism import CRITERIA, Answer, Criterion, Verdict, typical_of, verdict
from intake.rules.proposals import ProblemFacts, Proposal, proposals
from intake.rules.timeline import reach_of_date
from intake.rules.widespread import Scored
from intake.rules.words import Effect, EntryKind
from outcomes import instruments
from outcomes.models import Score
from people.models import Patient

from .evidence import found_of, newest_findings, scan_lines
from .maps import MapRead, newest_maps

#: Scores that tell of broken sleep or fatigue, from the “moderate” band of each on (clinical.md 3.1, 3.4).
_COMPANY = {"isi": Decimal(15), "promis_sd_4a": Decimal(60), "promis_fatigue_4a": Decimal(60)}


@dataclass(frozen=True)
class Grounds:
    """What the chart holds that the rules of mechanism and pattern read; gathered once per page."""

    patient: Patient
    today: date
    exam: Sequence[Found]
    scans: Sequence[Scan]
    conditions: Sequence[str]
    maps: dict[str, MapRead]
    scores: dict[str, Score]
    provokers: Sequence[Provoker]


def grounds_of(patient: Patient, *, today: date) -> Grounds:
    titles = TimelineEntry.objects.filter(patient=patient, kind=EntryKind.CONDITION, erred_at=None)
    newest = Score.objects.standing().filter(patient=patient, erred_at=None, value__isnull=False)
    scores = newest.order_by("instrument", "-true_on", "-computed_at").distinct("instrument")
    return Grounds(
        patient,
        today,
        exam=[found_of(row) for row in newest_findings(patient)],
        scans=[line.scan for line in scan_lines(patient)],
        conditions=list(titles.values_list("title", flat=True)),
        maps=newest_maps(patient),
        scores={score.instrument: score for score in scores},
        provokers=list(Provoker.objects.filter(patient=patient, erred_at=None).exclude(what="")),
    )


@dataclass(frozen=True)
class AskedCriterion:
    """One criterion with the answer that stands and what the chart proposes."""

    criterion: Criterion
    answer: str
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True)
class ProblemMechanism:
    """One pain problem: the newest reading, and what could be said to each criterion."""

    problem: PainProblem
    reading: MechanismReading | None
    earlier: tuple[MechanismReading, ...]
    asked: tuple[AskedCriterion, ...]
    typical: tuple[str, ...]

    @property
    def verdict(self) -> Verdict:
        """By the rules as they are now; a reading keeps what they were."""
        return self.reading.verdict if self.reading else verdict({})


def problem_mechanism(problem: PainProblem, grounds: Grounds) -> ProblemMechanism:
    readings = tuple(MechanismReading.objects.filter(problem=problem).select_related("read_by"))
    newest = readings[0] if readings else None
    said = newest.said if newest else {}
    offered = proposals(problem_facts(problem, grounds))
    asked = tuple(
        AskedCriterion(
            criterion,
            said.get(criterion.key, Answer.UNKNOWN).value,
            tuple(one for one in offered if one.criterion == criterion.key),
        )
        for criterion in CRITERIA
    )
    return ProblemMechanism(problem, newest, readings[1:], asked, typical_of(grounds.conditions))


def problem_facts(problem: PainProblem, grounds: Grounds) -> ProblemFacts:
    """Of this problem, and of the person where nothing was given to a problem."""
    key = str(problem.pk)
    now = grounds.maps.get(MapLayer.NOW)
    told_on = timezone.localdate(problem.created_at)  # "6 weeks ago" counts from the day it was said.
    mine = now.of_problem(key) if now else None
    told = [one for one in grounds.provokers if one.problem_id in (None, problem.pk)]
    worse = [_provoker(one) for one in told if one.effect == Effect.WORSE]
    better = [_provoker(one) for one in told if one.effect == Effect.BETTER]
    return ProblemFacts(
        today=grounds.today,
        since=reach_of_date(read_date(problem.since, today=told_on)),
        exam=grounds.exam,
        scans=grounds.scans,
        conditions=grounds.conditions,
        regions=mine.regions if mine else None,
        map_words=mine.words if mine else "",
        travels=mine.travels if mine else "",
        touch_hurts=mine.touch_hurts if mine else "",
        worse=[*filter(None, [problem.worse_with]), *worse],
        better=[*filter(None, [problem.better_with]), *better],
        company=_company(grounds),
    )


def _provoker(row: Provoker) -> str:
    return " ".join(filter(None, [row.what, row.dose]))


def _company(grounds: Grounds) -> list[str]:
    """Broken sleep or fatigue by a score; never a guess from words."""
    told = [scored(grounds.scores[key], line) for key, line in _COMPANY.items() if key in grounds.scores]
    return [one.words for one in told if one.is_high]


def scored(score: Score, line: Decimal, *, above: bool = False) -> Scored:
    """A score against a line that it reaches, or passes when `above`."""
    known = instruments.get(score.instrument)
    is_high = score.value > line if above else score.value >= line
    return Scored(known.title, score.value, known.unit, score.true_on, is_high)
