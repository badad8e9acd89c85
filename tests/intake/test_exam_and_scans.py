"""Exam and findings of scans: what is kept, and what their cards answer."""

from datetime import date

import pytest

from audit.models import Event
from intake.models import (
    ExamFinding,
    ImagingFinding,
)
from intake.rules.exam_words import ExamGroup
from intake.services import conversation, exam
from people.clock import now
from tests.factories.intake import (
    ExamFindingFactory,
    ImagingFindingFactory,
    TimelineEntryFactory,
)
from tests.intake.pages import HTMX, nothing, seen_in, url

pytestmark = pytest.mark.django_db
GROUP_QUERIES = 8


@pytest.fixture
def intake(intake):
    intake.problems.update(where="Left leg", since="2024", worse_with="sitting", better_with="walking")
    return intake


class TestExam:
    def test_a_test_keeps_each_side_with_degrees_and_note(self, amara, intake):
        posted = {"left": "own_pain", "degrees_left": "40", "right": "negative", "note": "guarded"}
        answer = amara.post(url("exam-save", intake.pk, "slr"), posted | {"seen": nothing()}, headers=HTMX)
        assert answer.status_code == 200
        rows = {row.side: row for row in ExamFinding.objects.all()}
        assert (rows["left"].result, rows["left"].value, rows["left"].reproduces_pain) == (
            "positive",
            40,
            True,
        )
        assert (rows["right"].result, rows["right"].reproduces_pain) == ("negative", False)
        assert (rows["middle"].note, rows["middle"].result) == ("guarded", "")
        assert Event.objects.filter(action="exam_saved", detail="slr").count() == 1
        page = amara.get(url("intake", intake.patient_id))
        assert "Straight leg raise, left: their pain at 40°" in page.text

    def test_the_same_again_changes_nothing_and_a_stale_one_shows_both(self, amara, intake):
        save = url("exam-save", intake.pk, "babinski")
        first = amara.post(save, {"left": "positive", "seen": nothing()}, headers=HTMX)
        assert amara.post(save, {"left": "positive", "seen": nothing()}, headers=HTMX).status_code == 200
        assert ExamFinding.objects.count() == 1
        stale = amara.post(save, {"left": "negative", "seen": nothing()}, headers=HTMX)
        assert stale.status_code == 409
        assert "Keep theirs" in stale.text
        assert amara.post(save, {"left": "negative", "seen": nothing()}).status_code == 409
        fresh = amara.post(save, {"left": "negative", "seen": seen_in(first)}, headers=HTMX)
        assert fresh.status_code == 200
        assert ExamFinding.objects.get().result == "negative"

    def test_a_side_stays_of_its_day_and_author_when_somebody_adds_the_other(
        self, amara, as_, nav_nia, dr_amara, intake
    ):
        save = url("exam-save", intake.pk, "slr")
        first = amara.post(save, {"left": "own_pain", "seen": nothing()}, headers=HTMX)
        ExamFinding.objects.update(true_on=date(2026, 1, 5))
        both = {"left": "own_pain", "right": "negative", "seen": seen_in(first)}
        assert as_(nav_nia).post(save, both, headers=HTMX).status_code == 200
        left, right = (ExamFinding.objects.get(side=side) for side in ("left", "right"))
        assert (left.author, left.true_on) == (dr_amara, date(2026, 1, 5))
        assert (right.author, right.true_on) == (nav_nia, intake.patient.today(now()))

    def test_a_side_that_is_emptied_is_not_asked_any_more(self, amara, intake):
        save = url("exam-save", intake.pk, "babinski")
        first = amara.post(save, {"left": "positive", "seen": nothing()}, headers=HTMX)
        amara.post(save, {"left": "", "seen": seen_in(first)}, headers=HTMX)
        assert ExamFinding.objects.get().is_entered_in_error

    @pytest.mark.parametrize(
        ("test", "posted", "words"),
        [
            ("slr", {"left": "own_pain", "degrees_left": "400"}, "degrees from 0 to 120"),
            ("slr", {"degrees_left": "many"}, "degrees from 0 to 120"),
            ("slr", {"left": "5"}, "Choose one"),
            ("slr", {"note": "x" * 301}, "at most 300"),
        ],
    )
    def test_what_cannot_be_is_refused_in_a_sentence(self, amara, intake, test, posted, words):
        answer = amara.post(url("exam-save", intake.pk, test), posted | {"seen": nothing()}, headers=HTMX)
        assert answer.status_code == 422
        assert words in answer.text
        assert not ExamFinding.objects.exists()

    def test_reflexes_alike_on_both_sides_are_no_finding(self, amara, intake):
        save = url("exam-save", intake.pk, "reflex-s1")
        first = amara.post(save, {"left": "1", "seen": nothing()}, headers=HTMX)
        assert ExamFinding.objects.get().result == "positive"
        amara.post(save, {"left": "1", "right": "1", "seen": seen_in(first)}, headers=HTMX)
        assert set(ExamFinding.objects.values_list("result", flat=True)) == {"negative"}

    def test_all_else_normal_is_one_press_and_leaves_what_was_found(self, amara, intake):
        amara.post(url("exam-save", intake.pk, "slr"), {"left": "own_pain", "seen": nothing()}, headers=HTMX)
        for _ in range(2):
            answer = amara.post(url("exam-rest-normal", intake.pk, "back"), headers=HTMX)
            assert answer.status_code == 200
        rows = ExamFinding.objects.all()
        assert rows.filter(result="negative").count() == 11
        assert rows.get(result="positive").test == "slr"
        assert Event.objects.get(action="exam_rest_normal").detail == "back: 11"
        assert "All else normal" not in answer.text

    def test_a_group_is_a_page_too_and_its_queries_do_not_grow(
        self, amara, intake, who, django_assert_max_num_queries
    ):
        page = url("exam-group", intake.pk, "nerve-leg")
        amara.get(page)
        exam.record_rest_normal(intake=intake, group=ExamGroup.NERVE_LEG, **who)
        with django_assert_max_num_queries(GROUP_QUERIES):
            answer = amara.get(page, headers=HTMX)
        assert "<html" not in answer.text
        assert "<html" in amara.get(page).text

    @pytest.mark.parametrize(("route", "args"), [("exam-group", ["tail"]), ("exam-save", ["tail"])])
    def test_what_is_not_there_is_not_found(self, amara, intake, route, args):
        answer = (
            amara.get(url(route, intake.pk, *args))
            if route == "exam-group"
            else amara.post(url(route, intake.pk, *args))
        )
        assert answer.status_code == 404

    def test_a_signed_exam_stays_as_it_was(self, amara, intake):
        intake.__class__.objects.update(status="signed", signed_at=now(), signed_by=intake.started_by)
        answer = amara.post(url("exam-save", intake.pk, "slr"), {"left": "own_pain"}, headers=HTMX)
        assert (answer.status_code, ExamFinding.objects.count()) == (422, 0)
        assert amara.post(url("exam-rest-normal", intake.pk, "back"), headers=HTMX).status_code == 422


