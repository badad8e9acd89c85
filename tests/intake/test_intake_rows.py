"""Lines of an open intake, and the ordinary form that saves a draft without JavaScript."""

import pytest
from django.urls import reverse

from audit.models import Event
from core.errors import DomainError
from intake.models import Hypothesis, Intake, PainProblem, TreatmentTried
from intake.services import rows
from intake.views.rows import DRAFTS
from people.clock import now
from people.drafts import save_draft_field
from tests.factories.intake import HypothesisFactory, PainProblemFactory, TreatmentTriedFactory
from tests.intake.pages import HTMX

pytestmark = pytest.mark.django_db


def add(client, intake, kind, headers=HTMX):
    return client.post(reverse("intake:row-add", args=[intake.pk, kind]), headers=headers)


def remove(client, kind, row, headers=HTMX):
    return client.post(reverse("intake:row-remove", args=[kind, row.pk]), headers=headers)


class TestAdd:
    @pytest.mark.parametrize(
        ("kind", "model", "lines"), [("problem", PainProblem, 2), ("tried", TreatmentTried, 1)]
    )
    def test_a_line_to_write_in_appears(self, amara, intake, kind, model, lines):
        intake.problems.update(where="Left leg")
        answer = add(amara, intake, kind)
        assert answer.status_code == 200
        assert model.objects.count() == lines
        assert Event.objects.filter(action=f"{kind}_added", patient_id=intake.patient_id).exists()

    def test_a_double_press_makes_one_line(self, amara, intake):
        for _ in range(2):
            add(amara, intake, "tried")
        assert TreatmentTried.objects.count() == 1

    def test_an_unknown_kind_is_not_found(self, amara, intake):
        assert add(amara, intake, "hypothesis").status_code == 404

    def test_without_htmx_it_leads_back_to_its_section(self, amara, intake):
        assert add(amara, intake, "tried", headers={}).headers["Location"].endswith("#tried")


class TestRemove:
    def test_a_line_that_nobody_wrote_in_is_gone(self, amara, intake):
        answer = remove(amara, "problem", intake.problems.get())
        assert "Undo" not in answer.text
        assert not PainProblem.objects.exists()

    def test_words_saved_a_moment_ago_are_not_deleted(self, intake, actor_of, dr_amara):
        row = intake.problems.get()
        PainProblem.objects.update(where="Left leg")
        assert rows.remove_row(row=row, by=actor_of(dr_amara), at=now())
        assert PainProblem.objects.get().is_entered_in_error

    def test_nothing_is_saved_into_a_line_that_somebody_removed_meanwhile(self, intake, actor_of, dr_amara):
        row, by = PainProblemFactory(intake=intake, where="Left leg"), actor_of(dr_amara)
        rows.remove_row(row=PainProblem.objects.get(pk=row.pk), by=by, at=now())
        with pytest.raises(DomainError, match="entered in error"):
            save_draft_field(
                DRAFTS["problem"], draft=row, field="where", value="Left calf", revision=0, by=by, at=now()
            )
        assert PainProblem.objects.get(pk=row.pk).where == "Left leg"

    def test_a_line_with_words_is_marked_and_can_be_put_back(self, amara, intake):
        row = TreatmentTriedFactory(intake=intake, what="Gabapentin")
        answer = remove(amara, "tried", row)
        assert "Removed: Gabapentin" in answer.text
        row.refresh_from_db()
        assert (row.is_entered_in_error, row.erred_reason) == (True, "removed during the intake")
        again = amara.post(reverse("intake:entry-restore", args=["tried", row.pk]), headers=HTMX)
        assert 'value="Gabapentin"' in again.text
        row.refresh_from_db()
        assert not row.is_entered_in_error

    def test_an_unknown_kind_is_not_found(self, amara, intake):
        assert remove(amara, "hypothesis", intake.hypotheses.get()).status_code == 404

    def test_a_signed_intake_keeps_its_lines(self, amara, intake, dr_amara):
        row = PainProblemFactory(intake=intake, where="Left leg")
        Intake.objects.update(status="signed", signed_at=now(), signed_by=dr_amara)
        assert remove(amara, "problem", row).status_code == 422
        row.refresh_from_db()
        assert not row.is_entered_in_error


