"""What closing a conversation shows: the story read back, the visit summary, what was added later."""

from collections.abc import Iterable

from django.db.models import F, QuerySet

from core.reading import flesch_kincaid
from core.words import full_day
from intake.models import (
    Addendum,
    Intake,
    MechanismReading,
    PainProblem,
    Provoker,
    ReadBack,
    TimelineEntry,
    TreatmentTried,
    VisitSummary,
)
from intake.rules.body import MapLayer
from intake.rules.body_regions import REGIONS
from intake.rules.cards import CAPACITIES, GOALS, SENSITIVE, card_words
from intake.rules.health_facts import CATALOGUE
from intake.rules.read_back import (
    Part,
    Story,
    ToldAttempt,
    ToldMedicine,
    ToldMove,
    ToldProblem,
    read_back,
)
from intake.rules.summary import SummaryPage, SummaryText, SummaryVerdict, summary_verdict
from intake.rules.words import AccessReason, Effect, Ended, Side, SummaryStatus, Taking, Teller
from outcomes.rules.red_flag_data import FLAGS
from outcomes.rules.words import FlagAnswer
from people.models import Patient
from people.selectors import lead_of

from .body_maps import map_in
from .conversation import Charted, charted
from .health import facts_of
from .medicines import MedicineLine

#: More of the story than this is not read aloud; the timeline has it all.
MOST_EVENTS = 12


def parts_of(intake: Intake) -> tuple[Part, ...]:
    """The story as it stands now, in plain words. What is sensitive is not read from a turned screen."""
    return read_back(story_of(charted(intake)))


def story_of(page: Charted) -> Story:
    intake, cards = page.intake, page.cards
    recorded = {slot: card for slot, card in cards.items() if card.is_recorded}
    return Story(
        good_day=intake.good_day,
        good_day_frequency=intake.good_day_frequency,
        most_urgent=intake.most_urgent,
        problems=_problems(page),
        events=_events(intake),
        abilities=[
            f"{CAPACITIES[slot]}: {card_words(slot, recorded[slot])}"
            for slot in CAPACITIES
            if slot in recorded and slot not in SENSITIVE
        ],
        attempts=[_attempt(row) for row in page.tried if row.what or row.ended],
        medicines=_medicines(page),
        goals=[card_words(slot, recorded[slot]) for slot in GOALS if slot in recorded],
        flags_yes=[flag.name for flag in page.flag_verdict.positive],
        flags_no=sum(page.flags.answers.get(flag.key) == FlagAnswer.NO for flag in FLAGS),
    )


def _problems(page: Charted) -> list[ToldProblem]:
    """A line that was added and left empty is not read aloud."""
    loose = page.loose_provokers
    told = [
        _problem(
            page, problem, [*page.provokers_of(problem), *([] if number else loose)], is_first=not number
        )
        for number, problem in enumerate(page.problems)
    ]
    return [problem for problem in told if problem.says_something]


def _problem(page: Charted, row: PainProblem, moves: Iterable[Provoker], *, is_first: bool) -> ToldProblem:
    told = [
        ToldMove(effect, words)
        for effect, words in ((Effect.WORSE, row.worse_with), (Effect.BETTER, row.better_with))
        if words
    ]
    return ToldProblem(
        row.where,
        Side(row.side) if row.side else None,
        row.since,
        areas=_areas(page, row, is_first=is_first),
        moves=(*told, *(_move(move) for move in moves if move.what)),
    )


def _move(row: Provoker) -> ToldMove:
    return ToldMove(Effect(row.effect) if row.effect else None, row.what, row.dose, row.delay)


def _attempt(row: TreatmentTried) -> ToldAttempt:
    return ToldAttempt(
        row.what,
        row.when_words,
        row.relief_percent,
        row.helped_for,
        Ended(row.ended) if row.ended else None,
        AccessReason(row.access_reason) if row.access_reason else None,
        row.harms,
        row.dose,
    )