class TestScans:
    def test_a_finding_is_judged_against_a_pain(self, amara, intake):
        study = TimelineEntryFactory(patient=intake.patient, kind="imaging", title="MRI lumbar spine")
        for _ in range(2):
            answer = amara.post(url("scan-add", intake.pk), headers=HTMX)
        row = ImagingFinding.objects.get()
        posted = {
            "words": "Degenerative disc disease",
            "level": "L4-5",
            "relevance": "incidental",
            "study": str(study.pk),
            "problem": str(intake.problems.get().pk),
            "seen": seen_in(answer),
        }
        saved = amara.post(url("scan-save", row.pk), posted, headers=HTMX)
        assert "age-typical changes of the disc" in saved.text
        row.refresh_from_db()
        assert (row.relevance, row.study, row.problem) == ("incidental", study, intake.problems.get())

    def test_a_study_in_words_has_its_day(self, amara, intake):
        row = ImagingFindingFactory(intake=intake, words="")
        posted = {"words": "Bulge", "study_words": "MRI", "when_words": "March 2024", "level": "L4-5"}
        state = amara.post(url("scan-save", row.pk), posted, headers=HTMX)
        assert state.status_code == 409  # Made from no version that there was.
        answer = amara.post(url("scan-save", row.pk), posted | {"seen": seen_in(state)}, headers=HTMX)
        assert answer.status_code == 200
        row.refresh_from_db()
        assert (row.study_on.isoformat(), row.precision) == ("2024-03-01", "month")

    @pytest.mark.parametrize(
        "wrong", [{"relevance": "perhaps"}, {"study": "x"}, {"when_words": "2099"}, {"level": "x" * 41}]
    )
    def test_what_cannot_be_is_refused(self, amara, intake, wrong):
        row = ImagingFindingFactory(intake=intake, words="", level="")
        posted = {"words": "Bulge", "seen": nothing()} | wrong
        assert amara.post(url("scan-save", row.pk), posted, headers=HTMX).status_code == 422
        row.refresh_from_db()
        assert row.words == ""

    def test_another_persons_study_is_refused(self, amara, intake, quin_record):
        other = TimelineEntryFactory(patient=quin_record, kind="imaging", title="MRI")
        row = ImagingFindingFactory(intake=intake, words="", level="")
        posted = {"words": "Bulge", "study": str(other.pk), "seen": nothing()}
        assert amara.post(url("scan-save", row.pk), posted, headers=HTMX).status_code == 422

    def test_one_that_is_removed_stays_on_the_record(self, amara, intake):
        row = ImagingFindingFactory(intake=intake)
        assert "Removed: Disc bulge" in amara.post(url("scan-remove", row.pk), headers=HTMX).text
        row.refresh_from_db()
        assert row.is_entered_in_error
        assert amara.post(url("scan-save", row.pk), {"words": "x"}, headers=HTMX).status_code == 422


def test_a_signed_page_keeps_exam_and_scans_in_words(intake, who):
    exam.record_rest_normal(intake=intake, group=ExamGroup.CORD, **who)
    ExamFindingFactory(intake=intake)
    ImagingFindingFactory(intake=intake, relevance="incidental")
    kept = conversation.charted(intake).in_words
    assert ["Long tracts", "6 of 6, 0 found"] in kept["exam"]
    assert ["Straight leg raise, left: their pain", ""] in kept["exam"]
    assert kept["scans"] == [["Disc bulge, L4-5", "Incidental"]]
