"""Loading: from a file to the phone, for one clinic only, never over what was there (S62, S64)."""

import logging
from datetime import timedelta
from decimal import Decimal
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from audit.models import Event
from core.errors import DomainError
from outcomes import services
from outcomes.models import Ask, LoadedInstrument, Response, Score
from outcomes.selectors import Catalogue, score_series
from people.access import Actor
from tests.factories.instrument_files import EXAMPLES, as_file, garden, wording
from tests.factories.people import NOON, CareTeamMemberFactory, PatientFactory
from tests.factories.portal import peg_ask, question_link

pytestmark = pytest.mark.django_db
GARDEN = {"water": 3, "weed": 2, "lift": 1, "sit": 3}


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def load(maple):
    def loaded(data, clinic=maple, at=NOON):
        by = Actor.system(clinic.pk)
        return services.load_instrument(clinic=clinic, content=as_file(data), by=by, at=at)

    return loaded


def ask(patient, key):
    return services.create_ask(
        patient=patient,
        instrument=key,
        opens_at=NOON,
        due_on=NOON.date(),
        closes_at=NOON + timedelta(days=14),
        by=Actor.system(patient.clinic_id),
        at=NOON,
    )


def entry(patient, key):
    return reverse("outcomes:response-new", args=[patient.pk, key])


# --- the row -----------------------------------------------------------------------------------


def test_the_same_file_twice_changes_nothing_and_another_is_a_new_edition(load):
    first, again = load(wording("odi")), load(wording("odi"))
    assert (first.is_new, again.is_new, first.row) == (True, False, again.row)
    changed = wording("odi")
    changed["items"][0]["text"] = "Made-up question one, better"
    second = load(changed)
    assert (second.row.edition, LoadedInstrument.objects.count()) == (2, 2)
    back = load(wording("odi"))
    assert (back.row.edition, first.row.data) == (3, back.row.data)
    actions = Event.objects.filter(action="instrument_loaded").order_by("id")
    assert [event.detail for event in actions] == [f"wording odi 2.1a edition {n}" for n in (1, 2, 3)]


def test_another_order_of_answers_is_another_wording(load):
    load(wording("promis_sd_4a"))
    assert load(wording("promis_sd_4a", reverse=("r1",))).is_new


def test_a_changed_instrument_needs_a_new_version(load):
    load(garden())
    with pytest.raises(DomainError, match="Give this one a new version"):
        load(garden() | {"caution": "Another"})
    assert load(garden() | {"caution": "Another", "version": "2"}).is_new
    assert LoadedInstrument.objects.count() == 2


def test_a_wrong_file_changes_nothing(load):
    with pytest.raises(DomainError, match=r"^Line 5: "):
        load(wording("odi") | {"licence": ""})
    assert not LoadedInstrument.objects.exists()
    assert not Event.objects.exists()


def test_nobody_loads_for_another_clinic(maple, birch):
    with pytest.raises(DomainError, match="another clinic"):
        services.load_instrument(clinic=maple, content=as_file(garden()), by=Actor.system(birch.pk), at=NOON)


# --- the command -------------------------------------------------------------------------------


def run(*args):
    said = StringIO()
    call_command("load_instrument", *args, stdout=said)
    return said.getvalue()


@pytest.fixture
def odi_file(tmp_path):
    path = tmp_path / "odi.yaml"
    path.write_bytes(as_file(wording("odi")))
    return path


def test_the_command_loads_once(maple, odi_file):
    assert (
        run(str(odi_file)) == "odi.yaml: Licensed wording of ODI 2.1a, 10 items. Loaded for Maple Clinic.\n"
    )
    assert "has it already; nothing was changed." in run(str(odi_file))
    assert LoadedInstrument.objects.get().loaded_at == NOON


def test_a_check_only_says_so(maple, odi_file):
    assert run(str(odi_file), "--check").endswith("It fits; nothing was loaded.\n")
    assert not LoadedInstrument.objects.exists()


@pytest.mark.parametrize("example", sorted(path.name for path in EXAMPLES.glob("*.yaml")))
def test_the_examples_of_the_docs_load(maple, example):
    assert "Loaded for Maple Clinic." in run(str(EXAMPLES / example))


def test_with_two_clinics_one_is_named(maple, birch, odi_file):
    with pytest.raises(CommandError, match="Name one clinic"):
        run(str(odi_file))
    run(str(odi_file), "--clinic", "Birch Clinic")
    assert LoadedInstrument.objects.get().clinic == birch


def test_the_command_names_the_line_and_quotes_nothing(maple, tmp_path):
    path = tmp_path / "odi.yaml"
    path.write_bytes(as_file(wording("odi")).replace(b"item: lifting", b"item: Made-up"))
    for check in ([], ["--check"]):
        with pytest.raises(
            CommandError, match=r"odi.yaml: Line \d+: A key is .* Nothing was changed."
        ) as error:
            run(str(path), *check)
        assert "Made-up" not in str(error.value)


