"""The storyboard: works, refuses as it should, says what it holds, and asks the same number of times."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from audit.models import Event
from intake.models import Medication
from outcomes.models import Day, Reading, Score
from people.models import Patient
from tests.factories.chart import whole_chart
from tests.factories.outcomes import FlareFactory, ScoreFactory
from tests.factories.people import NOON, PatientFactory


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def charted(pia_record, dr_amara) -> Patient:
    whole_chart(pia_record, dr_amara)
    return pia_record


def board(patient: Patient) -> str:
    return reverse("chart:storyboard", args=[patient.pk])


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_it_shows_the_six_facts(as_, dr_amara, charted):
    text = text_of(as_(dr_amara).get(board(charted)))
    for fact in [
        "Left L5 nerve root is irritated and now settling",
        "Decide by 22 Nov 2026: does sitting 60 minutes hold with no flare?",
        "55 min, 15 Nov",
        "◐ Interlaminar steroid 2 days only; wore off",
        "Allergy: Sulfa",
        "Lead: Dr Amara Rao",
    ]:
        assert fact in text


def test_flares_are_bands_behind_the_tracks_and_marks_on_the_days(as_, dr_amara, charted):
    FlareFactory(patient=charted, started_on=date(2026, 11, 18))
    FlareFactory(patient=charted, started_on=date(2026, 10, 1), ended_on=date(2026, 10, 3))
    FlareFactory(patient=charted, started_on=date(2026, 9, 1), ended_on=date(2026, 9, 3), erred_at=NOON)
    page = as_(dr_amara).get(board(charted))
    text, markup = text_of(page), page.content.decode()
    tracks = markup.count('class="panel"')
    assert tracks > 0
    assert markup.count('class="flare-band"') == 2 * tracks
    assert "2 flares, 6 days latest 18 Nov to now" in text
    assert "✶ in a flare 3" in text
    assert reverse("outcomes:days", args=[charted.pk]) in markup


def test_long_lists_are_cut_and_say_how_many(as_, dr_amara, charted):
    for n in range(5):
        Medication.objects.create(
            clinic=charted.clinic, patient=charted, title=f"Pill {n}", status="active", created_at=NOON
        )
    text = text_of(as_(dr_amara).get(board(charted)))
    assert "Medicines all 8" in text


def test_measures_without_published_figures_never_claim_more_than_a_shift(as_, dr_amara, charted):
    text = text_of(as_(dr_amara).get(board(charted)))
    assert "clear shift, better +47" in text
    assert "real change" not in text


def test_an_empty_chart_says_what_will_be_here(as_, dr_amara, pia_record):
    text = text_of(as_(dr_amara).get(board(pia_record)))
    for empty in [
        "No working idea yet",
        "No goals yet",
        "No numbers yet",
        "No plan yet",
        "No check-ins in the last",
    ]:
        assert empty in text


def test_imported_pain_scores_are_numbers(as_, dr_amara, pia_record):
    for number, days_ago in ((8, 90), (5, 3)):
        ScoreFactory(
            patient=pia_record, instrument="nrs", value=number, true_on=NOON.date() - timedelta(days_ago)
        )
    text = text_of(as_(dr_amara).get(board(pia_record)))
    assert "No numbers yet" not in text
    assert "Pain now, 0 to 10" in text


def test_only_get(as_, dr_amara, charted):
    assert as_(dr_amara).post(board(charted)).status_code == 405


def test_another_clinic_sees_nothing(as_, dr_dara, charted):
    assert as_(dr_dara).get(board(charted)).status_code == 404


@pytest.mark.parametrize("name", ["storyboard", "storyboard-table", "record", "access-log"])
def test_a_colleague_off_the_team_gets_the_name_only(as_, dr_ben, charted, name):
    response = as_(dr_ben).get(reverse(f"chart:{name}", args=[charted.pk]))
    assert response.status_code == 403
    assert "Okafor" in response.content.decode()
    assert "Sulfa" not in response.content.decode()


def test_the_front_desk_is_refused(as_, desk_cleo, charted):
    assert as_(desk_cleo).get(board(charted)).status_code == 403


def test_each_look_is_audited_once(as_, dr_amara, charted):
    as_(dr_amara).get(board(charted))
    reads = Event.objects.filter(patient_id=charted.pk, action="read")
    assert [(event.category, event.actor_id) for event in reads] == [("storyboard", dr_amara.pk)]


def test_the_table_twin_holds_every_number(as_, dr_amara, charted):
    text = text_of(as_(dr_amara).get(reverse("chart:storyboard-table", args=[charted.pk])))
    for value in ["55", "46", "36", "7.3", "6.7", "58", "no entry", "hard"]:
        assert f" {value} " in text


def test_text_of_people_is_never_markup(as_, dr_amara, charted):
    Reading.objects.first().measure.__class__.objects.update(label="<script>alert(1)</script>")
    page = as_(dr_amara).get(board(charted)).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_no_inline_style_or_script(as_, dr_amara, charted):
    page = as_(dr_amara).get(board(charted)).content.decode()
    assert not re.search(r"\sstyle=|<style|\son\w+=|<script(?![^>]*\ssrc=)", page)


@pytest.mark.parametrize("times", [0, 1, 10])
def test_the_number_of_queries_does_not_grow(as_, dr_amara, charted, django_assert_max_num_queries, times):
    _more(charted, times)
    client = as_(dr_amara)
    client.get(board(charted))
    with django_assert_max_num_queries(9):
        assert client.get(board(charted)).status_code == 200


def test_the_list_stays_at_six_queries(as_, dr_amara, charted, django_assert_max_num_queries):
    PatientFactory.create_batch(70, clinic=charted.clinic)
    client = as_(dr_amara)
    with django_assert_max_num_queries(6):
        assert client.get(reverse("chart:patients") + "?scope=all").status_code == 200


def _more(patient: Patient, times: int) -> None:
    readings = list(Reading.objects.filter(patient=patient))
    for n in range(times):
        for reading in readings:
            reading.pk = None
            reading._state.adding = True
            reading.true_on -= timedelta(days=1)
        Reading.objects.bulk_create(
            Reading(
                clinic=r.clinic,
                patient=patient,
                measure=r.measure,
                value=r.value,
                true_on=r.true_on,
                recorded_at=r.recorded_at,
                mode=r.mode,
            )
            for r in readings
        )
        first = NOON.date() - timedelta(days=60 + n)
        Day.objects.create(
            clinic=patient.clinic, patient=patient, day=first, mark=1, mode="phone", recorded_at=NOON
        )


def test_pain_the_same_and_life_wider_is_one_sentence_above_the_tracks(as_, dr_amara, charted):
    Score.objects.filter(patient=charted).delete()
    for days in (90, 3):
        on = NOON.date() - timedelta(days=days)
        ScoreFactory(patient=charted, instrument="nrs", value=6, true_on=on)
    text = text_of(as_(dr_amara).get(board(charted)))
    assert re.search(r"life wider, \d+ \w+ 2026 to \d+ \w+ 2026: 2 of 3 in function better; Pain now", text)
    Score.objects.filter(patient=charted).delete()
    assert "life wider" not in text_of(as_(dr_amara).get(board(charted)))


def test_the_table_says_why_and_by_which_figure(as_, dr_amara, charted):
    text = text_of(as_(dr_amara).get(reverse("chart:storyboard-table", args=[charted.pk])))
    assert "Ostelo 2008, Spine" in text
    assert "Source: Sitting and standing: 20 percent is noise." in text
