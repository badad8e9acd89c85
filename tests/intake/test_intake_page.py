"""The intake page: start or resume, read, follow, sign."""

from decimal import Decimal

import pytest
from django.urls import reverse

from audit.models import Event
from intake.models import Hypothesis, Intake
from intake.rules.words import IntakeStatus
from intake.services import conversation
from outcomes import services as outcomes
from outcomes.rules.red_flag_data import FLAGS
from outcomes.rules.words import FlagAnswer, Mode
from people.clock import now
from tests.factories.intake import HypothesisFactory, IntakeFactory, MedicationFactory, PainProblemFactory
from tests.factories.outcomes import MeasureFactory
from tests.factories.people import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def ready(intake, actor_of, dr_amara):
    """An intake with everything that signing asks for."""
    who = {"by": actor_of(dr_amara), "at": now()}
    patient = intake.patient
    intake.problems.update(where="Left buttock")
    intake.hypotheses.update(statement="Left L5 root is irritated")
    for flag in FLAGS:
        outcomes.answer_red_flag(
            patient=patient,
            flag=flag.key,
            answer=FlagAnswer.NO,
            source=("intake.intake", str(intake.pk)),
            **who,
        )
    outcomes.set_goal(
        patient=patient, rank=1, words="Walk the dog", target=Decimal(20), unit="minutes", **who
    )
    outcomes.record_response(
        patient=patient,
        instrument="peg",
        answers={"pain": 6, "enjoyment": 7, "activity": 8},
        true_on=patient.today(now()),
        mode=Mode.STAFF,
        source=("intake.intake", str(intake.pk)),
        **who,
    )
    return intake


def page_of(patient):
    return reverse("intake:intake", args=[patient.pk])


class TestIntake:
    def test_without_one_it_offers_to_start(self, as_, dr_amara, pia_record):
        answer = as_(dr_amara).get(page_of(pia_record))
        assert answer.status_code == 200
        assert "Start the intake" in answer.text
        assert not Intake.objects.exists()

    def test_it_shows_the_open_draft_with_what_was_typed(self, as_, dr_amara, intake):
        Intake.objects.update(good_day="\n<b>Walks</b>")
        answer = as_(dr_amara).get(page_of(intake.patient))
        assert "&#10;\n&lt;b&gt;Walks&lt;/b&gt;</textarea>" in answer.text

    def test_the_read_is_on_record_once(self, as_, dr_amara, intake):
        as_(dr_amara).get(page_of(intake.patient))
        event = Event.objects.get(action="read")
        assert (event.patient_id, event.category) == (intake.patient_id, "intake")

    def test_a_get_writes_nothing_but_that(self, as_, dr_amara, pia_record):
        before = Event.objects.count()
        as_(dr_amara).get(page_of(pia_record))
        assert Event.objects.count() == before + 1

    @pytest.mark.parametrize(("who", "status"), [("dr_ben", 403), ("desk_cleo", 403), ("dr_dara", 404)])
    def test_others_are_refused(self, request, as_, intake, who, status):
        client = as_(request.getfixturevalue(who))
        assert client.get(page_of(intake.patient)).status_code == status
        own = reverse("intake:intake-read", args=[intake.pk])
        assert client.get(own).status_code == status

    def test_other_methods_are_refused(self, as_, dr_amara, intake):
        assert as_(dr_amara).post(page_of(intake.patient)).status_code == 405
        own = reverse("intake:intake-read", args=[intake.pk])
        assert as_(dr_amara).post(own).status_code == 405

    def test_its_queries_do_not_grow_with_its_rows(self, as_, dr_amara, ready, django_assert_max_num_queries):
        client = as_(dr_amara)
        client.get(page_of(ready.patient))
        for place in range(8):
            PainProblemFactory(intake=ready, where=f"place {place}")
        with django_assert_max_num_queries(43):
            client.get(page_of(ready.patient))