@pytest.mark.parametrize("path", ["nowhere.yaml", "."])
def test_what_is_no_file_is_said(maple, tmp_path, path):
    with pytest.raises(CommandError, match="There is no such file"):
        run(str(tmp_path / path))


# --- licensed wording --------------------------------------------------------------------------


def test_patients_are_offered_it_from_then_on_and_only_those_of_that_clinic(load, pia_record, birch):
    with pytest.raises(DomainError, match="The wording of ODI is not loaded here."):
        ask(pia_record, "odi")
    load(wording("odi"), birch)
    with pytest.raises(DomainError, match="not loaded"):
        ask(pia_record, "odi")
    load(wording("odi"))
    assert ask(pia_record, "odi").version == "2.1a"
    assert "odi" in [one.key for one in Catalogue(pia_record.clinic_id).offered]


def test_it_is_put_letter_by_letter_with_its_licence_line(load, pia_record):
    data = wording("promis_sd_4a", reverse=("r1",))
    data["items"][0]["text"] = "Made-up <question> & “1”"
    load(data)
    phone, link = Client(), question_link(peg_ask(pia_record, at=NOON, instrument="promis_sd_4a"))
    page = phone.post(link, follow=True).content.decode()
    assert "Made-up &lt;question&gt; &amp; “1”" in page
    assert "© nobody. Made-up words in the place of PROMIS sleep disturbance." in page
    assert page.index('value="5"') < page.index('value="4"') < page.index('value="1"')
    for number in (1, 2, 3, 4):
        phone.post(f"{link}{number}/", {"value": "5" if number == 1 else "1"})
    check = phone.get(f"{link}check/").content.decode()
    assert "Made-up &lt;question&gt; &amp; “1”: <b>Answer 5 of question 1</b>" in check
    phone.post(f"{link}check/")
    score = Score.objects.get()
    assert (score.value, score.instrument) == (Decimal("46.2"), "promis_sd_4a")
    response = Response.objects.get()
    assert (response.wording.licence_ref, response.wording.language) == ("Test licence 7", "en")


def test_what_was_begun_keeps_the_words_that_it_was_begun_with(load, pia_record):
    load(wording("isi"))
    phone, link = Client(), question_link(peg_ask(pia_record, at=NOON, instrument="isi"))
    phone.post(link)
    changed = wording("isi")
    changed["items"][1]["text"] = "Other words"
    load(changed)
    assert "Made-up question 2" in phone.get(f"{link}2/").content.decode()
    second = question_link(ask(pia_record, "isi"))
    phone.post(second)
    assert "Other words" in phone.get(f"{second}2/").content.decode()


def test_staff_see_it_where_they_type_the_numbers(load, as_, dr_amara, pia_record):
    before = as_(dr_amara).get(entry(pia_record, "ndi")).content.decode()
    assert "Made-up" not in before
    load(wording("ndi"))
    page = as_(dr_amara).get(entry(pia_record, "ndi")).content.decode()
    assert "Made-up question 10" in page
    assert "Answer 5 of question 10" in page
    assert "Your licence: Test licence 7." in page
    assert page.count('class="w-short"') == 10
    sent = {item["item"]: "2" for item in wording("ndi")["items"]}
    as_(dr_amara).post(entry(pia_record, "ndi"), {**sent, "true_on": "2026-11-19", "mode": "paper"})
    assert Response.objects.get().wording is not None
    assert Score.objects.get().value == 20


def test_another_clinic_does_not_read_a_word(load, as_, dr_dara, birch, pia_record):
    load(wording("ndi"))
    other = PatientFactory(clinic=birch)
    CareTeamMemberFactory(patient=other, user=dr_dara, is_lead=True)
    assert "Made-up" not in as_(dr_dara).get(entry(other, "ndi")).content.decode()
    assert as_(dr_dara).get(entry(pia_record, "ndi")).status_code == 404


def test_no_word_of_it_is_logged_or_audited(load, pia_record, caplog):
    caplog.set_level(logging.DEBUG)
    load(wording("isi"))
    phone, link = Client(), question_link(peg_ask(pia_record, at=NOON, instrument="isi"))
    phone.post(link, follow=True)
    phone.post(f"{link}1/", {"value": "nonsense"})
    said = caplog.text + " ".join(Event.objects.values_list("detail", flat=True))
    assert "Made-up" not in said
    assert "Answer 1" not in said


# --- a clinic's own ----------------------------------------------------------------------------


@pytest.fixture
def own(load):
    return load(garden()).file.instrument


def record(patient, by, answers, day=0, **changes):
    return services.record_response(
        patient=patient,
        instrument="garden_scale",
        answers=answers,
        true_on=NOON.date() - timedelta(days=day),
        mode="paper",
        by=by,
        at=NOON,
        **changes,
    )