def _medicines(page: Charted) -> list[ToldMedicine]:
    """The list as it stands, each line with its newest statement."""
    return [_medicine(line) for line in page.medicine.lines]


def _medicine(line: MedicineLine) -> ToldMedicine:
    said = line.newest
    return ToldMedicine(
        title=line.listed.title,
        dose=line.medication.dose if line.medication else said.how if said else "",
        taking=Taking(said.taking) if said else None,
        reason=said.reason if said else "",
        is_prescribed=line.medication is not None,
    )


def _areas(page: Charted, problem: PainProblem, *, is_first: bool) -> tuple[str, ...]:
    """What is marked now; an area of no pain in particular is read with the first one."""
    now = map_in(page.maps, MapLayer.NOW)
    marks = now.marks.all() if now else ()
    of_problem = (problem.pk, None) if is_first else (problem.pk,)
    return tuple(REGIONS[mark.region].name for mark in marks if mark.problem_id in of_problem)


def _events(intake: Intake) -> list[str]:
    """The story in time, as somebody told it; what packets brought is not read to the person."""
    rows = TimelineEntry.objects.filter(patient_id=intake.patient_id, erred_at=None)
    told = rows.exclude(told_by=Teller.PACKET).order_by(F("starts_on").asc(nulls_last=True), "created_at")
    return [f"{_when(row)}: {row.title}" for row in told[:MOST_EVENTS]]


def _when(row: TimelineEntry) -> str:
    return row.date_words or (full_day(row.starts_on) if row.starts_on else "No date")


def as_it_stands(page: Charted) -> dict[str, list[list[str]]]:
    """What a signature keeps in words, as it lives on after it: pairs of a name and its words, by part."""
    readings = MechanismReading.objects.filter(problem__in=page.problems).select_related("problem")
    newest = {row.problem_id: row for row in readings.order_by("read_at", "id")}
    facts = facts_of(page.intake.patient_id)
    return page.in_words | {
        "mechanisms": [[str(row.problem), row.sentence] for row in newest.values()],
        "health": [
            [kind.label, facts.stated[key].in_words] for key, kind in CATALOGUE.items() if key in facts.stated
        ],
    }


def last_read_back(intake: Intake) -> ReadBack | None:
    return intake.read_backs.select_related("read_by").first()


def addenda_of(intake: Intake) -> QuerySet[Addendum]:
    return intake.addenda.select_related("added_by")


def summary_of(intake: Intake) -> VisitSummary | None:
    """The newest version, written or approved."""
    return intake.summaries.select_related("patient__clinic", "intake", "approved_by", "written_by").first()


def handed_over(patient: Patient) -> VisitSummary | None:
    """The newest page that was approved for the person to read."""
    approved = VisitSummary.objects.filter(patient=patient, status=SummaryStatus.APPROVED)
    whole = approved.select_related("patient__clinic", "approved_by", "intake")
    return whole.order_by("-approved_at").first()


def text_of(summary: VisitSummary) -> SummaryText:
    return SummaryText(*(getattr(summary, field) for field in VisitSummary.draft_fields))


def verdict_on(summary: VisitSummary) -> SummaryVerdict:
    text = text_of(summary)
    visit_on = summary.patient.today(summary.intake.started_at)
    ideas = set(summary.intake.hypotheses.values_list("statement", flat=True))
    return summary_verdict(text, visit_on=visit_on, grade=flesch_kincaid(text.prose), ideas=ideas)


def page_of(summary: VisitSummary) -> SummaryPage:
    """For paper and phone alike."""
    patient = summary.patient
    clinic, lead = patient.clinic, lead_of(patient)
    return SummaryPage(
        name=patient.goes_by,
        who=lead.name if lead else clinic.name,
        clinic_name=clinic.name,
        clinic_phone=clinic.phone,
        emergency_number=clinic.emergency_number,
        crisis_line=clinic.crisis_line,
        visit_on=patient.today(summary.intake.started_at),
        text=text_of(summary),
    )
