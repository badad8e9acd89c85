"""What kind of pain, the board of ideas, the widespread pattern, and tests asked for."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from audit.models import Event
from core.words import full_day
from intake.models import (
    Hypothesis,
    IdeaDecision,
    IdeaEvidence,
    ImagingFinding,
    MechanismReading,
    PatternReview,
    TestRequest,
    TimelineEntry,
)
from intake.services import conversation
from outcomes import services as outcomes
from outcomes.rules.words import FlagAnswer
from people.clock import now
from tests.factories.intake import (
    ExamFindingFactory,
    HypothesisFactory,
    ImagingFindingFactory,
    PainProblemFactory,
    TestRequestFactory,
    TimelineEntryFactory,
    TreatmentTriedFactory,
)
from tests.intake.pages import HTMX, nothing, seen_in, url

pytestmark = pytest.mark.django_db
IDEAS_QUERIES = 26


@pytest.fixture
def intake(intake):
    intake.problems.update(where="Left leg", since="2024", worse_with="sitting", better_with="walking")
    return intake


class TestMechanism:
    def save(self, client, problem, seen="", **answers):
        return client.post(url("mechanism-save", problem.pk), answers | {"seen": seen}, headers=HTMX)

    def test_it_is_graded_at_once_and_not_known_stays_out(self, amara, intake):
        problem = intake.problems.get()
        answer = self.save(amara, problem, nothing(), lesion="yes", distribution="yes", tissue="")
        assert "Neuropathic, possible." in answer.text
        assert "so more cannot be said" in answer.text
        reading = MechanismReading.objects.get()
        assert reading.answers == {"lesion": "yes", "distribution": "yes"}
        assert (reading.kind, reading.grades["neuropathic"], reading.rules_version) == (
            "neuropathic",
            "possible",
            "2026-11",
        )

    def test_the_same_person_on_the_same_day_goes_on_others_begin_anew(self, amara, as_, nav_nia, intake):
        problem = intake.problems.get()
        first = self.save(amara, problem, nothing(), lesion="yes")
        second = self.save(amara, problem, seen_in(first), lesion="yes", distribution="yes")
        assert MechanismReading.objects.count() == 1
        third = self.save(as_(nav_nia), problem, seen_in(second), lesion="no", distribution="yes")
        assert MechanismReading.objects.count() == 2
        MechanismReading.objects.update(read_at=now() - timedelta(days=2))
        self.save(as_(nav_nia), problem, seen_in(third), lesion="no")
        assert MechanismReading.objects.count() == 3
        assert "Read before" in amara.get(url("mechanism", problem.pk)).text

    def test_a_version_that_was_not_seen_is_shown(self, amara, intake):
        problem = intake.problems.get()
        self.save(amara, problem, nothing(), lesion="yes")
        assert self.save(amara, problem, nothing(), lesion="no").status_code == 409
        assert MechanismReading.objects.get().answers == {"lesion": "yes"}

    def test_a_dominant_part_that_does_not_fit_is_told_and_dropped(self, amara, intake):
        problem = intake.problems.get()
        answer = self.save(amara, problem, nothing(), lesion="yes", dominant="neuropathic")
        assert "Only a mixed pain has a dominant part." in answer.text
        assert MechanismReading.objects.get().dominant == ""

    def test_what_the_chart_says_is_proposed_not_answered(self, amara, intake):
        ExamFindingFactory(intake=intake, test="touch-l5", answer="less")
        answer = amara.get(url("mechanism", intake.problems.get().pk), headers=HTMX)
        assert "The chart says yes. Exam: Light touch, top of foot (L5), left: less" in answer.text
        assert "worse with sitting; better with walking" in answer.text
        assert 'value="yes" checked' not in answer.text

    def test_no_answer_that_is_none(self, amara, intake):
        assert self.save(amara, intake.problems.get(), nothing(), lesion="perhaps").status_code == 422


class TestBoard:
    def test_an_idea_is_added_once_and_the_first_stays_the_working_one(self, amara, intake):
        intake.hypotheses.update(statement="L5 root", is_working=True)
        for _ in range(2):
            answer = amara.post(url("idea-add", intake.pk), headers=HTMX)
        assert answer.text.count("What we think is going on") == 2
        assert Hypothesis.objects.count() == 2
        assert Hypothesis.objects.get(is_working=True).statement == "L5 root"

    def test_two_at_once_are_never_both_the_working_one(self, intake):
        HypothesisFactory(intake=intake, statement="L5 root", is_working=True)
        with pytest.raises(IntegrityError, match="one_working_idea_of_a_patient"):
            HypothesisFactory(intake=intake, statement="Hip joint", is_working=True)

    def test_every_decision_stays_readable(self, amara, intake):
        idea = HypothesisFactory(intake=intake, is_working=True)
        decide = url("idea-decide", idea.pk)
        assert amara.get(decide).status_code == 200
        for status, reason in (("challenged", "Block did nothing"), ("open", "It was the wrong level")):
            for _ in range(2):
                assert amara.post(decide, {"status": status, "reason": reason}).status_code == 302
        assert [one.reason for one in IdeaDecision.objects.all()] == [
            "Block did nothing",
            "It was the wrong level",
        ]
        page = amara.get(url("ideas", intake.patient_id)).text
        assert "Block did nothing" in page
        assert "It was the wrong level" in page

    def test_a_decision_needs_its_reason_and_keeps_what_was_chosen(self, amara, intake):
        idea = HypothesisFactory(intake=intake)
        answer = amara.post(url("idea-decide", idea.pk), {"status": "challenged", "reason": " "})
        assert answer.status_code == 422
        assert "Say in a few words why." in answer.text
        assert '<option value="challenged" selected>' in answer.text
        assert not IdeaDecision.objects.exists()

    def test_one_idea_is_worked_with(self, amara, intake):
        first = HypothesisFactory(intake=intake, is_working=True)
        second = HypothesisFactory(intake=intake, statement="Hip joint", is_working=False)
        for _ in range(2):
            amara.post(url("idea-work", second.pk))
        first.refresh_from_db()
        second.refresh_from_db()
        assert (first.is_working, second.is_working) == (False, True)
        assert Event.objects.filter(action="hypothesis_worked_with").count() == 1

    def test_an_idea_is_of_one_pain(self, amara, intake, quin_record):
        idea, other = HypothesisFactory(intake=intake), PainProblemFactory(intake=intake, where="Neck")
        assert "Of which pain" in amara.get(url("ideas", intake.patient_id)).text
        assert amara.post(url("idea-problem", idea.pk), {"problem": str(other.pk)}).status_code == 302
        idea.refresh_from_db()
        assert idea.problem == other
        strange = PainProblemFactory(patient=quin_record, intake=None, clinic=quin_record.clinic)
        for wrong in (str(strange.pk), "x"):
            assert amara.post(url("idea-problem", idea.pk), {"problem": wrong}).status_code == 404
        assert Event.objects.filter(action="hypothesis_of_problem").count() == 1

    def test_evidence_weighs_one_way_by_one_press(self, amara, intake):
        idea = HypothesisFactory(intake=intake)
        row = ExamFindingFactory(intake=intake)
        link = url("idea-evidence", idea.pk)
        for weighs in ("for", "for", "against"):
            amara.post(link, {"source": f"exam:{row.pk}", "weighs": weighs})
        standing = IdeaEvidence.objects.get(erred_at=None)
        assert standing.weighs == "against"
        assert standing.words == f"Straight leg raise, left: their pain ({full_day(row.true_on)})"
        assert IdeaEvidence.objects.count() == 2
        amara.post(link, {"source": f"exam:{row.pk}", "weighs": ""})
        assert not IdeaEvidence.objects.filter(erred_at=None).exists()
        assert amara.post(link, {"source": "exam:none", "weighs": "for"}).status_code == 404
        assert amara.post(link, {"source": f"exam:{row.pk}", "weighs": "x"}).status_code == 404

    def test_an_idea_that_rests_on_an_incidental_finding_says_so(self, amara, intake):
        HypothesisFactory(intake=intake, statement="Disc at L4-5")
        scan = ImagingFindingFactory(intake=intake, relevance="incidental")
        page = amara.get(url("ideas", intake.patient_id)).text
        assert "rests on a finding that was marked incidental: Disc bulge, L4-5" in page
        ImagingFinding.objects.filter(pk=scan.pk).update(relevance="relevant")
        assert "marked incidental" not in amara.get(url("ideas", intake.patient_id)).text

    def test_signing_rests_on_the_idea_that_was_marked(self, intake):
        HypothesisFactory(intake=intake, statement="First", is_working=False)
        marked = HypothesisFactory(intake=intake, statement="Marked", is_working=True)
        conversation._rest_on_its_idea(intake)
        assert Hypothesis.objects.get(is_working=True) == marked

    def test_targets_stand_side_by_side(self, amara, intake):
        TreatmentTriedFactory(intake=intake, what="SNRB", region_level="L5", relief_percent=80)
        TreatmentTriedFactory(intake=intake, what="Hip injection", region_level="Hip", relief_percent=0)
        TreatmentTriedFactory(intake=intake, what="Facet block", region_level="L4-5", ended="access")
        page = amara.get(url("ideas", intake.patient_id)).text
        assert page.index("Hip injection") < page.index("SNRB")
        assert ">0%<" in page
        assert "Facet block" not in page

    def test_its_queries_do_not_grow(self, amara, intake, django_assert_max_num_queries):
        page = url("ideas", intake.patient_id)
        amara.get(page)
        for number in range(4):
            HypothesisFactory(intake=intake, statement=f"Idea {number}")
            ImagingFindingFactory(intake=intake)
            TestRequestFactory(patient=intake.patient, reason=f"Reason {number}")
        ExamFindingFactory(intake=intake)
        with django_assert_max_num_queries(IDEAS_QUERIES):
            amara.get(page)


class TestPattern:
    @pytest.fixture
    def flagged(self, intake):
        """Three reasons: brief relief of two kinds, bland scans, signs of sensitisation."""
        TreatmentTriedFactory(intake=intake, what="Gabapentin", ended="no_benefit")
        TreatmentTriedFactory(intake=intake, what="Epidural", helped_for="2 days only")
        TreatmentTriedFactory(intake=intake, what="Facet block", ended="no_benefit")
        ImagingFindingFactory(intake=intake, relevance="incidental")
        ExamFindingFactory(intake=intake, test="dynamic-allodynia", answer="positive")
        return intake

    def test_it_says_its_reasons_and_the_stack(self, amara, flagged):
        page = amara.get(url("ideas", flagged.patient_id)).text
        assert "This looks like a widespread, sensitised pattern: 3 of 6 reasons hold" in page
        assert "Little or brief: Gabapentin, Epidural, Facet block." in page
        assert "2 procedures helped little or briefly (Epidural, Facet block)" in page

    def test_what_could_not_be_had_says_nothing(self, amara, flagged):
        flagged.treatments_tried.update(ended="access")
        assert "2 of 6 reasons hold; 3 would suggest" in amara.get(url("ideas", flagged.patient_id)).text

    def test_it_is_confirmed_or_set_aside_with_a_reason(self, amara, flagged):
        review = url("pattern-review", flagged.patient_id)
        refused = amara.post(review, {"decision": "set_aside", "reason": ""})
        assert (refused.status_code, PatternReview.objects.count()) == (422, 0)
        assert "Say why it is set aside." in refused.text
        for _ in range(2):
            amara.post(review, {"decision": "set_aside", "reason": "The hip explains it"})
        kept = PatternReview.objects.get()
        assert len(kept.held) == 3
        assert "Set aside: The hip explains it" in amara.get(url("ideas", flagged.patient_id)).text


class TestTests:
    POSTED = {
        "kind": "mri",
        "region": "lumbar spine",
        "suspicion": "root",
        "reason": "Foot drop",
        "if_yes": "Surgeon",
        "if_no": "Walk on",
    }

    def ask(self, client, patient, **more):
        return client.post(url("test-request-new", patient.pk), self.POSTED | more)

    def test_both_branches_are_asked_for(self, amara, pia_record):
        answer = self.ask(amara, pia_record, if_no="")
        assert (answer.status_code, TestRequest.objects.count()) == (422, 0)

    def test_it_is_explained_to_the_person_and_a_replay_changes_nothing(self, amara, pia_record):
        for _ in range(2):
            assert self.ask(amara, pia_record).status_code == 302
        assert "nerves, discs and joints" in TestRequest.objects.get().plain_words

    def test_the_same_study_again_asks_for_a_reason_and_never_blocks(self, amara, pia_record):
        TimelineEntryFactory(
            patient=pia_record, kind="imaging", title="MRI of lumbar spine", starts_on=now().date()
        )
        answer = self.ask(amara, pia_record)
        assert answer.status_code == 422
        assert "Last same study: MRI of lumbar spine" in answer.text
        assert "Why again so soon" in answer.text
        assert self.ask(amara, pia_record, stop_reason="Weaker since").status_code == 302
        assert TestRequest.objects.get().stop_reason == "Weaker since"

    def test_a_new_danger_sign_lifts_the_stop(self, amara, pia_record, who):
        TimelineEntryFactory(
            patient=pia_record,
            kind="imaging",
            title="MRI lumbar spine",
            starts_on=(now() - timedelta(days=9)).date(),
        )
        outcomes.answer_red_flag(
            patient=pia_record, flag="weakness", answer=FlagAnswer.YES, source=("", ""), **who
        )
        assert self.ask(amara, pia_record).status_code == 302

    def test_a_test_that_does_not_fit_says_what_would(self, amara, pia_record):
        answer = self.ask(amara, pia_record, kind="emg", suspicion="small_fibre", region="foot or ankle")
        assert "Skin biopsy" in amara.get(answer.headers["Location"]).text

    def test_a_result_closes_it_and_moves_the_idea(self, amara, intake):
        idea = HypothesisFactory(intake=intake)
        row = TestRequestFactory(patient=intake.patient, idea=idea)
        result = url("test-request-result", row.pk)
        assert "Go on with walking" in amara.get(result).text
        posted = {"result": "No compression", "branch": "if_no", "status": "challenged"}
        assert amara.post(result, posted).status_code == 302
        idea.refresh_from_db()
        assert (idea.status, idea.decided_reason) == ("challenged", "MRI, lumbar spine: No compression")
        assert amara.post(result, posted).status_code == 422
        assert TimelineEntry.objects.count() == 0


def test_a_problem_of_another_clinic_is_not_found(as_, dr_dara):
    problem = PainProblemFactory()
    assert as_(dr_dara).get(url("mechanism", problem.pk)).status_code == 404