def test_it_is_entered_scored_trended_and_shown_like_any_other(own, as_, dr_amara, amara, pia_record):
    record(pia_record, amara, dict.fromkeys(GARDEN, 0), day=30)
    client = as_(dr_amara)
    sent = {key: str(value) for key, value in GARDEN.items()}
    client.post(entry(pia_record, own.key), {**sent, "true_on": "2026-11-19", "mode": "paper"})
    (series,) = score_series(pia_record)
    assert (series.latest.value, series.latest.band, series.verdict.code) == (9, "in bloom", "better")
    for name in ("measures", "scores"):
        page = client.get(reverse(f"outcomes:{name}", args=[pia_record.pk])).content.decode()
        assert "Garden scale" in page
        assert "in bloom" in page
    assert (
        "Enter Garden scale"
        in client.get(reverse("outcomes:measures", args=[pia_record.pk])).content.decode()
    )


def test_it_is_drawn_and_tabled_like_any_other(own, as_, dr_amara, amara, pia_record):
    record(pia_record, amara, dict.fromkeys(GARDEN, 0), day=30)
    record(pia_record, amara, GARDEN)
    page = as_(dr_amara).get(reverse("chart:series", args=[pia_record.pk, "score-garden_scale"]))
    assert page.status_code == 200
    assert "Garden scale" in page.content.decode()
    assert "in bloom" in page.content.decode()


def test_it_is_asked_by_link_and_answered_on_a_phone(own, pia_record):
    phone, link = Client(), question_link(ask(pia_record, own.key))
    page = phone.post(link, follow=True).content.decode()
    assert "how much of this could you do in your garden?" in page
    for number, value in enumerate(GARDEN.values(), 1):
        phone.post(f"{link}{number}/", {"value": str(value)})
    done = phone.post(f"{link}check/", follow=True).content.decode()
    assert "Your number: 9.0. Higher is better." in done


def test_its_score_can_be_marked_as_wrong(own, as_, dr_amara, amara, pia_record):
    score = record(pia_record, amara, GARDEN).scores.get()
    page = as_(dr_amara).get(reverse("outcomes:entry-error", args=["score", score.pk]))
    assert "Garden scale 9.0, 20 Nov 2026." in page.content.decode()


def test_an_older_version_reads_what_it_wrote_and_is_not_compared(own, load, amara, pia_record):
    record(pia_record, amara, GARDEN, day=20)
    load(garden() | {"version": "2"}, at=NOON + timedelta(minutes=1))
    record(pia_record, amara, dict.fromkeys(GARDEN, 0))
    (series,) = score_series(pia_record)
    assert [line.version for line in series.lines] == ["2", "1"]
    assert series.verdict.code == "cannot_tell"


def test_another_clinic_does_not_know_it(own, birch, as_, dr_dara):
    other = PatientFactory(clinic=birch)
    CareTeamMemberFactory(patient=other, user=dr_dara, is_lead=True)
    assert as_(dr_dara).get(entry(other, own.key)).status_code == 404
    with pytest.raises(DomainError, match="do not know the questionnaire"):
        ask(other, own.key)


def test_one_that_alarms_is_for_staff_and_opens_the_task(load, amara, pia_record):
    data = garden()
    data["items"][0]["alarm"] = {"at_least": 3, "sign": "self_harm"}
    load(data)
    with pytest.raises(DomainError, match="for staff to ask"):
        ask(pia_record, "garden_scale")
    record(pia_record, amara, GARDEN)
    assert pia_record.tasks.get().reason_code == "red_flag_self_harm"


def test_looking_up_our_own_instruments_costs_no_query(maple, django_assert_num_queries):
    catalogue = Catalogue(maple.pk)
    with django_assert_num_queries(0):
        assert catalogue.get("peg").key == "peg"
        assert catalogue.get("promis_pf_4a", "1.0").version == "1.0"
        assert catalogue.put("phq9")[0].key == "phq9"
        assert [one.key for one in catalogue.in_order(["odi", "peg"])] == ["peg", "odi"]


def test_a_list_of_its_own_costs_one(load, maple, django_assert_num_queries):
    for version in "123456":
        load(garden() | {"version": version}, at=NOON + timedelta(days=int(version)))
        load(garden() | {"version": version, "key": f"garden_{version}", "title": f"Garden {version}"})
    catalogue = Catalogue(maple.pk)
    with django_assert_num_queries(1):
        assert catalogue.get("garden_scale").version == "6"
        assert catalogue.get("garden_scale", "2").version == "2"
        assert [one.key for one in catalogue.others][-2:] == ["garden_6", "garden_scale"]


def test_nobody_is_asked_anything_by_loading(own):
    assert not Ask.objects.exists()
