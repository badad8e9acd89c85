"""Entries by hand, marked entered in error, put back the same day."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from audit.models import Event
from intake.models import Allergy, Medication, TimelineEntry
from people.clock import now
from people.models import Patient
from tests.factories.intake import (
    AllergyFactory,
    MedicationFactory,
    PainProblemFactory,
    TimelineEntryFactory,
    TreatmentTriedFactory,
)

pytestmark = pytest.mark.django_db
ADD = [
    ("timeline", {"title": "New route", "kind": "story", "when": "winter 2023"}, TimelineEntry),
    ("medication", {"title": "Duloxetine", "dose": "30 mg", "since": "3/2024", "is_taken": "on"}, Medication),
    ("allergy", {"title": "Sulfa", "reaction": "rash"}, Allergy),
]
KINDS = {
    "timeline": TimelineEntryFactory,
    "medication": MedicationFactory,
    "allergy": AllergyFactory,
    "problem": PainProblemFactory,
    "tried": TreatmentTriedFactory,
}


def add_address(kind, patient):
    return reverse(f"intake:{kind}-add", args=[patient.pk])


class TestAdd:
    @pytest.mark.parametrize(("kind", "typed", "model"), ADD)
    def test_it_is_charted_with_its_author(self, amara, dr_amara, pia_record, kind, typed, model):
        answer = amara.post(add_address(kind, pia_record), typed)
        assert answer.headers["Location"] == reverse("intake:intake", args=[pia_record.pk])
        row = model.objects.get()
        assert (row.title, row.author, row.patient) == (typed["title"], dr_amara, pia_record)
        assert Event.objects.filter(kind=row._meta.label_lower, patient_id=pia_record.pk).exists()

    @pytest.mark.parametrize(("kind", "typed", "model"), ADD)
    def test_without_a_title_nothing_is_written_and_the_rest_stays(
        self, amara, pia_record, kind, typed, model
    ):
        other = [text for name, text in typed.items() if name not in ("title", "kind", "is_taken")][0]
        answer = amara.post(add_address(kind, pia_record), typed | {"title": ""})
        assert answer.status_code == 422
        assert f'value="{other}"' in answer.text
        assert not model.objects.exists()

    @pytest.mark.parametrize(("kind", "typed", "model"), ADD)
    def test_a_closed_record_takes_none(self, amara, pia_record, kind, typed, model):
        Patient.objects.update(closed_at=now(), closed_reason="died")
        answer = amara.post(add_address(kind, pia_record), typed)
        assert (answer.status_code, model.objects.exists()) == (422, False)
        assert "This record is closed" in answer.text

    @pytest.mark.parametrize("kind", ["timeline", "medication", "allergy"])
    @pytest.mark.parametrize(("who", "status"), [("dr_ben", 403), ("desk_cleo", 403), ("dr_dara", 404)])
    def test_others_are_refused(self, request, as_, pia_record, kind, who, status):
        assert as_(request.getfixturevalue(who)).get(add_address(kind, pia_record)).status_code == status

    @pytest.mark.parametrize("kind", ["timeline", "medication", "allergy"])
    def test_other_methods_are_refused(self, amara, pia_record, kind):
        assert amara.get(add_address(kind, pia_record)).status_code == 200
        assert amara.put(add_address(kind, pia_record)).status_code == 405

    def test_a_fuzzy_date_keeps_its_words(self, amara, pia_record):
        amara.post(add_address("timeline", pia_record), ADD[0][1])
        entry = TimelineEntry.objects.get()
        assert (entry.starts_on, entry.precision, entry.date_words) == (
            date(2023, 12, 1),
            "season",
            "winter 2023",
        )

    @pytest.mark.parametrize(
        ("when", "words"), [("1 Jan 2099", "still to come"), ("1950", "before the person was born")]
    )
    def test_a_date_that_cannot_be_is_refused(self, amara, pia_record, when, words):
        answer = amara.post(add_address("timeline", pia_record), ADD[0][1] | {"when": when})
        assert answer.status_code == 422
        assert words in answer.text
        assert not TimelineEntry.objects.exists()

    def test_a_medicine_without_a_dose_says_so(self, amara, pia_record):
        amara.post(add_address("medication", pia_record), {"title": "Metformin", "is_taken": "on"})
        medicine = Medication.objects.get()
        assert (medicine.dose_words, medicine.is_current) == ("dose not stated", True)

    def test_one_that_is_not_taken_any_more_is_not_current(self, amara, pia_record):
        amara.post(add_address("medication", pia_record), {"title": "Gabapentin"})
        assert not Medication.objects.get().is_current

    def test_it_leads_back_to_where_one_came_from_but_never_away(self, amara, pia_record):
        address = add_address("allergy", pia_record)
        back = f"/patients/{pia_record.pk}/record/"
        assert amara.post(address, ADD[2][1] | {"next": back}).headers["Location"] == back
        away = amara.post(address, ADD[2][1] | {"next": "https://elsewhere.example/"})
        assert away.headers["Location"] == reverse("intake:intake", args=[pia_record.pk])


class TestStop:
    """A medicine that is not taken any more keeps its row and says until when (S72)."""

    @pytest.fixture
    def medicine(self, pia_record):
        return MedicationFactory(patient=pia_record, started_on=date(2026, 3, 1))

    def stop(self, client, medicine, when=""):
        return client.post(reverse("intake:medication-stop", args=[medicine.pk]), {"when": when})

    @pytest.mark.parametrize(
        ("when", "ended_on", "precision"),
        [
            ("12 Apr 2026", date(2026, 4, 12), "day"),
            ("2026", date(2026, 1, 1), "year"),
            ("", None, "unknown"),
        ],
    )
    def test_since_when_as_exactly_as_it_is_known(self, amara, medicine, when, ended_on, precision):
        Medication.objects.update(started_on=None)
        answer = self.stop(amara, medicine, when)
        assert answer.status_code == 302
        medicine.refresh_from_db()
        assert (medicine.status, medicine.ended_on, medicine.ended_precision) == (
            "stopped",
            ended_on,
            precision,
        )
        assert not medicine.is_current
        assert Event.objects.filter(action="medication_stopped", patient_id=medicine.patient_id).count() == 1

    @pytest.mark.parametrize(
        ("when", "words"), [("1 Jan 2026", "before it was started"), ("1 Jan 2099", "to come")]
    )
    def test_a_day_that_cannot_be_is_refused(self, amara, medicine, when, words):
        answer = self.stop(amara, medicine, when)
        assert answer.status_code == 422
        assert words in answer.text
        assert Medication.objects.get().is_current

    def test_twice_and_on_a_closed_record_is_refused(self, amara, medicine):
        self.stop(amara, medicine, "12 Apr 2026")
        assert "not taken any more" in self.stop(amara, medicine, "13 Apr 2026").text
        Medication.objects.update(status="active")
        Patient.objects.update(closed_at=now(), closed_reason="died")
        assert "closed" in self.stop(amara, medicine, "13 Apr 2026").text
        assert Medication.objects.get().ended_on == date(2026, 4, 12)

    def test_the_record_offers_it_and_then_says_until_when(self, amara, medicine):
        page = reverse("chart:record", args=[medicine.patient_id])
        assert "Stopped?" in amara.get(page).text
        self.stop(amara, medicine, "12 Apr 2026")
        text = amara.get(page).text
        assert "Stopped?" not in text
        assert "1 Mar 2026 to 12 Apr 2026" in text


def of_pia(kind, patient):
    if kind in ("problem", "tried"):
        return KINDS[kind](intake__patient=patient)
    return KINDS[kind](patient=patient)


class TestError:
    def mark(self, client, kind, row, **body):
        return client.post(reverse("intake:entry-error", args=[kind, row.pk]), body)

    @pytest.mark.parametrize("kind", KINDS)
    def test_it_is_marked_with_who_when_and_why(self, amara, dr_amara, pia_record, kind):
        row = of_pia(kind, pia_record)
        assert self.mark(amara, kind, row, reason="wrong person").status_code == 302
        row.refresh_from_db()
        assert (row.erred_by, row.erred_reason) == (dr_amara, "wrong person")
        assert Event.objects.filter(action="entered_in_error", patient_id=pia_record.pk).exists()

    def test_without_a_reason_it_stays(self, amara, pia_record):
        row = AllergyFactory(patient=pia_record)
        assert self.mark(amara, "allergy", row).status_code == 422
        assert self.mark(amara, "allergy", row, reason="   ").status_code == 422
        row.refresh_from_db()
        assert not row.is_entered_in_error

    def test_twice_keeps_the_first_reason(self, amara, pia_record):
        row = AllergyFactory(patient=pia_record)
        for reason in ("wrong person", "again"):
            self.mark(amara, "allergy", row, reason=reason)
        row.refresh_from_db()
        assert row.erred_reason == "wrong person"

    def test_it_asks_for_the_reason_and_leaves_the_lists(self, amara, pia_record):
        row = AllergyFactory(patient=pia_record, title="Latex")
        assert "Latex" in amara.get(reverse("intake:entry-error", args=["allergy", row.pk])).text
        self.mark(amara, "allergy", row, reason="never happened")
        amara.post(reverse("intake:intake-start", args=[pia_record.pk]))
        page = amara.get(reverse("intake:intake", args=[pia_record.pk])).text
        assert reverse("intake:entry-error", args=["allergy", row.pk]) not in page

    @pytest.mark.parametrize(("who", "status"), [("dr_ben", 403), ("desk_cleo", 403), ("dr_dara", 404)])
    def test_others_are_refused(self, request, as_, pia_record, who, status):
        row, client = AllergyFactory(patient=pia_record), as_(request.getfixturevalue(who))
        assert self.mark(client, "allergy", row, reason="x").status_code == status
        assert client.post(reverse("intake:entry-restore", args=["allergy", row.pk])).status_code == status
        row.refresh_from_db()
        assert not row.is_entered_in_error

    def test_other_methods_and_kinds_are_refused(self, amara, pia_record):
        row = AllergyFactory(patient=pia_record)
        assert amara.put(reverse("intake:entry-error", args=["allergy", row.pk])).status_code == 405
        assert amara.get(reverse("intake:entry-restore", args=["allergy", row.pk])).status_code == 405
        assert self.mark(amara, "score", row, reason="x").status_code == 404


class TestRestore:
    def restore(self, client, row):
        return client.post(reverse("intake:entry-restore", args=["medication", row.pk]), follow=True)

    def marked(self, patient, user, at):
        return MedicationFactory(patient=patient, erred_at=at, erred_by=user, erred_reason="typo")

    def test_the_same_day_it_is_put_back(self, amara, dr_amara, pia_record):
        row = self.marked(pia_record, dr_amara, now())
        assert "put back" in self.restore(amara, row).text
        row.refresh_from_db()
        assert (row.is_entered_in_error, row.erred_reason) == (False, "")
        assert Event.objects.filter(action="put_back", patient_id=pia_record.pk).exists()

    def test_on_a_later_day_it_is_told_what_to_do_instead(self, amara, dr_amara, pia_record):
        row = self.marked(pia_record, dr_amara, now() - timedelta(days=2))
        assert "Add a correct entry instead" in self.restore(amara, row).text
        row.refresh_from_db()
        assert row.is_entered_in_error

    def test_one_that_was_not_marked_stays_as_it_is(self, amara, pia_record):
        row = MedicationFactory(patient=pia_record)
        self.restore(amara, row)
        assert not Event.objects.filter(action="put_back").exists()
