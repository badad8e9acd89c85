"""Every series at once, one of them over a chosen time, and numbers as a file: works, refuses, is audited."""

import json
import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Event
from outcomes.models import Measure
from outcomes.rules.words import Protocol
from tests.chart.exploring import TODAY, logged, measure_key, series
from tests.chart.test_storyboard import text_of
from tests.factories.outcomes import FlareFactory, MeasureFactory, ReadingFactory, ScoreFactory
from tests.factories.people import NOON

pytestmark = pytest.mark.usefixtures("at_noon")


def overview(client, patient):
    page = client.get(reverse("outcomes:measures", args=[patient.pk])).content.decode()
    return page[page.index('class="overview') : page.index("All numbers as a file")]


def panels(page):
    return [re.sub(r"<[^>]+>", "", title).strip() for title in re.findall(r"<h3>(.*?)</h3>", page)]


def zoom(answer):
    page = answer.content.decode()
    return json.loads(re.search(r'<script id="series-data" type="application/json">(.*?)</script>', page)[1])


# --- Every series


def test_function_leads_and_the_pain_score_follows(as_, dr_amara, charted):
    ScoreFactory(patient=charted, instrument="nrs", value=6)
    titles = panels(overview(as_(dr_amara), charted))
    assert titles[:4] == ["Sits without stopping", "Walks", "Sleeps", "Moves said by the person"]
    assert titles[4:7] == [
        "Steps counted by a device",
        "Sleeps said by the person",
        "Hard days in seven said by the person",
    ]
    assert set(titles[7:]) == {"PEG", "ODI", "Pain now, 0 to 10"}


def test_each_panel_leads_to_its_own_page(as_, dr_amara, charted):
    client = as_(dr_amara)
    links = re.findall(r'<h3><a href="([^"]+)"', overview(client, charted))
    assert len(links) == 9
    assert {client.get(link).status_code for link in links} == {200}


def test_a_timed_value_is_not_held_against_a_told_one(as_, dr_amara, charted):
    walks = Measure.objects.get(patient=charted, label="Walks")
    ReadingFactory(measure=walks, value=1, true_on=TODAY, recorded_at=NOON, protocol=Protocol.TIMED)
    for page in (
        overview(as_(dr_amara), charted),
        as_(dr_amara).get(*series(charted, measure_key(charted))).content.decode(),
    ):
        figure = page[page.index("Walks") :]
        assert "–</span> cannot tell" in figure[: figure.index("</figcaption>")]


def test_a_series_without_a_value_is_no_panel(as_, dr_amara, pia_record):
    MeasureFactory(patient=pia_record, label="Lifts")
    ReadingFactory(measure=MeasureFactory(patient=pia_record, label="Stands"), erred_at=NOON)
    ScoreFactory(patient=pia_record, value=None)
    page = as_(dr_amara).get(reverse("outcomes:measures", args=[pia_record.pk])).content.decode()
    assert "No numbers yet. What the person can do" in page
    assert "small-panels" not in page


def test_an_instrument_without_change_figures_has_a_panel_too(as_, dr_amara, pia_record):
    for key in ("pgic", "stop_bang", "ort_oud"):
        ScoreFactory(patient=pia_record, instrument=key, value=3)
    assert len(panels(overview(as_(dr_amara), pia_record))) == 3


def test_a_sensitive_measure_says_so(as_, dr_amara, charted):
    Measure.objects.filter(label="Walks").update(sensitive=True)
    assert "Walks sensitive" in panels(overview(as_(dr_amara), charted))


def test_the_page_of_measures_asks_as_often_after_ten_years(
    as_, dr_amara, charted, django_assert_num_queries
):
    """How often, tests/outcomes/test_pages.py holds."""
    client, address = as_(dr_amara), reverse("outcomes:measures", args=[charted.pk])
    logged(charted, range(365))
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    logged(charted, range(3650))
    with django_assert_num_queries(len(asked)):
        client.get(address)


