"""The patient list: whose, found how, leading where."""

from datetime import timedelta

import pytest
import time_machine

from audit.models import Event
from tests.chart.test_storyboard import text_of
from tests.factories.outcomes import MeasureFactory, ReadingFactory
from tests.factories.people import NOON, CareTeamMemberFactory, PatientFactory


def test_clinicians_start_with_their_own(as_, dr_amara, pia_record, quin_record):
    text = text_of(as_(dr_amara).get("/patients/"))
    assert "Okafor, Pia" in text
    assert "Diaz, Quin" not in text


def test_the_desk_starts_with_everybody(as_, desk_cleo, pia_record, quin_record):
    text = text_of(as_(desk_cleo).get("/patients/"))
    assert "2 people" in text
    assert "Dr Ben Holt" in text


@pytest.mark.parametrize(("scope", "shown"), [("all", False), ("closed", True)])
def test_closed_records_are_listed_apart(as_, desk_cleo, pia_record, scope, shown):
    PatientFactory(clinic=pia_record.clinic, family_name="Gone", closed_at=NOON, closed_reason="moved")
    assert ("Gone" in text_of(as_(desk_cleo).get("/patients/", {"scope": scope}))) is shown


def test_searching_keeps_the_words(as_, desk_cleo, pia_record, quin_record):
    page = as_(desk_cleo).get("/patients/", {"q": "diaz"}).content.decode()
    assert 'value="diaz"' in page
    assert "Okafor" not in page


def test_everybody_on_the_page_is_on_record(as_, desk_cleo, pia_record, quin_record):
    as_(desk_cleo).get("/patients/")
    read = Event.objects.filter(action="read", category="patients", actor_id=desk_cleo.pk)
    assert {event.patient_id for event in read} == {pia_record.pk, quin_record.pk}


def test_fifty_a_page(as_, desk_cleo, pia_record):
    PatientFactory.create_batch(55, clinic=pia_record.clinic)
    text = text_of(as_(desk_cleo).get("/patients/", {"page": "2"}))
    assert "56 people" in text
    assert "Page 2 of 2" in text


def test_other_clinics_see_their_own_list(as_, dr_dara, pia_record):
    assert "Okafor" not in text_of(as_(dr_dara).get("/patients/", {"scope": "all"}))


def test_only_get_and_only_those_who_serve_patients(as_, dr_amara, boss_moss):
    assert as_(dr_amara).post("/patients/").status_code == 405
    assert as_(boss_moss).get("/patients/").status_code == 403


@pytest.fixture
def both_walk(pia_record, quin_record):
    for patient, label in ((pia_record, "Sits"), (quin_record, "Walks")):
        measure = MeasureFactory(patient=patient, label=label)
        for days, value in ((40, 10), (2, 30)):
            ReadingFactory(measure=measure, value=value, true_on=NOON.date() - timedelta(days=days))


def test_the_anchor_stands_beside_ones_own_patients_only(as_, dr_amara, both_walk):
    with time_machine.travel(NOON, tick=False):
        page = as_(dr_amara).get("/patients/", {"scope": "all"}).content.decode()
    assert page.count('class="spark"') == 1
    assert "Sits 30 minutes, 18 Nov" in page
    assert "Walks" not in page


def test_the_desk_sees_no_clinical_number(as_, desk_cleo, both_walk):
    page = as_(desk_cleo).get("/patients/").content.decode()
    assert "Own anchor" not in page
    assert "Sits" not in page


@pytest.mark.parametrize("people", [1, 30])
def test_anchors_cost_no_query(as_, dr_amara, maple, django_assert_max_num_queries, people):
    for patient in PatientFactory.create_batch(people, clinic=maple):
        CareTeamMemberFactory(patient=patient, user=dr_amara)
        ReadingFactory(measure=MeasureFactory(patient=patient))
    client = as_(dr_amara)
    client.get("/patients/")
    with django_assert_max_num_queries(6):
        assert client.get("/patients/").content.decode().count('class="spark"') == people
