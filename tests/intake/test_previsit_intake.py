"""What was told before the visit, in the intake: as quotes and lines, once, never over what staff wrote."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from core.errors import DomainError
from intake.models import BodyMap, Intake, MedicineStatement, PreVisit, TreatmentTried
from intake.rules.body import MapLayer
from intake.rules.previsit import PageKind, StoryPage
from intake.rules.words import Ended, Taking, Teller
from intake.selectors.conversation import charted
from intake.selectors.previsit import theirs_of
from intake.services import conversation, quotes
from intake.services import previsit as previsits
from outcomes import services as outcomes
from outcomes.rules.red_flag_data import FLAGS
from outcomes.rules.words import FlagAnswer
from people.access import Actor
from tests.factories.intake import MedicationFactory
from tests.factories.people import NOON
from tests.factories.portal import story_before

pytestmark = pytest.mark.django_db

TEXTS = {
    PageKind.WANTS: {"wants": ["Sit a full shift", "Walk the dog", "Sleep through"]},
    PageKind.GOOD_DAY: {"good_day": "I drive my route.", "good_day_frequency": "one day in ten"},
    PageKind.URGENT: {"most_urgent": "Keeping my route."},
    PageKind.WHERE: {"regions": [230, 232], "since": "since last winter"},
    PageKind.WEEK: {"week_work": "driver, 45 hours", "week_sleep": "5 hours"},
}
TRIED = (
    {"what": "Gabapentin", "when": "winter", "helped_for": "not at all", "ending": "felt_bad"},
    {"what": "A shot in the back", "when": "March", "helped_for": "2 days", "ending": "wore_off"},
    {"what": "PT, 8 visits", "when": "spring", "helped_for": "not at all", "ending": "times"},
)


@pytest.fixture(autouse=True)
def at_noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def medicines(pia_record):
    return [
        MedicationFactory(patient=pia_record, title=title)
        for title in ("Diclofenac gel", "Metformin 1000 mg")
    ]


@pytest.fixture
def previsit(pia_record, medicines) -> PreVisit:
    return previsits.start_previsit(
        previsit=story_before(pia_record, at=NOON), by=Actor.of_patient(pia_record), at=NOON
    )


@pytest.fixture
def told(previsit, pia_record, medicines) -> PreVisit:
    """The whole story, sent."""
    given = {"previsit": previsit, "by": Actor.of_patient(pia_record), "at": NOON}
    for flag in FLAGS:
        previsits.answer_sign(flag=flag.key, answer=FlagAnswer.NO, **given)
    for kind, answers in TEXTS.items():
        previsits.save_answers(page=StoryPage(kind), answers=answers, **given)
    for line in TRIED:
        previsits.save_line(page=StoryPage(PageKind.TRIED), line={"key": uuid4().hex, **line}, **given)
    for medicine in medicines:
        line = {"key": medicine.pk.hex, "title": medicine.title, "medication": str(medicine.pk)}
        line |= {"taking": "sometimes", "how": "", "reason": "upsets my belly"}
        previsits.save_line(page=StoryPage(PageKind.MEDICINE, medicine.pk.hex), line=line, **given)
    other = {"key": uuid4().hex, "title": "Magnesium", "how": "at night", "taking": "differently"}
    previsits.save_line(page=StoryPage(PageKind.OTHERS), line=other, **given)
    return previsits.send_previsit(**given)


@pytest.fixture
def doctor(dr_amara) -> Actor:
    return Actor.of(dr_amara)


@pytest.fixture
def intake(told, doctor, pia_record) -> Intake:
    return conversation.start_intake(patient=pia_record, by=doctor, at=NOON)


def page_of(intake) -> str:
    return reverse("intake:intake", args=[intake.patient_id])


class TestTakingIn:
    def test_lines_become_rows_in_their_own_words(self, intake):
        rows = TreatmentTried.objects.all()
        assert [(row.what, row.helped_for, row.ended, row.access_reason) for row in rows] == [
            ("Gabapentin", "not at all", Ended.SIDE_EFFECT, ""),
            ("A shot in the back", "2 days", Ended.WORE_OFF, ""),
            ("PT, 8 visits", "not at all", Ended.ACCESS, "schedule"),
        ]
        assert all(row.is_quote and row.intake == intake for row in rows)

    def test_medicines_become_statements_beside_the_prescription(self, intake, medicines):
        found = {row.title: row for row in MedicineStatement.objects.all()}
        assert found["Diclofenac gel"].medication == medicines[0]
        assert found["Diclofenac gel"].taking == Taking.SOMETIMES
        assert (found["Magnesium"].medication, found["Magnesium"].how) == (None, "at night")
        assert {row.told_by for row in found.values()} == {Teller.PATIENT}

    def test_the_regions_become_a_map_of_now(self, intake):
        drawn = BodyMap.objects.get()
        assert (drawn.layer, drawn.told_by, drawn.intake) == (MapLayer.NOW, Teller.PATIENT, intake)
        assert [mark.region for mark in drawn.marks.all()] == [230, 232]

    def test_the_wants_stand_in_the_goals_and_ask_for_a_number(self, intake):
        words = [intake.unfinished[f"goal-{rank}"]["typed"]["words"] for rank in (1, 2, 3)]
        assert words == TEXTS[PageKind.WANTS]["wants"]
        assert "Goal 1 is not whole yet" in charted(intake).signing.sentence

    def test_a_goal_that_is_there_already_stays(self, told, doctor, pia_record):
        outcomes.set_goal(
            patient=pia_record, rank=2, words="Cook", target=Decimal(3), unit="days", by=doctor, at=NOON
        )
        intake = conversation.start_intake(patient=pia_record, by=doctor, at=NOON)
        assert sorted(intake.unfinished) == ["goal-1", "goal-3"]

    def test_starting_twice_takes_it_in_once(self, intake, doctor, pia_record):
        conversation.start_intake(patient=pia_record, by=doctor, at=NOON)
        assert (TreatmentTried.objects.count(), MedicineStatement.objects.count()) == (3, 3)

    def test_a_later_intake_does_not_take_it_again(self, intake, doctor, pia_record):
        Intake.objects.update(status="signed", signed_at=NOON, signed_by=doctor.user_id)
        again = conversation.start_intake(patient=pia_record, by=doctor, at=NOON)
        assert (again.treatments_tried.count(), again.unfinished) == (0, {})
        assert theirs_of(charted(again)) is None

    def test_an_unsent_story_counts_as_far_as_it_got(self, previsit, pia_record, doctor):
        given = {"previsit": previsit, "by": Actor.of_patient(pia_record), "at": NOON}
        previsits.save_answers(page=StoryPage(PageKind.URGENT), answers={"most_urgent": "My job"}, **given)
        intake = conversation.start_intake(patient=pia_record, by=doctor, at=NOON)
        assert theirs_of(charted(intake)).quotes["most_urgent"].text == "My job"
        previsits.save_answers(page=StoryPage(PageKind.WANTS), answers={"wants": ["Walk"]}, **given)
        intake.refresh_from_db()
        assert intake.unfinished["goal-1"]["typed"] == {"words": "Walk"}


class TestQuotes:
    def test_they_stand_beside_their_fields_and_are_kept_by_one_press(self, as_, dr_amara, intake):
        client = as_(dr_amara)
        page = client.get(page_of(intake)).text
        assert "Pia wrote: <q>I drive my route.</q>" in page
        assert "driver, 45 hours" in page
        assert page.count("Pia wrote this line.") == 3
        assert page.count("Pia answered: <q>No</q>") == len(FLAGS)
        client.post(reverse("intake:quote-keep", args=[intake.pk]), {"quote": "good_day"})
        intake.refresh_from_db()
        assert (intake.good_day, intake.revision_of("good_day")) == ("I drive my route.", 1)
        assert "In Pia’s words." in client.get(page_of(intake)).text

    def test_since_when_goes_to_the_first_problem(self, intake, doctor):
        quotes.keep_quote(intake=intake, name="since", by=doctor, at=NOON)
        assert intake.problems.get().since == "since last winter"

    def test_what_was_tried_is_a_sentence_for_each(self, intake, doctor):
        quotes.keep_quote(intake=intake, name="tried_before", by=doctor, at=NOON)
        intake.refresh_from_db()
        assert intake.tried_before.splitlines()[1] == (
            "A shot in the back, March. Helped for: 2 days. It helped, then it wore off."
        )

    def test_words_of_staff_are_never_written_over(self, as_, dr_amara, intake, doctor):
        Intake.objects.update(good_day="Gardens")
        intake.refresh_from_db()
        with pytest.raises(DomainError, match="They stay"):
            quotes.keep_quote(intake=intake, name="good_day", by=doctor, at=NOON)
        page = as_(dr_amara).get(page_of(intake)).text
        assert "Pia wrote: <q>I drive my route.</q>" in page
        assert 'value="good_day" data-keep' not in page

    def test_keeping_twice_changes_nothing_more(self, intake, doctor):
        for _ in range(2):
            quotes.keep_quote(intake=intake, name="most_urgent", by=doctor, at=NOON)
            intake.refresh_from_db()
        assert intake.revision_of("most_urgent") == 1

    def test_what_nobody_wrote_cannot_be_kept(self, as_, dr_amara, intake):
        answer = as_(dr_amara).post(
            reverse("intake:quote-keep", args=[intake.pk]), {"quote": "also_in_play"}, follow=True
        )
        assert "There is nothing to keep." in answer.text

    def test_their_no_does_not_count_as_asked(self, intake):
        """Not even one that is given on the phone while the intake is open: a clinician asks in person."""
        assert charted(intake).flag_verdict.asked == 0

    def test_without_a_story_the_page_has_none_of_it(self, as_, dr_amara, doctor, pia_record):
        intake = conversation.start_intake(patient=pia_record, by=doctor, at=NOON)
        page = as_(dr_amara).get(page_of(intake)).text
        assert "wrote" not in page
        assert "keep.js" not in page


def test_at_least_two_fifths_of_the_structured_fields_arrive_filled(intake):
    """The bar of the scripted case: counted are the fields that it charts before the examination.

    Left out are the danger signs, which a clinician asks in person, and the working idea, which nobody can
    bring along.
    """
    page = charted(intake)
    quoted = {name for name, quote in theirs_of(page).quotes.items() if quote.may_keep}
    story = ["good_day", "good_day_frequency", "tried_before", "most_urgent"]
    fields = {name: name in quoted for name in story}
    fields |= {f"problem {name}": name in quoted for name in ("where", "side", "since", "worse", "better")}
    for number, row in enumerate(page.tried):
        for name in ("what", "when_words", "helped_for", "ended"):
            fields[f"tried {number} {name}"] = bool(getattr(row, name))
    for slot in ("goal-1", "goal-2", "goal-3"):
        for name in ("words", "target", "unit", "frequency", "condition", "baseline"):
            fields[f"{slot} {name}"] = bool(page.cards[slot].values.get(name))
    for slot in ("walk", "sit", "stand", "lift", "sleep", "peg", "odi"):
        fields[slot] = bool(page.cards[slot].values)
    fields |= {f"taken {row.title}": True for row in MedicineStatement.objects.all()}
    fields["map"] = BodyMap.objects.exists()
    share = sum(fields.values()) / len(fields)
    assert share >= 0.4, f"{sum(fields.values())} of {len(fields)}"
