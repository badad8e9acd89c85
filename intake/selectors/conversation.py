"""Everything that the intake page shows, and what stands between a draft and its signature."""

from dataclasses import dataclass

from django.db.models import QuerySet

from intake.models import Allergy, Hypothesis, Intake, Medication, PainProblem, TreatmentTried
from intake.rules.cards import CAPACITIES, GOALS, SCORES, CardState, card_words, title_of
from intake.rules.signing import SigningFacts, SigningVerdict, signing_verdict
from intake.rules.topics import Topic, TopicFacts, TopicState, filled, topic_states
from outcomes.models import RedFlagAnswer
from outcomes.rules.red_flag_data import FLAGS
from outcomes.rules.red_flags import RedFlag, RedFlagVerdict, urgency, verdict
from outcomes.rules.words import FlagAnswer
from people.models import Clinic, Patient

from .cards import card_states


@dataclass(frozen=True)
class FlagLine:
    """One danger sign as asked here: its answer, and in place what a yes asks of everybody."""

    flag: RedFlag
    answer: str
    to_do: str
    patient_to_do: str

    @property
    def is_yes(self) -> bool:
        return self.answer == FlagAnswer.YES

    @property
    def is_unsure(self) -> bool:
        return self.answer == FlagAnswer.UNSURE

    @property
    def opens_task(self) -> bool:
        """Whether this answer started a clock; how long it runs does not matter here."""
        if not self.answer:
            return False
        return urgency(self.flag, FlagAnswer(self.answer), self_harm_minutes=0) is not None


@dataclass(frozen=True)
class Charted:
    """The rows of one intake, read once."""

    intake: Intake
    problems: list[PainProblem]
    tried: list[TreatmentTried]
    ideas: list[Hypothesis]
    medications: list[Medication]
    allergies: list[Allergy]
    cards: dict[str, CardState]
    flags: dict[str, FlagAnswer]

    @property
    def flag_verdict(self) -> RedFlagVerdict:
        return verdict(FLAGS, self.flags)

    @property
    def topics(self) -> list[TopicState]:
        return topic_states(topic_facts(self))

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
            "medications": [[row.title, row.dose_words] for row in self.medications],
            "allergies": [[row.title, row.reaction] for row in self.allergies],
        }

    @property
    def signing(self) -> SigningVerdict:
        return signing_verdict(signing_facts(self))


def latest_intake(patient: Patient) -> Intake | None:
    """The open draft, else the newest signed one."""
    intakes = Intake.objects.filter(patient=patient).select_related("patient", "signed_by", "started_by")
    return intakes.order_by("status", "-started_at").first()  # "draft" comes before "signed"


def charted(intake: Intake) -> Charted:
    return Charted(
        intake=intake,
        problems=list(intake.problems.filter(erred_at=None)),
        tried=list(intake.treatments_tried.filter(erred_at=None)),
        ideas=list(intake.hypotheses.order_by("set_at")),
        medications=list(current_medications(intake.patient_id)),
        allergies=list(Allergy.objects.filter(patient_id=intake.patient_id, erred_at=None)),
        cards=card_states(intake),
        flags=flag_answers(intake),
    )


def current_medications(patient_id) -> QuerySet[Medication]:
    taken = Medication.objects.filter(patient_id=patient_id, erred_at=None, status="active")
    return taken.order_by("title", "-started_on")


def flag_answers(intake: Intake) -> dict[str, FlagAnswer]:
    """The newest answer per danger sign since this conversation began: an older one is no asking."""
    asked = RedFlagAnswer.objects.filter(
        patient_id=intake.patient_id, erred_at=None, answered_at__gte=intake.started_at
    )
    if intake.signed_at:
        asked = asked.filter(answered_at__lte=intake.signed_at)
    rows = asked.order_by("answered_at", "id").values_list("flag", "answer")
    return {flag: FlagAnswer(answer) for flag, answer in rows}


def flag_lines(flags: dict[str, FlagAnswer], clinic: Clinic) -> list[FlagLine]:
    numbers = {"emergency": clinic.emergency_number, "crisis": clinic.crisis_line}
    return [
        FlagLine(
            flag, flags.get(flag.key, ""), flag.to_do.format(**numbers), flag.patient_to_do.format(**numbers)
        )
        for flag in FLAGS
    ]


def topic_facts(page: Charted) -> list[TopicFacts]:
    """How far each topic got. Three of five capacities and one line in a list are enough to go on."""
    intake, cards = page.intake, page.cards
    recorded = {slot for slot, card in cards.items() if card.is_recorded}
    begun = {slot for slot, card in cards.items() if card.values}
    problem_parts = [filled(p.where, p.since or p.worse_with or p.better_with) for p in page.problems]
    tried_parts = [filled(row.what, row.ended) for row in page.tried]
    idea_parts = [filled(idea.statement, idea.planned_test, idea.evidence_for) for idea in page.ideas]
    return [
        TopicFacts(Topic.STORY, filled(intake.good_day, intake.tried_before, intake.most_urgent), 3),
        TopicFacts(Topic.WHERE, max(problem_parts, default=0), 2),
        TopicFacts(Topic.FUNCTION, len(begun.intersection(CAPACITIES)), 3),
        TopicFacts(Topic.SCORES, len(begun.intersection(SCORES)), 1 if "peg" in recorded else 3),
        TopicFacts(Topic.TRIED, max(tried_parts, default=0), 2),
        TopicFacts(Topic.HEALTH, len(page.medications) + len(page.allergies), 1),
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
    )
