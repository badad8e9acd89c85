"""Cards: kept as typed until whole; then a reading, a score or a goal; two versions are never mixed up."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from audit.models import Event
from intake.models import Intake
from intake.selectors.cards import card_states
from intake.services import conversation
from outcomes import services as outcomes
from outcomes.models import Goal, Reading, RedFlagAnswer, Response, Score
from outcomes.rules.frequency import Frequency
from outcomes.rules.words import Mode, Per
from people.clock import now
from people.models import Task
from tests.intake.pages import HTMX

pytestmark = pytest.mark.django_db


def save(client, intake, slot, *, seen=None, headers=HTMX, **typed):
    body = typed | {
        "seen": card_states(Intake.objects.get(pk=intake.pk))[slot].seen if seen is None else seen
    }
    return client.post(reverse("intake:card-save", args=[intake.pk, slot]), body, headers=headers)


PEG = {"pain": "6", "enjoyment": "7", "activity": "8"}
GOAL = {"words": "Walk the dog", "target": "20", "unit": "minutes"}


class TestCapacity:
    def test_a_number_becomes_a_reading_of_today(self, amara, intake):
        answer = save(amara, intake, "sit", value="8", unit="minutes", limiter="leg burns")
        assert answer.status_code == 200
        reading = Reading.objects.get()
        assert (reading.value, reading.measure.label, reading.measure.unit) == (
            Decimal(8),
            "Sits without stopping",
            "minutes",
        )
        assert reading.measure.limiter == "leg burns"
        assert reading.true_on == intake.patient.today(now())
        assert Event.objects.filter(action="card_saved", detail="sit", patient_id=intake.patient_id).exists()

    def test_words_for_a_number_are_kept_and_come_back(self, amara, intake):
        answer = save(amara, intake, "walk", value="about ten", unit="minutes")
        assert "Type a number" in answer.text
        page = amara.get(reverse("intake:intake", args=[intake.patient_id]))
        assert 'value="about ten"' in page.text
        assert not Reading.objects.exists()

    def test_a_number_that_nobody_can_have_is_kept_with_the_reason(self, amara, intake):
        assert "is more than 24" in save(amara, intake, "sleep", value="30", unit="hours").text
        assert not Reading.objects.exists()
        assert Intake.objects.get().unfinished["sleep"]["typed"]["value"] == "30"

    def test_zero_is_a_number_and_empty_is_none(self, amara, intake):
        save(amara, intake, "stand", value="", unit="minutes")
        assert not Reading.objects.exists()
        assert Intake.objects.get().unfinished == {}
        save(amara, intake, "stand", value="0", unit="minutes")
        assert Reading.objects.get().value == 0

    def test_the_same_again_writes_nothing(self, amara, intake):
        for _ in range(3):
            save(amara, intake, "sit", value="8", unit="minutes")
        assert Reading.objects.count() == 1
        assert Event.objects.filter(action="card_saved").count() == 1

    def test_a_value_of_an_earlier_day_is_told_with_its_day_and_not_taken_as_now(
        self, amara, intake, dr_amara, actor_of
    ):
        earlier = now() - timedelta(days=30)
        who = {"by": actor_of(dr_amara), "at": earlier}
        walk = outcomes.set_measure(
            patient=intake.patient, capacity="walk", label="To the mailbox", unit="meters", **who
        )
        day = intake.patient.today(earlier)
        outcomes.record_reading(measure=walk, value=Decimal(40), true_on=day, mode=Mode.STAFF, **who)
        page = amara.get(reverse("intake:intake", args=[intake.patient_id])).text
        assert f"Walks last: 40 meters on {day.day} {day:%b %Y}" in page
        assert '<option value="meters" selected>' in page
        assert card_states(intake)["walk"].values == {}
        save(amara, intake, "walk", value="60", unit="meters")
        assert walk.readings.count() == 2

    def test_an_emptied_card_takes_its_reading_back(self, amara, intake):
        save(amara, intake, "sit", value="8", unit="minutes")
        save(amara, intake, "sit", value="", unit="minutes", limiter="")
        assert Reading.objects.get().is_entered_in_error
        assert card_states(Intake.objects.get())["sit"].values == {}

    @pytest.mark.parametrize(
        ("slot", "unit", "label", "sensitive"),
        [
            ("stairs", "flights", "Climbs stairs", False),
            ("drive", "minutes", "Drives", False),
            ("cook", "minutes", "Cooks", False),
            ("car", "times a day", "Gets in and out of the car", False),
            ("sex", "times a month", "Sex life", True),
            ("social", "times a week", "Sees friends and family", False),
        ],
    )
    def test_the_rest_of_the_inventory_is_asked_and_may_be_left_out(
        self, amara, intake, slot, unit, label, sensitive
    ):
        page = reverse("intake:intake", args=[intake.patient_id])
        assert "any may be left out" in amara.get(page).text
        save(amara, intake, slot, value="2", unit=unit)
        measure = Reading.objects.get().measure
        assert (measure.label, measure.unit, measure.sensitive) == (label, unit, sensitive)
        assert "<details open>" in amara.get(page).text

    def test_what_was_said_of_the_measure_elsewhere_stays(self, amara, intake, dr_amara, actor_of):
        said = {"sensitive": True, "direction": "lower_is_better"}
        outcomes.set_measure(
            patient=intake.patient,
            capacity="walk",
            label="Rests on a walk",
            unit="blocks",
            by=actor_of(dr_amara),
            at=now(),
            **said,
        )
        save(amara, intake, "walk", value="3", unit="blocks")
        measure = Reading.objects.get().measure
        assert {name: getattr(measure, name) for name in said} == said

    def test_it_leads_to_a_goal_once_it_is_recorded(self, amara, intake):
        assert "Make it a goal" not in save(amara, intake, "sit", value="some", unit="minutes").text
        answer = save(amara, intake, "sit", value="8", unit="minutes")
        assert reverse("outcomes:goal-from", args=[Reading.objects.get().measure_id]) in answer.text

    def test_a_test_of_the_same_capacity_is_not_the_card(self, amara, intake, dr_amara, actor_of):
        outcomes.record_test(
            patient=intake.patient,
            test="six-minute-walk",
            value=Decimal(310),
            true_on=intake.patient.today(now()),
            mode=Mode.STAFF,
            by=actor_of(dr_amara),
            at=now(),
        )
        assert card_states(intake)["walk"].values == {}
        save(amara, intake, "walk", value="6", unit="minutes")
        assert set(Reading.objects.values_list("measure__unit", flat=True)) == {"m", "minutes"}


class TestScore:
    def test_peg_is_the_mean_of_three(self, amara, intake):
        """clinical.md 1: (6, 7, 8) is 7.0."""
        assert "PEG 7.0 of 10" in save(amara, intake, "peg", **PEG).text
        assert Score.objects.get().value == 7

    def test_two_answers_of_three_are_kept_and_make_no_score(self, amara, intake):
        answer = save(amara, intake, "peg", pain="7", enjoyment="", activity="6")
        assert "2 of 3 answered" in answer.text
        assert not Response.objects.exists()

    def test_left_out_says_that_there_is_no_score(self, amara, intake):
        """clinical.md 1: (7, null, 6) is null."""
        answer = save(amara, intake, "peg", pain="7", activity="6", left_out="on")
        assert "No score: too few answers." in answer.text
        assert Score.objects.get().value is None

    def test_a_corrected_answer_leaves_one_score_that_counts(self, amara, intake):
        save(amara, intake, "peg", **PEG)
        save(amara, intake, "peg", **PEG | {"pain": "3"})
        assert Score.objects.filter(erred_at=None).get().value == 6
        assert Response.objects.count() == 2

    @pytest.mark.parametrize("pain", ["11", "-1", "7.5", "many"])
    def test_a_number_off_the_scale_is_kept_and_told(self, amara, intake, pain):
        answer = save(amara, intake, "peg", **PEG | {"pain": pain})
        assert "average in the past week" in answer.text
        assert not Response.objects.exists()

    def test_odi_of_sixteen_in_nine_sections(self, amara, intake):
        """clinical.md 2: 16 with 9 answered is 35.6."""
        rows = [
            "pain",
            "care",
            "lifting",
            "walking",
            "sitting",
            "standing",
            "sleeping",
            "social",
            "travelling",
        ]
        answers = dict(zip(rows, "221222212", strict=True))
        answer = save(amara, intake, "odi", **answers, left_out="on")
        assert "ODI 35.6" in answer.text


class TestGoal:
    def test_words_number_and_unit_make_a_goal(self, amara, intake):
        save(amara, intake, "goal-1", **GOAL, frequency="every morning", baseline="6")
        goal = Goal.objects.get()
        assert (goal.rank, goal.words, goal.target, goal.baseline) == (1, "Walk the dog", 20, 6)

    def test_what_the_card_does_not_ask_about_stays(self, amara, intake, dr_amara, actor_of):
        day = intake.patient.today(now()) + timedelta(days=60)
        outcomes.set_goal(
            patient=intake.patient,
            rank=1,
            words="Walk",
            target=Decimal(20),
            unit="minutes",
            activity="Walk the dog",
            often=Frequency(3, Per.WEEK),
            target_on=day,
            by=actor_of(dr_amara),
            at=now(),
        )
        shown = card_states(intake)["goal-1"].values
        assert shown["frequency"] == "3 times a week"
        save(amara, intake, "goal-1", **(shown | {"words": "Walk with the dog"}))
        goal = Goal.objects.get()
        assert (goal.words, goal.activity, goal.target_on) == ("Walk with the dog", "Walk the dog", day)
        assert (goal.times, goal.per) == (3, "week")

    def test_it_can_be_drawn_on_a_track(self, amara, intake):
        save(amara, intake, "walk", value="6", unit="minutes")
        track = Reading.objects.get().measure
        save(amara, intake, "goal-1", **GOAL, measure=str(track.pk))
        assert Goal.objects.get().measure == track

    def test_another_persons_track_is_no_choice(self, amara, as_, dr_ben, quin_record, intake, actor_of):
        other = conversation.start_intake(patient=quin_record, by=actor_of(dr_ben), at=now())
        save(as_(dr_ben), other, "walk", value="6", unit="minutes")
        save(amara, intake, "goal-1", **GOAL, measure=str(Reading.objects.get().measure_id))
        assert not Goal.objects.exists()

    def test_half_a_goal_is_kept_as_typed(self, amara, intake):
        assert "Kept as typed" in save(amara, intake, "goal-2", words="Sleep through").text
        assert Intake.objects.get().unfinished["goal-2"]["typed"]["words"] == "Sleep through"
        save(amara, intake, "goal-2", words="Sleep through", target="5", unit="nights")
        assert Goal.objects.get().rank == 2
        assert Intake.objects.get().unfinished == {}

    def test_an_emptied_goal_is_left_and_stays_on_record(self, amara, intake):
        save(amara, intake, "goal-1", **GOAL)
        save(amara, intake, "goal-1", words="", target="", unit="")
        assert Goal.objects.get().status == "left"


class TestVersions:
    def test_a_version_not_seen_is_not_written_over(self, amara, as_, nav_nia, intake):
        seen = card_states(intake)["goal-1"].seen
        save(as_(nav_nia), intake, "goal-1", seen=seen, **GOAL)
        answer = save(amara, intake, "goal-1", seen=seen, words="Sit through dinner")
        assert answer.status_code == 409
        assert "Walk the dog" in answer.text
        assert "Sit through dinner" in answer.text
        assert Goal.objects.get().words == "Walk the dog"

    def test_having_seen_it_mine_may_stand(self, amara, as_, nav_nia, intake):
        save(as_(nav_nia), intake, "goal-1", **GOAL)
        assert save(amara, intake, "goal-1", **GOAL | {"words": "Sit through dinner"}).status_code == 200
        assert Goal.objects.get().words == "Sit through dinner"

    def test_without_javascript_both_stand_on_a_page(self, amara, as_, nav_nia, intake):
        seen = card_states(intake)["goal-1"].seen
        save(as_(nav_nia), intake, "goal-1", seen=seen, **GOAL)
        answer = save(amara, intake, "goal-1", seen=seen, headers={}, words="Sit through dinner")
        assert answer.status_code == 409
        assert "Keep mine" in answer.text
        assert "<html" in answer.text

    def test_without_javascript_a_saved_card_leads_back_to_its_place(self, amara, intake):
        answer = save(amara, intake, "goal-1", headers={}, **GOAL)
        assert answer.headers["Location"].endswith("#goal-1")


class TestDoors:
    @pytest.mark.parametrize(("who", "status"), [("dr_ben", 403), ("desk_cleo", 403), ("dr_dara", 404)])
    def test_others_are_refused_and_nothing_is_written(self, request, as_, intake, who, status):
        client = as_(request.getfixturevalue(who))
        assert save(client, intake, "sit", value="8", unit="minutes").status_code == status
        assert flag(client, intake, "weakness", "yes").status_code == status
        assert not Reading.objects.exists()
        assert not RedFlagAnswer.objects.exists()

    def test_get_is_refused(self, amara, intake):
        assert amara.get(reverse("intake:card-save", args=[intake.pk, "sit"])).status_code == 405
        assert amara.get(reverse("intake:flag-answer", args=[intake.pk, "weakness"])).status_code == 405

    def test_an_unknown_card_or_flag_is_refused(self, amara, intake):
        assert amara.post(reverse("intake:card-save", args=[intake.pk, "swim"])).status_code == 404
        assert flag(amara, intake, "boredom", "yes").status_code == 422

    def test_a_page_made_for_somebody_else_saves_nothing(self, amara, nav_nia, intake):
        headers = HTMX | {"X-Author": str(nav_nia.pk)}
        assert save(amara, intake, "sit", headers=headers, value="8", unit="minutes").status_code == 403
        assert not Reading.objects.exists()

    def test_a_character_that_cannot_be_kept_is_told_and_left_out(self, amara, intake):
        answer = save(amara, intake, "goal-1", **GOAL | {"words": "Walk\x00 the dog"})
        assert "Null characters are not allowed" in answer.text
        assert Intake.objects.get().unfinished["goal-1"]["typed"]["words"] == "Walk the dog"


def flag(client, intake, key, answer):
    address = reverse("intake:flag-answer", args=[intake.pk, key])
    return client.post(address, {"answer": answer}, headers=HTMX)


class TestFlags:
    def test_a_no_is_recorded_and_opens_nothing(self, amara, intake):
        assert flag(amara, intake, "cauda_equina", "no").status_code == 200
        assert RedFlagAnswer.objects.get().answer == "no"
        assert not Task.objects.exists()
        assert Event.objects.filter(action="red_flag_answered", patient_id=intake.patient_id).exists()

    def test_a_yes_answers_with_its_text_and_opens_its_task(self, amara, intake):
        answer = flag(amara, intake, "cauda_equina", "yes")
        assert "emergency department now" in answer.text
        assert "Call 911" in answer.text
        assert "A task with a clock is open" in answer.text
        assert Task.objects.get().patient_id == intake.patient_id

    def test_the_same_yes_again_opens_one_task(self, amara, intake):
        for _ in range(3):
            flag(amara, intake, "cauda_equina", "yes")
        assert (RedFlagAnswer.objects.count(), Task.objects.count()) == (1, 1)

    def test_no_answer_is_told_so(self, amara, intake):
        answer = flag(amara, intake, "cauda_equina", "perhaps")
        assert (answer.status_code, answer.text) == (422, "Choose yes, no or unsure.")

    def test_without_javascript_it_leads_back_to_its_place(self, amara, intake):
        address = reverse("intake:flag-answer", args=[intake.pk, "weakness"])
        assert amara.post(address, {"answer": "no"}).headers["Location"].endswith("#flag-weakness")
