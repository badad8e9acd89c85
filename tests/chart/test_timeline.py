"""The timeline's page: lanes, relief, fuzzy dates, its list, and that it costs the same for everybody."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from audit.models import Event
from intake.models import Medication, TimelineEntry
from tests.chart.test_bytes import cold_bytes
from tests.chart.test_storyboard import text_of
from tests.factories.chart import whole_chart
from tests.factories.intake import (
    IntakeFactory,
    MedicationFactory,
    PainProblemFactory,
    TimelineEntryFactory,
    TreatmentTriedFactory,
)
from tests.factories.outcomes import FlareFactory
from tests.factories.people import NOON

#: Session, user, patient, the audit's row, the header; seven of the story. The line to add by asks for lanes.
QUERIES = {"?range=all": 15, "?view=list": 13}


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def intake(pia_record, dr_amara):
    return IntakeFactory(patient=pia_record, started_by=dr_amara)


def address(patient, query: str = "") -> str:
    return reverse("chart:timeline", args=[patient.pk]) + query


def many(patient, count: int = 300) -> None:
    """A packet of decades: conditions, procedures, medicines."""
    kinds = ("condition", "procedure", "imaging")
    row = {"clinic": patient.clinic, "patient": patient, "created_at": NOON}
    TimelineEntry.objects.bulk_create(
        TimelineEntry(
            **row,
            kind=kinds[n % 3],
            title=f"Finding {n * 7919 % 1000}",
            starts_on=date(1990, 1, 1) + timedelta(days=n * 40),
            clinical_status="active" if n % 6 else "resolved",
            told_by="packet",
        )
        for n in range(count)
    )
    Medication.objects.bulk_create(
        Medication(
            **row,
            title=f"Medicine {n * 104729 % 1000}",
            status="stopped",
            started_on=date(2000, 1, 1) + timedelta(days=n * 30),
            ended_on=date(2000, 1, 1) + timedelta(days=n * 30 + 20),
        )
        for n in range(count)
    )


def test_the_story_of_somebody_who_died_ends_that_day(as_, dr_amara, pia_record):
    TimelineEntryFactory(
        patient=pia_record, kind="condition", title="Back pain", starts_on=date(2021, 3, 1), precision="day"
    )
    alive = as_(dr_amara).get(address(pia_record) + "?range=all").text
    pia_record.died_on = date(2023, 6, 1)
    pia_record.save()
    page = as_(dr_amara).get(address(pia_record) + "?range=all").text
    assert [">2022<" in alive, ">2025<" in alive] == [True, True]
    assert [">2022<" in page, ">2025<" in page] == [True, False]


def test_each_pain_problem_has_its_lane_with_what_was_tried(as_, dr_amara, pia_record, intake):
    calf = PainProblemFactory(intake=intake, where="Left calf", side="left", since="winter 2025")
    PainProblemFactory(intake=intake, where="Neck", position=2)
    TreatmentTriedFactory(
        intake=intake,
        problem=calf,
        what="ESI",
        when_words="March",
        helped_for="2 days only",
        ended="wore_off",
    )
    TreatmentTriedFactory(intake=intake, what="PT", when_words="spring", ended="access", access_reason="cost")
    TimelineEntryFactory(
        patient=pia_record,
        problem=calf,
        title="New route",
        told_by="patient",
        starts_on=date(2025, 9, 1),
        precision="season",
        date_words="autumn 2025",
    )
    page = as_(dr_amara).get(address(pia_record))
    lanes = page.text.split('<section aria-labelledby="lane-')
    assert re.findall(r'<h3 id="lane-[^"]+">([^<]+)<', page.text) == ["Left calf", "The whole person"]
    assert "“New route”" in lanes[1]
    assert "autumn 2025 · Pia wrote" in lanes[1]
    assert 'class="line stub"' in lanes[1]
    assert "2 days only, wore off" in lanes[1]
    assert 'class="line not-had"' in lanes[2]
    assert "could not get it: money or cover" in lanes[2]
    assert "Left calf began" in lanes[1]


def test_what_has_no_date_stands_beside_and_an_anchored_one_in_the_picture(as_, dr_amara, pia_record):
    surgery = TimelineEntryFactory(
        patient=pia_record, kind="procedure", title="Fusion", starts_on=date(2026, 3, 12)
    )
    TimelineEntryFactory(
        patient=pia_record,
        title="Foot went numb",
        anchor=surgery,
        relation="before",
        precision="unknown",
        date_words="before the fusion",
    )
    TimelineEntryFactory(patient=pia_record, title="A fall", precision="unknown", date_words="long ago")
    page = as_(dr_amara).get(address(pia_record))
    picture, undated = page.text.split("Not dated yet")
    assert 'class="open"' in picture.split("Foot went numb")[1].split("</li>")[0]
    assert "A fall" in undated
    assert "long ago" in undated
    assert "A fall" not in picture


def test_the_window_is_the_shortest_that_holds_the_story_and_says_what_it_leaves_out(
    as_, dr_amara, pia_record
):
    def shown(query: str = "") -> str:
        page = as_(dr_amara).get(address(pia_record, query)).text
        return re.search(r'href="[^"]+" aria-current="true">([^<]+)</a>', page)[1]

    many(pia_record, 30)
    assert shown() == "Last 5 years"
    TimelineEntryFactory(patient=pia_record, title="New route", starts_on=date(2025, 9, 1))
    assert shown() == "Last 24 months"
    text = text_of(as_(dr_amara).get(address(pia_record)))
    assert re.search(r"Not in this picture: \d+ earlier\. Whole story", text)
    assert shown("?range=all") == "Whole story"
    assert "Not in this picture" not in text_of(as_(dr_amara).get(address(pia_record, "?range=all")))


def test_own_dates_that_make_no_sense_are_asked_again(as_, dr_amara, pia_record):
    answer = as_(dr_amara).get(address(pia_record, "?first=2026-01-01&last=2025-01-01"))
    assert answer.status_code == 422
    assert "The first day must not come after the last one." in text_of(answer)


def test_hundreds_are_one_row_of_a_kind_until_it_is_opened(as_, dr_amara, pia_record):
    many(pia_record)
    page = as_(dr_amara).get(address(pia_record, "?range=all")).text
    assert len(re.findall(r'<li class="row ', page)) == 4
    counted = [int(n) for n in re.findall(r'<text y="4">(\d+)</text>', page)]
    singles = page.count('<circle r="3.5"/>')
    assert sum(counted) + singles == 600
    opened = as_(dr_amara).get(address(pia_record, "?range=all&open=medicines")).text
    assert len(re.findall(r'<li class="row medicine"', opened)) == 60
    assert "240 more in the list" in opened


def test_the_list_holds_every_entry_with_its_author_in_pages(as_, dr_amara, pia_record):
    many(pia_record, 60)
    TimelineEntryFactory(
        patient=pia_record, title="A fall", author=dr_amara, precision="unknown", date_words="long ago"
    )
    pages = [as_(dr_amara).get(address(pia_record, f"?view=list&page={n}")).text for n in (1, 2)]
    rows = [len(re.findall(r"<tr><td>", page)) for page in pages]
    assert rows == [100, 21]
    last = re.findall(r"<tr>(<td>.*?)</tr>", pages[1])[-1]
    assert re.sub(r"<[^>]+>", "|", last).replace("||", "|").count("Dr Amara Rao") == 1
    assert "long ago" in last
    assert "A fall" in last


def test_an_empty_story_invites(as_, dr_amara, pia_record):
    assert "Nothing is on the timeline yet" in text_of(as_(dr_amara).get(address(pia_record)))
    assert "Nothing is on the timeline yet" in text_of(as_(dr_amara).get(address(pia_record, "?view=list")))


def test_what_was_entered_in_error_is_not_part_of_the_story(as_, dr_amara, pia_record):
    TimelineEntryFactory(patient=pia_record, title="Wrong person", starts_on=date(2026, 1, 1), erred_at=NOON)
    assert "Wrong person" not in as_(dr_amara).get(address(pia_record)).text


def test_texts_of_people_are_text(as_, dr_amara, pia_record, intake):
    evil = "<img src=x onerror=alert(1)>"
    TimelineEntryFactory(patient=pia_record, title=evil, starts_on=date(2026, 1, 1), date_words='"><script>')
    TreatmentTriedFactory(intake=intake, what=evil, when_words="March", helped_for=evil)
    for query in ("", "?view=list"):
        page = as_(dr_amara).get(address(pia_record, query)).text
        assert "<img src=x" not in page
        assert "<script>" not in page


def test_for_htmx_it_is_the_picture_that_draws_itself_anew(as_, dr_amara, pia_record):
    TimelineEntryFactory(patient=pia_record, title="A fall", starts_on=date(2026, 1, 1))
    client = as_(dr_amara)
    whole = client.get(address(pia_record, "?small=1"), headers={"HX-Request": "true"}).text
    assert "<html" not in whole
    assert 'id="quick-title"' in whole
    assert "A fall" in whole
    again = re.search(r'hx-get="([^"]+part=picture[^"]*)"', whole)[1].replace("&amp;", "&")
    assert "small=1" in again
    picture = client.get(again, headers={"HX-Request": "true"}).text
    assert "A fall" in picture
    assert 'id="quick-title"' not in picture


def test_a_closed_record_is_only_read(as_, dr_amara, pia_record):
    TimelineEntryFactory(patient=pia_record, title="A fall", starts_on=date(2026, 1, 1))
    pia_record.closed_at, pia_record.closed_reason = NOON, "moved"
    pia_record.save()
    page = as_(dr_amara).get(address(pia_record)).text
    assert "A fall" in page
    assert "data-move" not in page
    assert "quick-title" not in page


def test_a_read_is_one_row_in_the_log(as_, dr_amara, pia_record):
    as_(dr_amara).get(address(pia_record))
    assert list(Event.objects.filter(action="read").values_list("category", flat=True)) == ["timeline"]


@pytest.mark.parametrize("query", QUERIES)
def test_the_number_of_queries_does_not_grow(
    as_, dr_amara, pia_record, intake, django_assert_num_queries, query
):
    client = as_(dr_amara)
    PainProblemFactory(intake=intake, where="Left calf")
    client.get(address(pia_record, query))
    with django_assert_num_queries(QUERIES[query]):
        client.get(address(pia_record, query))
    whole_chart(pia_record, dr_amara)
    many(pia_record, 60)
    for n in range(4):
        PainProblemFactory(intake=intake, where=f"Place {n}", position=n + 1)
        TreatmentTriedFactory(intake=intake, what=f"Try {n}", when_words="March", helped_for="2 days")
        MedicationFactory(patient=pia_record, started_on=date(2026, 1, 1))
        FlareFactory(
            patient=pia_record,
            started_on=date(2026, 1, 10 + n * 3),
            ended_on=date(2026, 1, 11 + n * 3),
        )
    with django_assert_num_queries(QUERIES[query]):
        client.get(address(pia_record, query))


@pytest.mark.parametrize("query", ["?range=all", "?range=all&open=medicines", "?view=list"])
def test_it_comes_in_64_kb_after_decades(as_, dr_amara, pia_record, query):
    whole_chart(pia_record, dr_amara)
    many(pia_record)
    assert cold_bytes(as_(dr_amara).get(address(pia_record, query)).content) <= 64 * 1024