class TestStart:
    def test_it_starts_with_a_line_for_the_problem_and_the_idea(self, as_, dr_amara, pia_record):
        answer = as_(dr_amara).post(reverse("intake:intake-start", args=[pia_record.pk]))
        assert answer.headers["Location"] == page_of(pia_record)
        intake = Intake.objects.get()
        assert (intake.problems.count(), intake.hypotheses.count()) == (1, 1)
        assert not Hypothesis.objects.get().is_working
        assert Event.objects.filter(action="intake_started", patient_id=pia_record.pk).exists()

    def test_a_second_press_resumes_the_same_draft(self, as_, dr_amara, nav_nia, pia_record):
        for who in (dr_amara, nav_nia):
            as_(who).post(reverse("intake:intake-start", args=[pia_record.pk]))
        assert Intake.objects.count() == 1

    def test_a_closed_record_takes_none(self, as_, dr_amara, pia_record):
        pia_record.closed_at, pia_record.closed_reason = NOON, "moved"
        pia_record.save()
        answer = as_(dr_amara).post(reverse("intake:intake-start", args=[pia_record.pk]), follow=True)
        assert "no new intake can be started" in answer.text
        assert not Intake.objects.exists()

    def test_get_is_refused(self, as_, dr_amara, pia_record):
        assert as_(dr_amara).get(reverse("intake:intake-start", args=[pia_record.pk])).status_code == 405


class TestProgress:
    def test_it_says_where_each_topic_stands_and_what_is_missing(self, as_, dr_amara, intake):
        Intake.objects.update(good_day="Walks")
        answer = as_(dr_amara).get(reverse("intake:intake-progress", args=[intake.pk]))
        assert "Red flags 0/9 asked, 0 yes" in answer.text
        assert "9 red-flag questions are not answered." in answer.text
        assert 'hx-swap-oob="true"' in answer.text
        assert Event.objects.filter(action="read", patient_id=intake.patient_id).count() == 1

    def test_a_capacity_charted_a_moment_ago_is_offered_as_a_track(self, as_, dr_amara, intake):
        walks = MeasureFactory(patient=intake.patient, label="Walks", unit="minutes")
        answer = as_(dr_amara).get(reverse("intake:intake-progress", args=[intake.pk]))
        assert f'<option value="{walks.pk}">Walks, minutes</option>' in answer.text

    def test_others_and_other_methods_are_refused(self, as_, dr_amara, dr_ben, dr_dara, intake):
        address = reverse("intake:intake-progress", args=[intake.pk])
        assert as_(dr_amara).post(address).status_code == 405
        assert as_(dr_ben).get(address).status_code == 403
        assert as_(dr_dara).get(address).status_code == 404