# --- One series


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ({}, "21 May 2026"),
        ({"range": "6w"}, "9 Oct 2026"),
        ({"range": "6m"}, "21 May 2026"),
        ({"range": "1y"}, "20 Nov 2025"),
        ({"range": "all"}, "24 Jul 2026"),
        ({"range": "nonsense"}, "21 May 2026"),
        ({"first": "2026-10-01"}, "1 Oct 2026"),
        ({"range": "6w", "first": "2026-10-01"}, "1 Oct 2026"),
        ({"last": "2030-01-01", "first": "2026-10-01"}, "1 Oct 2026"),
    ],
)
def test_the_time_can_be_chosen(as_, dr_amara, charted, asked, first):
    address, query = series(charted, **asked)
    answer = as_(dr_amara).get(address, query)
    assert answer.status_code == 200
    assert f"{first} to 20 Nov 2026" in text_of(answer)


def test_own_dates_end_where_they_say(as_, dr_amara, charted):
    address, query = series(charted, first="2026-08-01", last="2026-08-31")
    answer = as_(dr_amara).get(address, query)
    assert "1 Aug 2026 to 31 Aug 2026" in text_of(answer)
    assert len(zoom(answer)["panels"][0]["points"]) == 31


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"first": "2026-11-02", "last": "2026-11-01"}, "The first day must not come after the last one."),
        ({"first": "2026-12-24"}, "The first day must not come after the last one."),
        ({"first": "yesterday"}, "Type the day as year-month-day, like 2026-11-22."),
        ({"beside": "score-nothing"}, "Choose one of the answers that are offered."),
    ],
)
def test_what_makes_no_sense_is_said_and_the_usual_time_is_shown(as_, dr_amara, charted, asked, said):
    address, query = series(charted, **asked)
    answer = as_(dr_amara).get(address, query)
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert "21 May 2026 to 20 Nov 2026" in text_of(answer)


def test_two_series_stand_one_above_the_other(as_, dr_amara, charted):
    address, query = series(charted, beside="score-odi")
    answer = as_(dr_amara).get(address, query)
    assert [panel["title"] for panel in zoom(answer)["panels"]] == ["Moves", "ODI"]
    assert answer.content.decode().count('class="panel"') == 2


def test_the_scale_runs_from_zero_to_the_instruments_end(as_, dr_amara, charted):
    address, _ = series(charted, "score-odi")
    panel = zoom(as_(dr_amara).get(address))["panels"][0]
    assert (panel["low"], panel["high"], panel["was"], panel["zone"]) == (0, 100, 58, [48, 0])


def test_goal_marks_and_flares_are_there(as_, dr_amara, charted):
    FlareFactory(patient=charted, started_on=date(2026, 10, 1), ended_on=date(2026, 10, 4), severity="severe")
    address, _ = series(charted, measure_key(charted))
    answer = as_(dr_amara).get(address)
    data, text = zoom(answer), text_of(answer)
    assert data["panels"][0]["goal"] == 30
    assert len(data["marks"]) == 4
    assert "▼2 Calm the nerve: injection at L5, left 8 Jul" in text
    assert "Flare, severe 1 Oct 2026 to 4 Oct 2026" in text
    assert answer.content.decode().count("flare-band") == 1


def test_a_flare_outside_the_time_is_not_drawn(as_, dr_amara, charted):
    FlareFactory(patient=charted, started_on=date(2026, 8, 1), ended_on=date(2026, 8, 4))
    address, query = series(charted, range="6w")
    assert "Flare" not in text_of(as_(dr_amara).get(address, query))


def test_days_that_are_missing_are_a_gap(as_, dr_amara, charted):
    logged(charted, [*range(10), *range(14, 20)])
    points = zoom(as_(dr_amara).get(series(charted)[0]))["panels"][0]["points"]
    assert [value for _, value in points].index(None) == 6
    assert len(points) == 17


def test_a_long_time_is_drawn_by_weeks_that_say_of_how_many_days(as_, dr_amara, charted):
    logged(charted, [ago for ago in range(994) if ago % 7 != 2])
    address, query = series(charted, range="all")
    answer = as_(dr_amara).get(address, query)
    panel = zoom(answer)["panels"][0]
    assert panel["weekly"]
    assert {len(point) for point in panel["points"]} == {4}
    assert text_of(answer).count("6 of 7") == len(panel["points"]) == 142


