"""The capture line: what a line makes, once; what is taken back; what stays because somebody changed it."""

from decimal import Decimal
from uuid import uuid4

import pytest

from audit.models import Event
from core.errors import DomainError
from intake.models import (
    Allergy,
    CapturedLine,
    HealthFact,
    Intake,
    Medication,
    Provoker,
    TimelineEntry,
    TreatmentTried,
)
from intake.rules.capture import Becomes
from intake.rules.fuzzy import FuzzyDate
from intake.rules.medicines import Said
from intake.rules.words import Precision, Taking
from intake.selectors.cards import card_states
from intake.selectors.conversation import charted
from intake.selectors.flags import asked_flags
from intake.services import entries, flags, medicines
from intake.services.capture import read_again, undo_line
from intake.views.rows import DRAFTS
from outcomes.models import Goal, Reading, RedFlagAnswer
from outcomes.rules.words import FlagAnswer
from people.clock import now
from people.drafts import save_draft_field
from people.models import Task
from tests.factories.intake import PainProblemFactory

pytestmark = pytest.mark.django_db


class TestMakes:
    def test_an_event_of_the_timeline(self, typed):
        line = typed("mar 24 gravel race, ache outer hip")
        entry = TimelineEntry.objects.get()
        assert (entry.title, str(entry.starts_on), entry.precision, entry.date_words) == (
            "gravel race, ache outer hip", "2024-03-01", "month", "mar 24",
        )  # fmt: skip
        assert line.words == ["Timeline: Mar 2024, gravel race, ache outer hip"]

    def test_a_treatment_with_its_fields_saved_once(self, typed, intake):
        typed("tried L4-5 tfesi 3/2024 80% x 3 mo, wore off")
        row = TreatmentTried.objects.get()
        said = (row.what, row.region_level, row.when_words, row.relief_percent, row.helped_for, row.ended)
        assert said == ("tfesi", "L4-5", "3/2024", 80, "3 mo", "wore_off")
        assert row.revision_of("what") == 1
        assert row.revision_of("harms") == 0
        assert row.problem == intake.problems.get()

    def test_a_provoker_and_an_easer_of_the_pain_that_is_named(self, typed, intake):
        intake.problems.update(where="Low back")
        hip = PainProblemFactory(intake=intake, where="Left hip")
        typed("left hip: worse sitting 20 min, better leaning on cart")
        typed("worse coughing")
        told = Provoker.objects.values_list("effect", "what", "dose", "problem")
        assert list(told) == [
            ("worse", "sitting", "20 min", hip.pk),
            ("better", "leaning on cart", "", hip.pk),
            ("worse", "coughing", "", None),
        ]

    def test_a_goal_with_a_number_is_one_and_words_alone_wait(self, typed, intake):
        typed("goal walk dog every morning")
        typed("goal sit through 60 min meeting")
        states = card_states(Intake.objects.get())
        assert states["goal-1"].values["words"] == "walk dog every morning"
        assert not states["goal-1"].is_recorded
        goal = Goal.objects.get()
        assert (goal.rank, goal.words, goal.target, goal.unit) == (
            2, "sit through 60 min meeting", Decimal(60), "minutes",
        )  # fmt: skip

    def test_a_reading_of_today(self, typed):
        typed("walks 2 blocks then left calf")
        reading = Reading.objects.get()
        assert (reading.value, reading.measure.unit, reading.measure.limiter) == (2, "blocks", "left calf")

    def test_answers_to_danger_signs_and_the_task_of_a_yes(self, typed, intake):
        typed("no foot drop, no saddle numb")
        assert asked_flags(intake).answers == {"weakness": FlagAnswer.NO, "cauda_equina": FlagAnswer.NO}
        assert not Task.objects.exists()
        typed("has foot drop")
        assert asked_flags(intake).answers["weakness"] == FlagAnswer.YES
        assert Task.objects.get().priority == "stat"

    def test_allergies_with_their_reactions(self, typed, intake):
        typed("allergic to pcn (hives), latex")
        rows = Allergy.objects.filter(patient_id=intake.patient_id)
        assert [(row.title, row.reaction) for row in rows] == [("latex", ""), ("penicillin", "hives")]
        assert charted(intake).allergies_asked

    def test_that_there_is_no_allergy(self, typed, intake):
        assert not charted(intake).allergies_asked
        line = typed("NKDA")
        assert (line.words, HealthFact.objects.get().known) == (["Allergies: none known (“NKDA”)"], "yes")
        assert typed("no known allergies").made == []
        assert charted(intake).allergies_asked

    def test_a_medicine_that_is_taken(self, typed, intake):
        typed("takes gaba 300 tid, lisinopril 10 mg daily")
        rows = Medication.objects.filter(patient_id=intake.patient_id).order_by("title")
        told = [(row.title, row.dose, row.is_current) for row in rows]
        assert told == [("gabapentin", "300 tid", True), ("lisinopril", "10 mg daily", True)]

    def test_every_line_is_on_record(self, typed, intake):
        typed("worse sitting 20 min")
        assert Event.objects.filter(action="line_captured", patient_id=intake.patient_id).count() == 1
        assert Event.objects.filter(action="provoker_added", patient_id=intake.patient_id).count() == 1


