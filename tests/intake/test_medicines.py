"""Medicines on the page: stated, added in one line, reconciled; and what each act leaves behind."""

from datetime import timedelta

import pytest
from django.urls import reverse

from audit.models import Event
from core.errors import DomainError
from intake.models import Medication, MedicationReview, MedicineStatement
from intake.rules.medicines import Said
from intake.rules.words import Taking, Teller
from intake.selectors.medicines import medicine_list
from intake.services import conversation, medicines
from people.clock import now
from tests.factories.intake import MedicationFactory, MedicineStatementFactory
from tests.factories.people import NOON
from tests.intake.pages import HTMX

pytestmark = pytest.mark.django_db
AS = Said(Taking.AS_PRESCRIBED)


@pytest.fixture
def medicine(pia_record):
    return MedicationFactory(patient=pia_record, title="Gabapentin 300 mg", dose="three times a day")


@pytest.fixture
def state(pia_record, medicine, actor_of, dr_amara):
    """State how the medicine is taken, as Dr Amara, some minutes after noon."""

    def stated(said, *, minutes=0, by=dr_amara, **more):
        about = more if "title" in more else {"medication": medicine} | more
        at = NOON + timedelta(minutes=minutes)
        return medicines.state_medicine(patient=pia_record, said=said, by=actor_of(by), at=at, **about)

    return stated


def post(client, route, row, body=None, headers=HTMX):
    args = row if isinstance(row, list) else [row.pk]
    return client.post(reverse(f"intake:{route}", args=args), body or {}, headers=headers)


class TestStatements:
    def test_the_same_again_changes_nothing(self, state):
        assert state(AS) == state(AS, minutes=90)
        assert Event.objects.filter(action="medicine_stated").count() == 1

    def test_what_is_still_being_written_completes_the_statement(self, state):
        first = state(Said(Taking.NOT_TAKING))
        again = state(Said(Taking.NOT_TAKING, reason="foggy"), minutes=2)
        assert (again.pk, again.reason, MedicineStatement.objects.count()) == (first.pk, "foggy", 1)

    @pytest.mark.parametrize("later", [{"minutes": 31}, {"told_by": Teller.PATIENT}])
    def test_another_sitting_or_another_teller_is_another_statement(self, state, medicine, later):
        state(AS)
        state(Said(Taking.SOMETIMES), **{"minutes": 1} | later)
        line = medicine_list(medicine.patient_id).lines[0]
        assert [one.row.taking for one in line.history] == ["sometimes", "as_prescribed"]

    def test_another_author_writes_over_nobody(self, state, nav_nia, medicine):
        state(AS)
        state(Said(Taking.NOT_TAKING), minutes=1, by=nav_nia)
        assert MedicineStatement.objects.count() == 2

    def test_the_persons_own_words_stand_as_a_quote(self, state, amara, medicine, pia_record):
        state(Said(Taking.DIFFERENTLY, how="half of it"), told_by=Teller.PATIENT)
        page = post(amara, "medicine-state", ["medication", medicine.pk], {"taking": "as_prescribed"}).text
        assert "<q>In another way: half of it</q>" in page
        assert "As prescribed" in page

    def test_a_closed_record_takes_none(self, state, pia_record):
        type(pia_record).objects.update(closed_at=NOON, closed_reason="died")
        with pytest.raises(DomainError, match="closed"):
            state(AS)

    def test_nothing_is_preselected(self, amara, medicine, pia_record, actor_of, dr_amara):
        conversation.start_intake(patient=pia_record, by=actor_of(dr_amara), at=now())
        page = amara.get(reverse("intake:intake", args=[pia_record.pk])).text
        medicines_part = page.split('id="medicines"')[1].split('id="reconciliation"')[0]
        assert "checked" not in medicines_part

    def test_without_a_choice_the_words_are_refused_with_a_reason(self, amara, medicine):
        answer = post(amara, "medicine-state", ["medication", medicine.pk], {"how": "half"})
        assert answer.status_code == 422
        assert "once you choose" in answer.text
        assert not MedicineStatement.objects.exists()

    def test_without_javascript_it_leads_back(self, amara, medicine):
        body = {"taking": "sometimes"}
        answer = post(amara, "medicine-state", ["medication", medicine.pk], body, headers={})
        assert answer.headers["Location"].endswith("/intake/#medicines")

    def test_a_statement_is_marked_in_error_and_counts_no_more(self, amara, state, medicine):
        row = state(AS)
        address = reverse("intake:entry-error", args=["statement", row.pk])
        amara.post(address, {"reason": "other person"})
        assert medicine_list(medicine.patient_id).lines[0].newest is None

    def test_others_are_refused(self, as_, dr_ben, dr_dara, medicine):
        body = {"taking": "sometimes"}
        assert post(as_(dr_ben), "medicine-state", ["medication", medicine.pk], body).status_code == 403
        assert post(as_(dr_dara), "medicine-state", ["medication", medicine.pk], body).status_code == 404
        assert post(as_(dr_ben), "medicine-state", ["packet", medicine.pk], body).status_code == 404