class TestSign:
    def sign(self, client, intake):
        return client.post(reverse("intake:intake-sign", args=[intake.pk]))

    def test_what_is_missing_is_said_and_nothing_is_signed(self, as_, dr_amara, intake):
        answer = self.sign(as_(dr_amara), intake)
        assert answer.status_code == 422
        for words in ("9 red-flag questions", "no goal with a number", "PEG is not complete", "working idea"):
            assert words in answer.text
        assert Intake.objects.get().status == IntakeStatus.DRAFT

    def test_a_refused_signing_is_on_record_as_a_read(self, as_, dr_amara, intake):
        as_(dr_amara).post(reverse("intake:intake-sign", args=[intake.pk]))
        assert Event.objects.filter(action="read", patient_id=intake.patient_id).count() == 1

    def test_a_half_typed_card_stands_in_the_way(self, as_, dr_amara, ready):
        Intake.objects.update(unfinished={"goal-2": {"typed": {"words": "Sleep"}, "sentence": "Kept."}})
        answer = self.sign(as_(dr_amara), ready)
        assert answer.status_code == 422
        assert "Goal 2 is not whole yet" in answer.text

    def test_signing_locks_and_says_who_and_when(self, as_, dr_amara, ready):
        answer = self.sign(as_(dr_amara), ready)
        assert answer.status_code == 302
        ready.refresh_from_db()
        assert (ready.status, ready.signed_by) == (IntakeStatus.SIGNED, dr_amara)
        assert Event.objects.filter(action="intake_signed", patient_id=ready.patient_id).exists()
        page = as_(dr_amara).get(page_of(ready.patient)).text
        assert "Signed by Dr Amara Rao" in page
        assert "data-draft" not in page
        assert "9 of 9 asked, 0 yes" in page

    def test_a_signed_page_stays_as_it_was_when_life_goes_on(self, as_, dr_amara, ready, actor_of):
        MedicationFactory(patient=ready.patient, title="Duloxetine")
        self.sign(as_(dr_amara), ready)
        goal = {"words": "Run a mile", "target": Decimal(1), "unit": "mile"}
        outcomes.set_goal(patient=ready.patient, rank=1, **goal, by=actor_of(dr_amara), at=now())
        page = as_(dr_amara).get(page_of(ready.patient)).text
        for words in ("Walk the dog: 20 minutes", "7.0 of 10", "Duloxetine"):
            assert words in page
        assert "Run a mile" not in page

    def test_its_idea_becomes_the_one_that_the_plan_rests_on(self, as_, dr_amara, ready):
        earlier = HypothesisFactory(
            intake=None, patient=ready.patient, clinic=ready.clinic, set_by=dr_amara, statement="Facet"
        )
        self.sign(as_(dr_amara), ready)
        earlier.refresh_from_db()
        assert not earlier.is_working
        assert Hypothesis.objects.get(is_working=True).intake == ready

    def test_twice_signs_once(self, as_, dr_amara, ready):
        self.sign(as_(dr_amara), ready)
        assert self.sign(as_(dr_amara), ready).status_code == 422
        assert Event.objects.filter(action="intake_signed").count() == 1

    def test_a_signed_one_takes_no_card_no_flag_and_no_line(self, as_, dr_amara, ready):
        client = as_(dr_amara)
        self.sign(client, ready)
        for route, args, body in (
            ("card-save", [ready.pk, "walk"], {"value": "8", "unit": "minutes"}),
            ("flag-answer", [ready.pk, "weakness"], {"answer": "yes"}),
            ("row-add", [ready.pk, "problem"], {}),
        ):
            assert client.post(reverse(f"intake:{route}", args=args), body).status_code == 422
        assert ready.problems.count() == 1

    def test_a_signed_one_is_read_at_its_own_address_and_a_draft_is_not(self, as_, dr_amara, ready):
        own = reverse("intake:intake-read", args=[ready.pk])
        assert as_(dr_amara).get(own).headers["Location"] == page_of(ready.patient)
        self.sign(as_(dr_amara), ready)
        assert "Signed by Dr Amara Rao" in as_(dr_amara).get(own).text
        assert Event.objects.filter(action="read", category="intake").count() == 1

    def test_after_signing_a_new_one_can_be_started(self, as_, dr_amara, ready):
        self.sign(as_(dr_amara), ready)
        as_(dr_amara).post(reverse("intake:intake-start", args=[ready.patient_id]))
        page = as_(dr_amara).get(page_of(ready.patient)).text
        assert "Red flags 0/9 asked" in page, "flags asked before do not stand in for asking now"
        assert "Other signed intakes" in page
        assert Intake.objects.count() == 2

    @pytest.mark.parametrize(
        ("who", "status"), [("nav_nia", 403), ("dr_ben", 403), ("desk_cleo", 403), ("dr_dara", 404)]
    )
    def test_others_are_refused(self, request, as_, ready, who, status):
        assert self.sign(as_(request.getfixturevalue(who)), ready).status_code == status
        assert Intake.objects.get().status == IntakeStatus.DRAFT

    def test_get_is_refused(self, as_, dr_amara, intake):
        assert as_(dr_amara).get(reverse("intake:intake-sign", args=[intake.pk])).status_code == 405


def test_two_who_start_together_share_one_draft(pia_record, dr_amara, actor_of, monkeypatch):
    """The second does not see the first's draft yet when it looks."""
    first = IntakeFactory(patient=pia_record, started_by=dr_amara)
    monkeypatch.setattr(conversation, "_draft_of", lambda patient: None)
    shared = conversation.start_intake(patient=pia_record, by=actor_of(dr_amara), at=now())
    assert shared == first