def test_hard_days_are_days_in_seven(as_, dr_amara, charted):
    panel = zoom(as_(dr_amara).get(series(charted, "day-hard")[0]))["panels"][0]
    assert (panel["low"], panel["high"]) == (0, 7)
    assert {point[1] for point in panel["points"]} == {1}


def test_run_rules_say_too_soon_where_it_is(as_, dr_amara, charted):
    logged(charted, range(30))
    assert "Too soon to say" in text_of(as_(dr_amara).get(series(charted)[0]))


def test_the_table_twin_holds_every_value_with_how_it_came(as_, dr_amara, charted):
    address, query = series(charted, table="1", range="6w")
    page = as_(dr_amara).get(address, query).content.decode()
    assert re.search(r"<details class=\"numbers more\" open>", page)
    assert page.count("<td>phone</td>") == 43


def test_a_time_without_values_says_so(as_, dr_amara, charted):
    address, query = series(charted, first="2020-01-01", last="2020-02-01")
    assert "No values in these days." in text_of(as_(dr_amara).get(address, query))


def test_text_of_people_is_never_markup(as_, dr_amara, charted):
    Measure.objects.filter(label="Walks").update(label="</script><b>Walks", unit="<i>min")
    page = as_(dr_amara).get(series(charted, measure_key(charted, "</script><b>Walks"))[0]).content.decode()
    assert "</script><b>" not in page
    assert "<i>min" not in page


@pytest.mark.parametrize("key", ["day-nothing", "score-phq9", "day-typed-steps", "measure-1", "x"])
def test_a_series_that_is_not_there_is_not_found(as_, dr_amara, charted, key):
    assert as_(dr_amara).get(series(charted, key)[0]).status_code == 404


def test_another_patients_measure_is_not_found(as_, dr_amara, charted, quin_record):
    strange = ReadingFactory(measure=MeasureFactory(patient=quin_record)).measure
    assert as_(dr_amara).get(series(charted, f"measure-{strange.pk}")[0]).status_code == 404


def test_looking_is_audited_once(as_, dr_amara, charted):
    as_(dr_amara).get(series(charted)[0])
    [read] = Event.objects.filter(patient_id=charted.pk, action="read")
    assert (read.category, read.actor_id) == ("series", dr_amara.pk)


@pytest.mark.parametrize("asked", [{}, {"range": "all", "beside": "score-odi"}])
@pytest.mark.parametrize("years", [1, 10])
def test_one_series_asks_as_often_after_ten_years(
    as_, dr_amara, charted, django_assert_max_num_queries, years, asked
):
    logged(charted, range(years * 365))
    client, (address, query) = as_(dr_amara), series(charted, **asked)
    client.get(address, query)
    with django_assert_max_num_queries(11):
        client.get(address, query)


# --- Who may


@pytest.mark.parametrize("name", ["series", "series-csv", "all-csv"])
@pytest.mark.parametrize(
    ("who", "status"),
    [("dr_dara", 404), ("dr_ben", 403), ("desk_cleo", 403), ("boss_moss", 403), ("pia", 403)],
)
def test_others_are_refused_and_see_nothing(request, as_, charted, name, who, status):
    args = [charted.pk] if name == "all-csv" else [charted.pk, "day-moved"]
    answer = as_(request.getfixturevalue(who)).get(reverse(f"chart:{name}", args=args))
    assert answer.status_code == status
    assert "Moves" not in answer.content.decode()
    assert not Event.objects.filter(action__in=["read", "exported"], category="series").exists()


@pytest.mark.parametrize("name", ["series", "series-csv", "all-csv"])
def test_they_only_read(as_, dr_amara, charted, name):
    args = [charted.pk] if name == "all-csv" else [charted.pk, "day-moved"]
    assert as_(dr_amara).post(reverse(f"chart:{name}", args=args)).status_code == 405
