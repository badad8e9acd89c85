"""Find anything: by name, part of a name, birth date, record number; only what the role may open."""

from datetime import date

import pytest
from django.urls import reverse

from audit.models import Event
from chart.selectors.find import birth_date_in
from tests.chart.test_storyboard import text_of
from tests.factories.people import PatientFactory


@pytest.mark.parametrize(
    ("typed", "born"),
    [
        ("1983-03-12", date(1983, 3, 12)),
        ("03/12/1983", date(1983, 3, 12)),
        ("12.3.1983", date(1983, 3, 12)),
        ("12 Mar 1983", date(1983, 3, 12)),
        ("March 12, 1983", date(1983, 3, 12)),
        ("1983", None),
        ("004-118", None),
        ("31.02.1983", None),
    ],
)
def test_dates_are_read_as_people_type_them(typed, born):
    assert birth_date_in(typed) == born


@pytest.mark.parametrize("words", ["okafor", "OKAF", "pia oka", "oka pia", "004-118", "1983-03-12"])
def test_a_person_is_found_every_way(as_, dr_amara, pia_record, words):
    page = as_(dr_amara).get("/find/", {"q": words}).content.decode()
    assert "Okafor, Pia" in page
    assert f"/patients/{pia_record.pk}/" in page


@pytest.mark.parametrize(("words", "found"), [("ng", True), ("pi ng", True), ("an", True), ("gu", False)])
def test_two_letters_begin_a_name(as_, desk_cleo, maple, words, found):
    PatientFactory(clinic=maple, given_name="Pia Anh", family_name="Ng", mrn="Langue-1")
    assert ("Ng, Pia Anh" in text_of(as_(desk_cleo).get("/find/", {"q": words}))) is found


def test_one_keeps_typing_wildcards_and_finds_only_themselves(as_, dr_amara, pia_record):
    assert "Okafor" not in text_of(as_(dr_amara).get("/find/", {"q": "%"}))


def test_the_palette_gets_options_and_the_page_gets_links(as_, dr_amara, pia_record):
    client = as_(dr_amara)
    fragment = client.get("/find/", {"q": "oka"}, headers={"HX-Request": "true"})
    assert 'role="option"' in fragment.content.decode()
    assert "<html" not in fragment.content.decode()
    assert "HX-Request" in fragment.headers["Vary"]


def test_before_typing_ones_own_patients_are_offered(as_, dr_amara, pia_record, quin_record):
    text = text_of(as_(dr_amara).get("/find/"))
    assert "Okafor, Pia" in text
    assert "Diaz, Quin" not in text


def test_own_patients_come_first(as_, dr_ben, pia_record, quin_record):
    text = text_of(as_(dr_ben).get("/find/", {"q": "004-11"}))
    assert text.index("Diaz, Quin") < text.index("Okafor, Pia")


def test_the_desk_is_led_to_contact_pages(as_, desk_cleo, pia_record):
    page = as_(desk_cleo).get("/find/", {"q": "oka"}).content.decode()
    assert f"/patients/{pia_record.pk}/contact/" in page
    assert f'"/patients/{pia_record.pk}/"' not in page


def test_those_off_the_team_are_led_to_contact_pages(as_, dr_ben, pia_record):
    assert f"/patients/{pia_record.pk}/contact/" in as_(dr_ben).get("/find/", {"q": "oka"}).content.decode()


def test_other_clinics_and_managers_find_nobody(as_, dr_dara, boss_moss, pia_record):
    for user in (dr_dara, boss_moss):
        assert "Okafor" not in text_of(as_(user).get("/find/", {"q": "oka"}))


def test_pages_are_found_by_name_and_by_role(as_, dr_amara, boss_moss):
    assert "Add a patient" in text_of(as_(dr_amara).get("/find/", {"q": "add"}))
    assert "Add a patient" not in text_of(as_(boss_moss).get("/find/", {"q": "add"}))


def test_the_pages_of_the_open_chart_are_found_by_name(as_, dr_amara, pia_record):
    page = as_(dr_amara).get("/find/", {"q": "meas", "at": pia_record.pk}).content.decode()
    assert reverse("outcomes:measures", args=[pia_record.pk]) in page
    assert f'"{reverse("chart:storyboard", args=[pia_record.pk])}"' not in page


@pytest.mark.parametrize("who", ["dr_ben", "dr_dara", "desk_cleo", "boss_moss"])
def test_a_chart_that_is_closed_to_the_reader_is_no_open_chart(request, as_, who, pia_record):
    page = as_(request.getfixturevalue(who)).get("/find/", {"q": "", "at": pia_record.pk})
    assert f"{pia_record.pk}/measures/" not in page.content.decode()


@pytest.mark.parametrize("key", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_a_strange_chart_is_none(as_, dr_amara, key):
    assert "this chart" not in text_of(as_(dr_amara).get("/find/", {"at": key}))


def test_who_is_found_is_on_record(as_, dr_ben, pia_record, quin_record):
    as_(dr_ben).get("/find/", {"q": "oka"})
    read = Event.objects.get(action="read", category="find")
    assert (read.patient_id, read.actor_id) == (pia_record.pk, dr_ben.pk)


def test_only_get(as_, dr_amara):
    assert as_(dr_amara).post("/find/").status_code == 405


def test_the_number_of_queries_does_not_grow(as_, dr_amara, pia_record, django_assert_max_num_queries):
    PatientFactory.create_batch(20, clinic=pia_record.clinic, family_name="Okafor")
    client = as_(dr_amara)
    with django_assert_max_num_queries(4):
        assert client.get("/find/", {"q": "oka"}).status_code == 200