class TestDoors:
    @pytest.mark.parametrize(("who", "status"), [("dr_ben", 403), ("desk_cleo", 403), ("dr_dara", 404)])
    def test_others_are_refused(self, request, as_, intake, who, status):
        client = as_(request.getfixturevalue(who))
        assert add(client, intake, "problem").status_code == status
        assert remove(client, "problem", intake.problems.get()).status_code == status
        assert post(client, "intake", intake, good_day="x").status_code == status
        assert intake.problems.count() == 1
        assert Intake.objects.get().good_day == ""

    def test_get_is_refused(self, amara, intake):
        for name, args in (
            ("row-add", [intake.pk, "problem"]),
            ("row-remove", ["problem", intake.problems.get().pk]),
            ("draft-form", ["intake", intake.pk]),
        ):
            assert amara.get(reverse(f"intake:{name}", args=args)).status_code == 405


def post(client, kind, row, **fields):
    return client.post(reverse("intake:draft-form", args=[kind, row.pk]), fields)


class TestOrdinaryForm:
    def test_it_saves_every_field_and_leads_back(self, amara, intake):
        answer = post(
            amara,
            "intake",
            intake,
            **{
                "good_day": "Walks",
                "good_day.revision": "0",
                "most_urgent": "Sleep",
                "most_urgent.revision": "0",
            },
        )
        assert answer.headers["Location"].endswith("#story")
        stored = Intake.objects.get()
        assert (stored.good_day, stored.most_urgent) == ("Walks", "Sleep")
        assert Event.objects.filter(action="draft_saved").count() == 2

    def test_a_stale_field_shows_both_texts_and_saves_the_others(self, amara, intake):
        Intake.objects.update(good_day="Theirs", revisions={"good_day": 3})
        answer = post(
            amara, "intake", intake, **{"good_day": "Mine", "good_day.revision": "1", "most_urgent": "Sleep"}
        )
        assert answer.status_code == 409
        assert "Theirs" in answer.text
        assert "Mine" in answer.text
        assert 'name="good_day.revision" value="3"' in answer.text
        stored = Intake.objects.get()
        assert (stored.good_day, stored.most_urgent) == ("Theirs", "Sleep")

    def test_what_is_too_long_comes_back_with_its_reason(self, amara, intake):
        answer = post(amara, "intake", intake, good_day_frequency="x" * 201)
        assert answer.status_code == 409
        assert "at most 200 characters" in answer.text
        assert "x" * 201 in answer.text

    def test_a_line_leads_back_to_its_section(self, amara, intake):
        answer = post(amara, "problem", intake.problems.get(), where="Left leg")
        assert answer.headers["Location"].endswith("#where")

    def test_an_unknown_kind_is_not_found(self, amara, intake):
        assert post(amara, "plan", intake, title="x").status_code == 404


class TestIdea:
    def write(self, idea, words, actor):
        save_draft_field(
            DRAFTS["hypothesis"],
            draft=idea,
            field="statement",
            value=words,
            revision=idea.revision_of("statement"),
            by=actor,
            at=now(),
        )
        idea.refresh_from_db()

    def test_an_idea_with_words_is_the_one_that_the_plan_rests_on(self, intake, actor_of, dr_amara):
        idea = intake.hypotheses.get()
        self.write(idea, "Left L5", actor_of(dr_amara))
        assert idea.is_working
        self.write(idea, "", actor_of(dr_amara))
        assert not idea.is_working

    def test_an_earlier_idea_stays_it_until_the_intake_is_signed(self, intake, actor_of, dr_amara):
        HypothesisFactory(intake=None, patient=intake.patient, clinic=intake.clinic, set_by=dr_amara)
        idea = intake.hypotheses.get()
        self.write(idea, "Left L5", actor_of(dr_amara))
        assert not idea.is_working
        assert Hypothesis.objects.filter(is_working=True).count() == 1
