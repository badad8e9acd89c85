"""Barriers that save themselves and outlive the intake; where somebody goes next; nobody falls off."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from core.errors import DomainError
from followup.selectors.branches import Watch
from followup.selectors.worklist import worklist
from intake.models import Barrier, Intake, Triage, TriageDraft
from intake.rules.life import BarrierKind
from intake.rules.triage import Decision, Disposition
from intake.selectors.life import barriers_of
from intake.services import life, triage
from people.clock import now
from people.selectors import policies
from tests.factories.intake import BarrierFactory
from tests.factories.plans import PlanFactory, StepFactory
from tests.intake.pages import HTMX

pytestmark = pytest.mark.django_db


@pytest.fixture
def doctor(as_, dr_amara):
    return as_(dr_amara)


def add(client, patient, kind="transport", **headers):
    return client.post(reverse("intake:barrier-add", args=[patient.pk]), {"kind": kind}, headers=headers)


def write(client, patient, **said):
    """Begin a decision and write it, field by field."""
    client.post(reverse("intake:triage-begin", args=[patient.pk]), headers=HTMX)
    draft = TriageDraft.objects.get(patient=patient)
    address = reverse("intake:draft-triage", args=[draft.pk])
    for field, value in said.items():
        typed = {"field": field, "value": value, "revision": draft.revision_of(field)}
        assert client.patch(address, typed, content_type="application/json").status_code == 200
    return draft


def keep(client, draft, headers=HTMX, **said):
    address = reverse("intake:triage-decide", args=[draft.patient_id])
    return client.post(address, {"draft": draft.pk} | said, headers=headers)


def decide(client, patient, **said):
    return keep(client, write(client, patient, **said))


class TestBarriers:
    def test_one_click_makes_a_line_and_a_double_one_makes_no_second(self, doctor, intake):
        answer = add(doctor, intake.patient, **HTMX)
        assert 'aria-label="Getting there" tabindex="-1" data-focus' in answer.text
        add(doctor, intake.patient, **HTMX)
        assert Barrier.objects.count() == 1
        assert add(doctor, intake.patient, "weather", **HTMX).status_code == 422

    def test_it_is_written_field_by_field_after_the_intake_is_signed(self, doctor, dr_amara, intake):
        row = BarrierFactory(patient=intake.patient, words="")
        Intake.objects.update(status="signed", signed_at=now(), signed_by=dr_amara)
        address = reverse("intake:draft-barrier", args=[row.pk])
        said = {"field": "words", "value": "two buses", "revision": 0}
        assert doctor.patch(address, said, content_type="application/json").status_code == 200
        row.refresh_from_db()
        assert row.words == "two buses"

    def test_without_javascript_the_form_leads_back(self, doctor, intake):
        row = BarrierFactory(patient=intake.patient, words="")
        form = reverse("intake:draft-form", args=["barrier", row.pk])
        answer = doctor.post(form, {"left": "8", "left.revision": "0", "words": "PT", "words.revision": "0"})
        assert answer.headers["Location"] == f"{intake.get_absolute_url()}#life"
        row.refresh_from_db()
        assert (row.words, row.left) == ("PT", 8)
        refused = doctor.post(form, {"left": "many", "left.revision": "1"})
        assert refused.status_code == 409
        assert "many</textarea>" in refused.text

    def test_it_holds_until_it_is_ended_with_its_day(self, doctor, intake):
        row = BarrierFactory(patient=intake.patient)
        today = intake.patient.today(now())
        assert [one.words for one in barriers_of(intake.patient_id, on=today)] == ["two buses"]
        end = reverse("intake:barrier-end", args=[row.pk])
        assert doctor.post(end, {"on": (today + timedelta(days=1)).isoformat()}).status_code == 422
        assert doctor.post(end, {"on": "soon"}).status_code == 422
        assert "Ended: 1" in doctor.post(end, headers=HTMX).text
        row.refresh_from_db()
        assert row.ended_on == today
        assert barriers_of(intake.patient_id, on=today) == []
        assert barriers_of(intake.patient_id, on=today - timedelta(days=1))

    def test_an_empty_line_is_taken_away_and_an_ended_one_is_not_written(self, who, pia_record):
        blank = life.add_barrier(patient=pia_record, kind=BarrierKind.MONEY, **who)
        assert not life.end_barrier(barrier=blank, on=None, **who)
        told = BarrierFactory(patient=pia_record)
        assert life.end_barrier(barrier=told, on=date(2026, 1, 2), **who)
        assert life.end_barrier(barrier=told, on=date(2026, 1, 3), **who)
        told.refresh_from_db()
        assert told.ended_on == date(2026, 1, 2)
        with pytest.raises(DomainError, match="has ended"):
            life.ensure_open(told)

    def test_a_closed_record_takes_none(self, who, pia_record):
        pia_record.closed_at, pia_record.closed_reason = now(), "moved"
        pia_record.save()
        with pytest.raises(DomainError, match="closed"):
            life.add_barrier(patient=pia_record, kind=BarrierKind.MONEY, **who)

    def test_it_stands_beside_the_step_that_it_concerns(self, doctor, dr_amara, pia_record):
        BarrierFactory(patient=pia_record, severity="blocks")
        plan = PlanFactory(patient=pia_record, created_by=dr_amara)
        StepFactory(plan=plan, kind="therapy", title="Twice a week")
        text = doctor.get(reverse("plans:builder", args=[plan.pk])).text
        assert "<b>Life:</b> two buses" in text
        assert "<b>Stops it:</b> two buses" in text


class TestTriage:
    def test_it_is_written_field_by_field_and_kept_by_its_button(self, doctor, intake):
        patient = intake.patient
        draft = write(doctor, patient, disposition="elsewhere", service="Spine", reason="weak leg")
        assert 'value="weak leg"' in doctor.get(intake.get_absolute_url()).text
        assert "On no list until it is kept" in doctor.get(intake.get_absolute_url()).text
        assert not Triage.objects.exists()
        assert "Choose the day on which we ask again." in keep(doctor, draft).text
        assert decide(doctor, patient, recontact_on=patient.today(now()).isoformat()).status_code == 200
        assert Triage.objects.get().sentence == "Another centre or specialty (Spine): weak leg"
        assert not TriageDraft.objects.exists()

    def test_what_is_missing_is_said_at_its_field_and_what_was_typed_stays(self, doctor, pia_record):
        answer = decide(doctor, pia_record, disposition="stabilise", reason="sleeps in a car")
        assert answer.status_code == 422
        draft = TriageDraft.objects.get()
        assert f'id="recontact_on-{draft.pk}-says">Choose the day on which we ask again.' in answer.text
        assert 'value="sleeps in a car"' in answer.text
        assert "Choose where this person goes next." in decide(doctor, pia_record, disposition="").text
        assert not Triage.objects.exists()

    def test_a_page_that_is_older_than_the_decision_does_not_write_over_it(self, doctor, pia_record):
        draft = write(doctor, pia_record, disposition="programme", reason="first thoughts")
        write(doctor, pia_record, reason="second thoughts")
        keep(doctor, draft)
        for headers in (HTMX, {}):
            stale = keep(doctor, draft, headers, disposition="stabilise", reason="first thoughts")
            assert (stale.status_code, "This was decided meanwhile." in stale.text) == (422, True)
        assert [row.reason for row in Triage.objects.all()] == ["second thoughts"]

    def test_without_javascript_the_words_come_with_the_button(self, doctor, pia_record):
        draft = write(doctor, pia_record)
        refused = keep(doctor, draft, {}, disposition="stabilise", recontact_on="soon")
        assert refused.status_code == 409
        assert "soon</textarea>" in refused.text
        lacking = keep(doctor, draft, {})
        assert (lacking.status_code, "Say why, in a sentence" in lacking.text) == (422, True)
        today = pia_record.today(now()).isoformat()
        assert keep(doctor, draft, {}, reason="no room", recontact_on=today).status_code == 302
        assert Triage.objects.get().reason == "no room"

    def test_a_closed_record_takes_no_decision_and_says_so(self, doctor, pia_record):
        draft = write(doctor, pia_record, disposition="programme")
        pia_record.closed_at, pia_record.closed_reason = now(), "moved"
        pia_record.save()
        begun = doctor.post(reverse("intake:triage-begin", args=[pia_record.pk]), headers=HTMX)
        for answer in (begun, keep(doctor, draft)):
            assert (answer.status_code, "This record is closed" in answer.text) == (422, True)
            assert answer.text.lstrip().startswith('<section id="next"')
        assert not Triage.objects.exists()

    def test_it_lands_on_the_worklist_on_its_day_until_they_are_reached(
        self, doctor, maple, dr_amara, actor_of, intake
    ):
        today = intake.patient.today(now())
        said = {"disposition": "stabilise", "reason": "sleeps in a car", "resources": "Shelter 555-0100"}
        early = decide(doctor, intake.patient, recontact_on=(today + timedelta(days=9)).isoformat(), **said)
        assert "it is on the worklist that day" in early.text
        assert sentences(maple, actor_of(dr_amara)) == []
        decide(doctor, intake.patient, recontact_on=today.isoformat(), **said)
        assert sentences(maple, actor_of(dr_amara)) == [
            "To be asked again: Not ready: stabilise first: sleeps in a car"
        ]
        assert Triage.objects.filter(replaced_at=None).count() == 1
        row = Triage.objects.get(replaced_at=None)
        contact = reverse("intake:triage-contact", args=[row.pk])
        assert "Say what came of it." in doctor.post(contact, headers=HTMX).text
        assert "Has a room now" in doctor.post(contact, {"outcome": "Has a room now"}, headers=HTMX).text
        assert sentences(maple, actor_of(dr_amara)) == []

    def test_a_new_decision_takes_the_place_of_the_old_and_the_same_again_makes_none(self, who, pia_record):
        stay = Decision(Disposition.STABILISE, "no phone", recontact_on=pia_record.today(now()))
        first = triage.decide_triage(patient=pia_record, decision=stay, **who)
        assert triage.decide_triage(patient=pia_record, decision=stay, **who) == first
        ours = triage.decide_triage(patient=pia_record, decision=Decision(Disposition.PROGRAMME), **who)
        first.refresh_from_db()
        assert (first.is_standing, ours.is_standing) == (False, True)
        assert triage.record_contact(triage=first, outcome="late", **who).contacted_at is None


def sentences(clinic, actor):
    moment = now()
    watch = Watch(clinic, actor, moment, policies(clinic, on=clinic.today(moment)))
    page = worklist(watch)
    return [reason.sentence for row in page.rows for reason in row.reasons]


def test_the_page_is_read_once_and_asks_little(doctor, pia_record, django_assert_max_num_queries):
    for _ in range(6):
        BarrierFactory(patient=pia_record)
    address = reverse("intake:life", args=[pia_record.pk])
    doctor.get(address)
    with django_assert_max_num_queries(12):
        assert doctor.get(address).status_code == 200
