"""Everything that the intake page shows, and what stands between a draft and its signature."""

from dataclasses import dataclass

from intake.models import (
    Allergy,
    BodyMap,
    Hypothesis,
    Intake,
    Medication,
    PainProblem,
    Provoker,
    TimelineEntry,
    TreatmentTried,
)
from intake.rules.attempts import LEGEND, counted_sentence
from intake.rules.cards import CAPACITIES, GOALS, SCORES, CardState, card_words, title_of
from intake.rules.life import BarrierFacts
from intake.rules.signing import SigningFacts, SigningVerdict, signing_verdict
from intake.rules.topics import Topic, TopicFacts, TopicState, filled, topic_states
from intake.rules.words import Teller
from outcomes.rules.red_flags import RedFlagVerdict
from people.models import Patient

from .body_maps import maps_of
from .cards import card_states
from .evidence import Exam, ScanLine, exam_of, scan_lines
from .flags import Asked, asked_flags
from .health import none_known
from .life import barriers_of
from .medicines import MedicineList, current_medications, medicine_list
from .sleep import SleepLine, sleep_lines, sleep_screen
from .tried import LedgerLine, ledger_lines

#: As many signs on either side make an exam: one group of nerves, or two of provocation.
_ENOUGH_EXAM = 10


@dataclass(frozen=True)
class Charted:
    """The rows of one intake, read once."""

    intake: Intake
    problems: list[PainProblem]
    provokers: list[Provoker]
    tried: list[TreatmentTried]
    ideas: list[Hypothesis]
    medications: list[Medication]
    allergies: list[Allergy]
    allergies_asked: bool
    cards: dict[str, CardState]
    flags: Asked
    barriers: list[BarrierFacts]
    sleep: list[SleepLine]
    maps: list[BodyMap]
    medicine: MedicineList
    exam: Exam
    scans: list[ScanLine]
    told_entries: int = 0

    def provokers_of(self, problem: PainProblem | None) -> list[Provoker]:
        """What moves one pain problem; with None, those that were not said to be of one that stands here."""
        if problem:
            return [row for row in self.provokers if row.problem_id == problem.pk]
        here = {one.pk for one in self.problems}
        return [row for row in self.provokers if row.problem_id not in here]

    @property
    def loose_provokers(self) -> list[Provoker]:
        return self.provokers_of(None)

    @property
    def flag_verdict(self) -> RedFlagVerdict:
        return self.flags.verdict

    @property
    def own_scans(self) -> list[ScanLine]:
        """The findings that were written in this conversation."""
        return [line for line in self.scans if line.row.intake_id == self.intake.pk and line.scan.words]

    @property
    def topics(self) -> list[TopicState]:
        return topic_states(topic_facts(self))

    @property
    def ledger(self) -> list[LedgerLine]:
        return ledger_lines(self.tried)

    @property
    def ledger_legend(self) -> str:
        return LEGEND

    @property
    def tried_counts(self) -> str:
        said = [line.attempt for line in self.ledger if not line.is_blank]
        return counted_sentence(said)

    @property
    def in_words(self) -> dict[str, list[list[str]]]:
        """What lives on beside the story, by section: pairs of a name and its words."""
        recorded = {slot: card for slot, card in self.cards.items() if card.is_recorded}
        parts = {"function": CAPACITIES, "scores": SCORES, "goals": GOALS}
        lines = {
            part: [[title_of(slot), card_words(slot, recorded[slot])] for slot in slots if slot in recorded]
            for part, slots in parts.items()
        }
        return lines | {
            "medications": [[line.listed.title, line.both_words] for line in self.medicine.lines],
            "medication_review": [["", words] for words in [self.medicine.review_sentence] if words],
            "allergies": [[row.title, row.reaction] for row in self.allergies],
            "sleep": [[line.question, line.words] for line in self.sleep],
            "life": [[one.kind.label, one.short] for one in self.barriers],
            "exam": self.exam.in_words,
            "scans": [[line.scan.in_words, line.row.get_relevance_display()] for line in self.own_scans],
        }

    @property
    def signing(self) -> SigningVerdict:
        return signing_verdict(signing_facts(self))


def latest_intake(patient: Patient) -> Intake | None:
    """The open draft, else the newest signed one."""
    intakes = Intake.objects.filter(patient=patient).select_related("patient", "signed_by", "started_by")
    return intakes.order_by("status", "-started_at").first()  # "draft" comes before "signed"