class TestOneLine:
    def test_a_prescribed_one_stands_on_the_list(self, amara, pia_record):
        body = {"line": "Metformin 1000 mg twice a day", "prescribed": "yes"}
        answer = post(amara, "medicine-line", pia_record, body)
        row = Medication.objects.get()
        assert (row.title, row.dose, row.is_current) == ("Metformin", "1000 mg twice a day", True)
        assert "Metformin" in answer.text

    def test_a_supplement_stands_on_a_statement_alone(self, amara, pia_record):
        post(amara, "medicine-line", pia_record, {"line": "Vitamin D3, 2000 IU", "prescribed": "no"})
        row = MedicineStatement.objects.get()
        assert (row.medication, row.title, row.how) == (None, "Vitamin D3", "2000 IU")
        [line] = medicine_list(pia_record.pk).lines
        assert line.words == "Takes it: 2000 IU"

    @pytest.mark.parametrize("prescribed", ["yes", "no"])
    def test_a_double_press_makes_one(self, amara, pia_record, prescribed):
        for _ in range(2):
            post(amara, "medicine-line", pia_record, {"line": "Turmeric daily", "prescribed": prescribed})
        assert len(medicine_list(pia_record.pk).lines) == 1

    def test_an_empty_line_says_what_to_type(self, amara, pia_record):
        answer = post(amara, "medicine-line", pia_record, {"line": " ", "prescribed": "yes"})
        assert answer.status_code == 422
        assert "Type the medicine" in answer.text

    def test_what_is_not_taken_any_more_leaves_the_list_and_keeps_its_history(self, state, pia_record):
        state(AS, title="Turmeric")
        state(Said(Taking.NOT_TAKING), title="turmeric", minutes=60)
        now = medicine_list(pia_record.pk)
        assert [line.listed.title for line in now.lines] == ["Gabapentin 300 mg"]
        assert [one.words for one in now.former[0].history] == ["Not any more", "Takes it"]


class TestReview:
    def test_what_is_open_is_said_and_nothing_recorded(self, amara, medicine, pia_record):
        answer = amara.post(reverse("intake:medicine-review", args=[pia_record.pk]), follow=True)
        assert "Ask first how these are taken: Gabapentin 300 mg." in answer.text
        assert not MedicationReview.objects.exists()

    def test_one_press_records_it_and_a_second_adds_nothing(
        self, amara, state, pia_record, actor_of, dr_amara
    ):
        conversation.start_intake(patient=pia_record, by=actor_of(dr_amara), at=now())
        state(Said(Taking.NOT_TAKING, reason="foggy"))
        for _ in range(2):
            amara.post(reverse("intake:medicine-review", args=[pia_record.pk]))
        review = MedicationReview.objects.get()
        assert review.discrepancies[0][0] == "not_taken"
        page = amara.get(reverse("intake:intake", args=[pia_record.pk])).text
        assert "Reconciled by Dr Amara Rao on" in page
        assert "1 on the list, 1 discrepancy." in page
        assert "Reconciled: record it" not in page

    def test_it_grows_stale_when_the_list_changes(self, amara, state, pia_record):
        state(AS)
        amara.post(reverse("intake:medicine-review", args=[pia_record.pk]))
        MedicineStatementFactory(patient=pia_record, title="Turmeric")
        record = amara.get(reverse("chart:record", args=[pia_record.pk])).text
        assert "The list changed since: Turmeric: new on the list" in record

    def test_an_empty_list_can_be_reconciled(self, amara, pia_record):
        amara.post(reverse("intake:medicine-review", args=[pia_record.pk]))
        assert medicine_list(pia_record.pk).review_sentence.endswith("0 on the list, no discrepancies")

    def test_what_is_signed_keeps_what_was_taken_then(self, state, pia_record, actor_of, dr_amara):
        intake = conversation.start_intake(patient=pia_record, by=actor_of(dr_amara), at=now())
        state(Said(Taking.NOT_TAKING, reason="foggy"))
        medicines.record_review(patient=pia_record, intake=intake, by=actor_of(dr_amara), at=NOON)
        words = conversation.charted(intake).in_words
        assert words["medications"] == [["Gabapentin 300 mg", "three times a day; Not any more: foggy"]]
        assert "1 on the list" in words["medication_review"][0][1]
