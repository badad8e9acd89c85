"""Closing a conversation: read back, summed up for the person, and added to after signing."""

from datetime import timedelta

import pytest
from django.urls import reverse

from audit.models import Event
from core.errors import DomainError
from intake.models import Addendum, Intake, ReadBack, VisitSummary
from intake.rules.words import IntakeStatus
from intake.services import closing
from people.clock import now
from tests.factories.intake import HypothesisFactory, IntakeFactory, PainProblemFactory, VisitSummaryFactory

pytestmark = pytest.mark.django_db
WORDS = {
    "found": "The nerve to your left leg is sore.",
    "do_now": "Sit for ten minutes, then walk.",
    "next_steps": "We try an injection.",
    "measured": "How long you sit.",
}


@pytest.fixture
def intake(pia_record, dr_amara):
    found = IntakeFactory(patient=pia_record, started_by=dr_amara, most_urgent="Sleep")
    PainProblemFactory(intake=found, where="Left buttock", side="left")
    HypothesisFactory(intake=found, planned_test="Injection at L5")
    return found


@pytest.fixture
def signed(intake, dr_amara):
    Intake.objects.filter(pk=intake.pk).update(
        status=IntakeStatus.SIGNED, signed_at=now(), signed_by=dr_amara
    )
    intake.refresh_from_db()
    return intake


@pytest.fixture
def whole(intake):
    return VisitSummaryFactory(
        intake=intake, next_check_on=(intake.started_at + timedelta(weeks=3)).date(), **WORDS
    )


class TestReadBack:
    def test_the_page_reads_the_story_in_plain_words(self, as_, dr_amara, intake):
        answer = as_(dr_amara).get(reverse("intake:read-back", args=[intake.pk]))
        assert "Most urgent to you: “Sleep”." in answer.text
        assert "It hurts here: left buttock, on your left." in answer.text

    def test_a_pain_that_nobody_wrote_in_is_not_read(self, as_, dr_amara, intake):
        PainProblemFactory(intake=intake, where="")
        for page in ("read-back", "intake-read"):
            if page == "intake-read":
                Intake.objects.update(status=IntakeStatus.SIGNED, signed_at=now(), signed_by=dr_amara)
            answer = as_(dr_amara).get(reverse(f"intake:{page}", args=[intake.pk]))
            assert "eft buttock" in answer.text
            assert "place not said" not in answer.text

    def test_what_was_read_and_corrected_is_kept_once(self, as_, dr_amara, intake):
        for _ in range(2):
            as_(dr_amara).post(
                reverse("intake:read-back", args=[intake.pk]), {"corrections": "It is the other leg."}
            )
        kept = ReadBack.objects.get()
        assert kept.corrections == "It is the other leg."
        assert kept.lines[0] == ["What matters to you", ["Most urgent to you: “Sleep”."]]
        assert Event.objects.filter(action="intake_read_back").count() == 1
        assert "Last read back" in as_(dr_amara).get(reverse("intake:intake", args=[intake.patient_id])).text

    def test_an_empty_intake_has_nothing_to_read(self, pia_record, dr_amara, who):
        empty = IntakeFactory(patient=pia_record, started_by=dr_amara)
        with pytest.raises(DomainError, match="Nothing is charted"):
            closing.record_read_back(intake=empty, corrections="", **who)

    def test_a_signed_intake_is_only_read(self, as_, dr_amara, signed, who):
        answer = as_(dr_amara).get(reverse("intake:read-back", args=[signed.pk]))
        assert "said in an addendum" in answer.text
        with pytest.raises(DomainError, match="signed"):
            closing.record_read_back(intake=signed, corrections="", **who)


class TestAddendum:
    def test_it_is_the_next_version_with_its_author(self, as_, dr_amara, signed):
        address = reverse("intake:addendum-add", args=[signed.pk])
        for text in ("The injection was in March.", "The injection was in March.", "And it was on the left."):
            as_(dr_amara).post(address, {"text": text})
        assert list(Addendum.objects.values_list("version", "text")) == [
            (2, "The injection was in March."),
            (3, "And it was on the left."),
        ]
        page = as_(dr_amara).get(reverse("intake:intake-read", args=[signed.pk])).text
        assert "And it was on the left." in page
        assert "Version 3 · Dr Amara Rao" in page

    def test_an_open_intake_takes_none(self, intake, who):
        with pytest.raises(DomainError, match="still open"):
            closing.add_addendum(intake=intake, text="More", **who)

    def test_an_empty_one_says_what_to_do(self, as_, dr_amara, signed):
        answer = as_(dr_amara).post(reverse("intake:addendum-add", args=[signed.pk]), {"text": "  "})
        assert answer.status_code == 422
        assert not Addendum.objects.exists()


class TestVisitSummary:
    def test_it_begins_from_what_is_charted(self, as_, dr_amara, intake):
        for _ in range(2):
            as_(dr_amara).post(reverse("intake:summary-write", args=[intake.pk]))
        page = VisitSummary.objects.get()
        assert (page.found, page.next_steps) == ("Left L5 nerve root is irritated", "Injection at L5")
        assert page.do_now == ""

    def test_it_is_not_approved_before_it_is_whole(self, as_, dr_amara, intake):
        page = VisitSummaryFactory(intake=intake)
        answer = as_(dr_amara).post(reverse("intake:summary-approve", args=[page.pk]))
        assert answer.status_code == 422
        assert "Say what happens next." in answer.text
        page.refresh_from_db()
        assert not page.is_approved

    def test_the_person_sees_it_once_it_is_approved(self, as_, dr_amara, pia, whole):
        address = reverse("portal:visit")
        assert WORDS["found"] not in as_(pia).get(address).text
        as_(dr_amara).post(reverse("intake:summary-approve", args=[whole.pk]))
        page = as_(pia).get(address).text
        assert WORDS["found"] in page
        assert "Get help now if" in page

    def test_an_approved_page_stays_and_a_new_version_begins_from_it(self, as_, dr_amara, whole, who):
        closing.approve_summary(summary=whole, **who)
        refused = as_(dr_amara).patch(
            reverse("intake:draft-summary", args=[whole.pk]),
            {"field": "found", "value": "Other", "revision": 0},
            content_type="application/json",
        )
        assert refused.status_code == 422
        second = closing.write_summary(intake=whole.intake, **who)
        assert (second.version, second.found, second.is_approved) == (2, WORDS["found"], False)

    def test_a_navigator_writes_and_a_physician_approves(self, as_, nav_nia, whole):
        page = as_(nav_nia).get(reverse("intake:summary", args=[whole.intake_id]))
        assert "A physician of the care team approves the words." in page.text
        assert as_(nav_nia).post(reverse("intake:summary-approve", args=[whole.pk])).status_code == 403

    def test_the_page_costs_the_same_whatever_it_says(self, as_, dr_amara, whole, django_assert_num_queries):
        client = as_(dr_amara)
        client.get(reverse("intake:summary", args=[whole.intake_id]))
        with django_assert_num_queries(9):
            client.get(reverse("intake:summary", args=[whole.intake_id]))