def charted(intake: Intake) -> Charted:
    medications = list(current_medications(intake.patient_id))
    allergies = list(Allergy.objects.filter(patient_id=intake.patient_id, erred_at=None))
    return Charted(
        intake=intake,
        problems=list(intake.problems.filter(erred_at=None)),
        provokers=list(intake.provokers.filter(erred_at=None).select_related("problem")),
        tried=list(intake.treatments_tried.filter(erred_at=None)),
        ideas=list(intake.hypotheses.order_by("set_at")),
        medications=medications,
        allergies=allergies,
        allergies_asked=bool(allergies) or none_known(intake.patient_id).exists(),
        cards=card_states(intake),
        flags=asked_flags(intake),
        barriers=_barriers(intake),
        sleep=sleep_lines(sleep_screen(intake)),
        maps=maps_of(intake),
        medicine=medicine_list(intake.patient_id, medications),
        exam=exam_of(intake),
        scans=scan_lines(intake.patient),
        told_entries=told_entries(intake),
    )


def told_entries(intake: Intake) -> int:
    """What somebody told of the story; what a packet brought was not asked in this conversation."""
    rows = TimelineEntry.objects.filter(patient_id=intake.patient_id, erred_at=None)
    return rows.exclude(told_by=Teller.PACKET).count()


def _barriers(intake: Intake) -> list[BarrierFacts]:
    """What stood in the way: now, or on the day of the signature."""
    moment = intake.signed_at or intake.saved_at
    return barriers_of(intake.patient_id, on=intake.patient.today(moment))


def topic_facts(page: Charted) -> list[TopicFacts]:
    """How far each topic got. Three capacities with PEG are enough to go on.

    A list is enough when it was gone through: every treatment has its ending, every medicine is said to be
    taken or not.
    """
    intake, cards = page.intake, page.cards
    recorded = {slot for slot, card in cards.items() if card.is_recorded}
    begun = {slot for slot, card in cards.items() if card.values}
    moved = any(row.what for row in page.provokers) or None
    problem_parts = [
        filled(p.where, p.since or p.worse_with or p.better_with or moved) for p in page.problems
    ]
    named = [row for row in page.tried if row.what]
    health = len(page.medicine.lines) + (len(page.allergies) or page.allergies_asked)
    idea_parts = [filled(idea.statement, idea.planned_test, idea.evidence_for) for idea in page.ideas]
    peg = recorded.intersection({"peg"})
    return [
        TopicFacts(Topic.STORY, filled(intake.good_day, intake.tried_before, intake.most_urgent), 3),
        TopicFacts(Topic.WHERE, max(problem_parts, default=0) + any(one.regions for one in page.maps), 2),
        TopicFacts(Topic.TIMELINE, page.told_entries, 3),
        TopicFacts(Topic.FUNCTION, min(len(begun.intersection(CAPACITIES)), 3) + filled(*peg), 4),
        TopicFacts(Topic.DAY, filled(*(line.answer for line in page.sleep)), len(page.sleep)),
        TopicFacts(Topic.TRIED, len(named) + filled(*(row.ended for row in named)), 2 * len(named)),
        TopicFacts(Topic.HEALTH, health - len(page.medicine.open_lines), health),
        TopicFacts(Topic.EXAM, min(page.exam.recorded, _ENOUGH_EXAM) + len(page.own_scans), _ENOUGH_EXAM),
        TopicFacts(Topic.LIFE, len(page.barriers), 1),
        TopicFacts(Topic.GOALS, len(begun.intersection(GOALS)), 3),
        TopicFacts(Topic.IDEA, max(idea_parts, default=0) + filled(intake.also_in_play), 3),
    ]


def signing_facts(page: Charted) -> SigningFacts:
    """What the rule of signing asks for."""
    judged = page.flag_verdict
    cards = page.cards
    return SigningFacts(
        flags_asked=judged.asked,
        flags_in_all=judged.of,
        goals_with_a_number=sum(cards[slot].is_recorded for slot in GOALS),
        has_peg=cards["peg"].is_recorded,
        problems_with_a_place=sum(bool(problem.where) for problem in page.problems),
        has_working_idea=any(idea.statement for idea in page.ideas),
        unfinished=tuple(title_of(slot) for slot in page.intake.unfinished),
        allergies_asked=page.allergies_asked,
    )