class TestStaysText:
    """Nothing is refused; the reason stands beside the words."""

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("mar 2031 surgery", "still to come"),
            ("tl: 1950 fell", "before the person was born"),
            ("sleeps 30 hrs", "more than 24"),
            ("lives w/ dtr", "nothing in it was plain"),
            ("x" * 5000, "nothing in it was plain"),
            ("tried " + "x" * 5000, "too long"),
            ("疼痛 🙂 \x00 ½", "nothing in it was plain"),
        ],
    )
    def test_what_cannot_be_made(self, typed, text, reason):
        line = typed(text)
        assert (line.kind, line.text, line.made) == ("note", text.replace("\x00", ""), [])
        assert reason in line.reason or reason == "nothing in it was plain" and len(text) == 5000
        assert not Reading.objects.exists()
        assert Intake.objects.get().unfinished == {}

    def test_a_card_that_says_something_else_is_not_written_over(self, typed):
        typed("sits 8 min")
        line = typed("sits 20 min")
        assert "says 8 minutes already" in line.reason
        assert Reading.objects.get().value == 8

    def test_a_fourth_goal(self, typed):
        for goal in ("walk", "cook", "sleep well"):
            typed(f"goal {goal}")
        assert typed("goal dance").reason == "All three goals are taken: change one of them."

    def test_what_is_on_a_list_already_is_changed_there(self, typed, intake, who):
        packet = {"patient": intake.patient, **who}
        entries.add_allergy(title="Allergy to penicillin", reaction="", **packet)
        unknown = FuzzyDate(None, Precision.UNKNOWN, "")
        title = "Gabapentin 300 MG Oral Capsule"
        entries.add_medication(title=title, dose="", is_taken=True, since=unknown, **packet)
        assert typed("allergic to pcn, hives").reason == (
            "An allergy to penicillin is charted already: change it there."
        )
        assert typed("takes gabapentin 300 mg tid").reason == (
            "Gabapentin 300 MG Oral Capsule is on the list already: say there how it is taken."
        )
        assert typed("NKDA").reason == "Allergies are charted. Mark what is wrong with them first."
        assert (Allergy.objects.count(), Medication.objects.count(), HealthFact.objects.count()) == (1, 1, 0)

    def test_none_known_does_not_stand_over_an_allergy(self, typed):
        for line in ("NKDA", "allergic to pcn"):
            typed(line)
        assert typed("NKDA").reason == "Allergies are charted. Mark what is wrong with them first."

    def test_a_no_in_passing_does_not_answer_over_a_yes(self, typed, intake, who):
        flags.answer_flag(intake=intake, flag="weakness", answer=FlagAnswer.YES, **who)
        line = typed("no saddle numb, no foot drop")
        assert (line.kind, "is answered yes already" in line.reason) == ("note", True)
        assert asked_flags(intake).answers == {"weakness": FlagAnswer.YES}


class TestOnce:
    def test_a_line_sent_again_makes_nothing_again(self, typed):
        key = uuid4()
        lines = {typed("worse sitting 20 min", key=key).pk for _ in range(3)}
        assert (len(lines), Provoker.objects.count(), CapturedLine.objects.count()) == (1, 1, 1)

    def test_nor_does_one_that_was_taken_back(self, typed, who):
        key = uuid4()
        undo_line(line=typed("worse sitting 20 min", key=key), **who)
        assert typed("worse sitting 20 min", key=key).is_undone
        assert not Provoker.objects.filter(erred_at=None).exists()

    def test_the_same_words_with_another_key_are_said_twice(self, typed):
        typed("note: call her sister")
        typed("note: call her sister")
        assert CapturedLine.objects.count() == 2


