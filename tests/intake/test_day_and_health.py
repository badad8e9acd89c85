"""Sleep always asked, hard things kept apart by role, and the facts that rules rely on."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from audit.models import Event
from core.errors import DomainError
from intake.models import CapturedLine, HealthFact, Intake, SleepScreen, TraumaNote
from intake.rules.health_facts import NO_ALLERGIES, Known
from intake.selectors.cards import card_states
from intake.selectors.health import active_conditions, facts_of
from intake.services import closing, conversation, day, health
from outcomes import services as outcomes
from outcomes.rules.words import Capacity, Direction, Mode
from people.clock import now
from people.models import Task
from tests.factories.intake import AllergyFactory, MedicationFactory, TimelineEntryFactory
from tests.intake.pages import HTMX

pytestmark = pytest.mark.django_db


@pytest.fixture
def doctor(as_, dr_amara):
    return as_(dr_amara)


def at(route, intake):
    return reverse(f"intake:{route}", args=[intake.pk])


class TestSleep:
    def test_each_answer_is_kept_and_what_was_not_asked_stays_so(self, doctor, intake):
        answer = doctor.post(at("sleep-save", intake), {"snoring": "yes"}, headers=HTMX)
        assert "ask STOP-BANG now" in answer.text
        kept = SleepScreen.objects.get()
        assert (kept.snoring, kept.insomnia) == ("yes", "")
        doctor.post(at("sleep-save", intake), {"snoring": "yes"}, headers=HTMX)
        assert Event.objects.get(action="sleep_answered").detail == "snoring"
        assert doctor.post(at("sleep-save", intake), {"snoring": "loud"}, headers=HTMX).status_code == 422

    def test_a_suggestion_becomes_one_task_and_only_while_it_stands(self, doctor, intake, who):
        MedicationFactory(patient=intake.patient, title="Oxycodone 5 mg", status="active")
        refused = doctor.post(at("sleep-task", intake), {"step": "opioid"}, follow=True)
        assert "no longer follows" in refused.text
        day.answer_sleep(intake=intake, answers={"snoring": "yes"}, **who)
        for _ in range(2):
            doctor.post(at("sleep-task", intake), {"step": "opioid"})
        assert "naloxone" in Task.objects.get().sentence
        assert doctor.post(at("sleep-task", intake), {"step": "nap"}).status_code == 422


class TestKeptApart:
    def test_a_physician_writes_it_and_each_reading_is_on_record(self, doctor, intake):
        assert doctor.post(at("apart-start", intake)).headers["Location"] == at("apart", intake)
        note = TraumaNote.objects.get()
        patch = {"field": "words", "value": "A crash at nine", "revision": 0}
        address = reverse("intake:draft-trauma", args=[note.pk])
        assert doctor.patch(address, patch, content_type="application/json").status_code == 200
        assert "A crash at nine" in doctor.get(at("apart", intake)).text
        assert Event.objects.filter(action="read", category="kept_apart").count() == 1

    def test_nobody_else_reads_or_writes_it_anywhere(self, as_, nav_nia, doctor, dr_amara, intake, who):
        note = day.open_trauma_note(intake=intake, **who)
        TraumaNote.objects.update(words="A crash at nine")
        nurse = as_(nav_nia)
        page = nurse.get(reverse("intake:intake", args=[intake.patient_id])).text
        assert "kept apart, for the physician" in page
        assert nurse.get(at("apart", intake)).status_code == 403
        form = reverse("intake:draft-form", args=["trauma", note.pk])
        assert nurse.post(form, {"words": "x", "words.revision": "0"}).status_code == 403
        Intake.objects.update(status="signed", signed_at=now(), signed_by=dr_amara)
        for client in (nurse, doctor):
            assert "A crash at nine" not in client.get(at("intake-read", intake)).text
        storyboard = reverse("chart:storyboard", args=[intake.patient_id])
        assert "A crash at nine" not in doctor.get(storyboard).text
        assert TraumaNote.objects.get().words == "A crash at nine"

    def test_what_is_sensitive_among_the_capacities_too(self, as_, nav_nia, doctor, dr_amara, intake):
        slot = reverse("intake:card-save", args=[intake.pk, "sex"])
        assert as_(nav_nia).post(slot, {"value": "2"}).status_code == 404
        nurse_sees = as_(nav_nia).get(reverse("intake:intake", args=[intake.patient_id])).text
        assert 'id="sex"' not in nurse_sees
        assert "One more is kept for the physician." in nurse_sees
        signed = {"function": [["Sex life", "2 times a month"], ["Walks", "9 minutes"]]}
        Intake.objects.update(status="signed", signed_at=now(), signed_by=dr_amara, as_signed=signed)
        assert "2 times a month" in doctor.get(at("intake-read", intake)).text
        page = as_(nav_nia).get(at("intake-read", intake)).text
        assert "9 minutes" in page
        assert "2 times a month" not in page

    def test_nor_by_what_was_said_last_nor_by_the_line_that_said_it(
        self, as_, nav_nia, doctor, intake, dr_amara, actor_of
    ):
        typed = {"key": uuid4(), "text": "sex 2 times a month"}
        doctor.post(at("capture", intake), typed, headers=HTMX)
        nurse = as_(nav_nia)
        for client, sees in ((doctor, True), (nurse, False)):
            assert ("Sex life" in client.get(at("intake-resume", intake), {"parked": "1"}).text) is sees
            page = client.get(reverse("intake:intake", args=[intake.patient_id])).text
            assert ("sex 2 times a month" in page) is sees
        summary = closing.write_summary(intake=intake, by=actor_of(dr_amara), at=now())
        assert "Sex life" not in summary.measured

    def test_a_line_charts_nothing_sensitive_for_who_may_not_see_it(self, as_, nav_nia, intake):
        answer = as_(nav_nia).post(
            at("capture", intake), {"key": uuid4(), "text": "sex 2 times a month"}, headers=HTMX
        )
        assert "is charted by those of the team who may see it" in answer.text
        assert not card_states(intake)["sex"].values
        assert CapturedLine.objects.get().kind == "note"


class TestHealth:
    def test_a_yes_or_no_is_one_click_and_true_today(self, doctor, intake):
        answer = doctor.post(at("fact-state", intake), {"fact": "diabetes:no"}, headers=HTMX)
        assert answer.status_code == 200
        for _ in range(2):
            doctor.post(at("fact-state", intake), {"fact": "diabetes:yes"}, headers=HTMX)
        row = HealthFact.objects.get()
        assert (row.known, row.true_on) == ("yes", intake.patient.today(now()))
        assert facts_of(intake.patient_id).says("diabetes") is True
        assert facts_of(intake.patient_id).says("liver") is None
        for odd in ("gout:yes", "diabetes:perhaps", "egfr:yes"):
            assert doctor.post(at("fact-state", intake), {"fact": odd}).status_code == 422

    def test_a_number_counts_once_it_has_its_day(self, doctor, intake):
        doctor.post(at("fact-state", intake), {"fact": "egfr"}, headers=HTMX)
        row = HealthFact.objects.get()
        address = reverse("intake:draft-fact", args=[row.pk])

        def save(field, value):
            said = {"field": field, "value": value, "revision": 0}
            return doctor.patch(address, said, content_type="application/json")

        assert save("number", "900").status_code == 422
        assert save("number", "45").status_code == 200
        assert facts_of(intake.patient_id).number("egfr") is None
        assert save("true_on", "2099-01-01").status_code == 422
        assert save("true_on", "2026-03-04").status_code == 200
        found = facts_of(intake.patient_id).get("egfr")
        assert (found.number, found.unit, found.true_on) == (45, "mL/min/1.73 m²", date(2026, 3, 4))

    def test_no_known_allergies_is_said_and_does_not_outlive_one(self, doctor, intake, who):
        assert facts_of(intake.patient_id).says(NO_ALLERGIES) is None
        said = doctor.post(at("fact-state", intake), {"fact": "no_known_allergies:yes"}, headers=HTMX)
        assert "No known allergies" in said.text
        assert facts_of(intake.patient_id).says(NO_ALLERGIES) is True
        page = reverse("intake:intake", args=[intake.patient_id])
        assert 'id="allergy-badge">No known allergies</span>' in doctor.get(page).text
        AllergyFactory(patient=intake.patient, title="Penicillin")
        assert "Allergy: Penicillin" in doctor.get(page).text
        assert facts_of(intake.patient_id).says(NO_ALLERGIES) is None
        with pytest.raises(DomainError, match="are charted"):
            health.state_no_allergies(intake=intake, **who)

    def test_conditions_that_are_over_are_not_active(self, intake):
        for title, status in (("Diabetes", "active"), ("Asthma", "resolved")):
            TimelineEntryFactory(
                patient=intake.patient, kind="condition", title=title, clinical_status=status
            )
        assert [one.title for one in active_conditions(intake.patient_id)] == ["Diabetes"]

    def test_a_later_conversation_starts_from_not_asked_and_shows_what_was_known(
        self, doctor, dr_amara, intake, who
    ):
        health.state_fact(intake=intake, key="diabetes", known=Known.YES, **who)
        Intake.objects.update(status="signed", signed_at=now(), signed_by=dr_amara)
        later = conversation.start_intake(patient=intake.patient, **who)
        text = doctor.get(reverse("intake:intake", args=[later.patient_id])).text
        assert "Diabetes <small>Yes, " in text
        with pytest.raises(DomainError, match="signed"):
            health.ensure_row_open(HealthFact.objects.get())


def test_timed_tries_give_a_quota_beside_the_capacity_with_its_source(doctor, intake, who):
    measure = outcomes.set_measure(
        patient=intake.patient,
        capacity=Capacity.SIT,
        label="Sits",
        unit="minutes",
        limiter="",
        direction=Direction.HIGHER_IS_BETTER,
        **who,
    )
    outcomes.record_trials(
        measure=measure, trials=(1200, 1500, 900), true_on=intake.patient.today(now()), mode=Mode.STAFF, **who
    )
    text = doctor.get(reverse("intake:intake", args=[intake.patient_id])).text
    assert "about 16 minutes, 80 percent of 20." in text
    assert "Source:" in text
    assert Decimal(str(measure.readings.get().value)) == 20