class TestUndo:
    @pytest.mark.parametrize(
        "text",
        [
            "mar 24 gravel race",
            "tried esi mar, 2 days only",
            "worse sitting 20, better leaning on cart",
            "goal walk dog",
            "goal walk 20 min",
            "sits 8 min",
            "no foot drop, no saddle numb",
            "allergic to pcn (hives), latex",
            "NKDA",
            "takes gaba 300 tid",
            "lives w/ dtr",
        ],
    )
    def test_it_takes_back_what_the_line_made(self, typed, intake, who, text):
        before = _stand(intake)
        line = typed(text)
        assert (_stand(intake) == before) == (line.kind == "note")
        for _ in range(2):
            line = undo_line(line=line, **who)
        assert _stand(intake) == before
        assert (line.is_undone, line.reason, line.text) == (True, "", text)
        assert Event.objects.filter(action="line_undone").count() == 1

    def test_what_somebody_changed_meanwhile_stays_and_is_told(self, typed, intake, who):
        line = typed("worse sitting 20, better leaning on cart")
        row = Provoker.objects.get(effect="worse")
        save_draft_field(DRAFTS["provoker"], draft=row, field="dose", value="20 min", revision=1, **who)
        line = undo_line(line=line, **who)
        assert line.reason == "Stays as it is now: Worse with sitting 20 min."
        assert [one.what for one in intake.provokers.filter(erred_at=None)] == ["sitting"]

    def test_a_medicine_that_somebody_stated_meanwhile_stays(self, typed, intake, who):
        line = typed("takes gaba 300 tid")
        medicine = Medication.objects.get()
        said = Said(Taking.DIFFERENTLY, how="half of it")
        medicines.state_medicine(patient=intake.patient, medication=medicine, said=said, **who)
        assert undo_line(line=line, **who).reason == "Stays as it is now: gabapentin."
        medicine.refresh_from_db()
        assert medicine.is_current

    def test_a_goal_that_somebody_finished_stays(self, typed, intake, who):
        line = typed("goal walk dog")
        Intake.objects.update(
            unfinished={"goal-1": {"typed": {"words": "walk the dog", "target": "20"}, "sentence": "Kept."}}
        )
        assert undo_line(line=line, **who).reason == "Stays as it is now: Goal 1."
        assert card_states(Intake.objects.get())["goal-1"].values["target"] == "20"

    def test_an_answer_that_stood_before_comes_back(self, typed, intake, who):
        flags.answer_flag(intake=intake, flag="weakness", answer=FlagAnswer.NO, **who)
        same = typed("no foot drop")
        assert same.made == []
        undo_line(line=same, **who)
        line = typed("has foot drop")
        assert undo_line(line=line, **who).reason.startswith("Stays as it is now: its task")
        assert Task.objects.get().sentence.endswith("Taken back by Dr Amara Rao.")
        assert asked_flags(intake).answers == {"weakness": FlagAnswer.NO}
        assert RedFlagAnswer.objects.filter(erred_at=None).count() == 1

    def test_a_signed_intake_keeps_it(self, typed, who, dr_amara):
        line = typed("worse sitting")
        Intake.objects.update(status="signed", signed_at=now(), signed_by=dr_amara)
        for verb, more in ((undo_line, {}), (read_again, {"kind": Becomes.NOTE})):
            with pytest.raises(DomainError, match="signed"):
                verb(line=line, **more, **who)
        assert Provoker.objects.filter(erred_at=None).exists()


class TestReadAgain:
    def test_the_same_words_as_something_else(self, typed, intake, who):
        line = read_again(line=typed("fusion L5-S1 2019"), kind=Becomes.TRIED, **who)
        assert (line.kind, line.is_undone) == ("tried", False)
        assert TreatmentTried.objects.get(erred_at=None).when_words == "2019"
        assert not TimelineEntry.objects.filter(erred_at=None).exists()

    def test_as_text_and_after_an_undo(self, typed, who):
        line = undo_line(line=typed("worse sitting"), **who)
        line = read_again(line=line, kind=Becomes.NOTE, **who)
        assert (line.kind, line.is_undone, line.made) == ("note", False, [])

    def test_not_over_what_somebody_changed(self, typed, intake, who):
        line = typed("worse sitting 20")
        row = Provoker.objects.get()
        save_draft_field(DRAFTS["provoker"], draft=row, field="delay", value="at once", revision=0, **who)
        with pytest.raises(DomainError, match="Somebody changed"):
            read_again(line=line, kind=Becomes.NOTE, **who)
        line.refresh_from_db()
        assert (line.kind, line.is_undone) == ("provoker", False)


def _stand(intake):
    """All that counts in this intake, as texts."""
    kept = Intake.objects.get(pk=intake.pk)
    cards = {slot: card.values for slot, card in card_states(kept).items() if card.values}
    lists = (TimelineEntry, TreatmentTried, Provoker, Allergy, Medication, HealthFact)
    standing = [str(row) for model in lists for row in model.objects.filter(erred_at=None)]
    goals = [goal.words for goal in Goal.objects.filter(erred_at=None, status="active")]
    return cards, kept.unfinished, standing, goals, asked_flags(kept).answers
