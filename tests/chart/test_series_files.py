"""The numbers of a series, and of all of them, as a file (S70, S71)."""

import csv
import re
from decimal import Decimal
from io import StringIO

import pytest
from django.urls import reverse

from audit.models import Event
from tests.chart.exploring import measure_key
from tests.chart.test_storyboard import text_of
from tests.factories.outcomes import MeasureFactory, ReadingFactory

pytestmark = pytest.mark.usefixtures("at_noon")


def rows(answer):
    return list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))


def test_a_file_holds_each_value_as_it_was_kept(as_, dr_amara, charted):
    answer = as_(dr_amara).get(reverse("chart:series-csv", args=[charted.pk, measure_key(charted)]))
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert rows(answer)[-1] == {
        "record": "004-118",
        "series": "Walks",
        "source": "",
        "day": "2026-11-15",
        "value": "33",
        "unit": "min",
        "direction": "higher is better",
        "how": "staff",
        "note": "",
    }


def test_the_file_of_everything_holds_every_series(as_, dr_amara, charted):
    found = rows(as_(dr_amara).get(reverse("chart:all-csv", args=[charted.pk])))
    assert len(found) == 3 * 8 + 2 * 8 + 4 * 120
    assert {row["note"] for row in found if row["series"].startswith("Hard")} == {"hard", "good"}
    assert {row["how"] for row in found if row["source"] == "counted by a device"} == {"device"}


def test_a_file_of_own_dates_holds_those_days(as_, dr_amara, charted):
    asked = {"first": "2026-11-01", "last": "2026-11-15"}
    found = rows(as_(dr_amara).get(reverse("chart:all-csv", args=[charted.pk]), asked))
    assert {row["day"] for row in found} == {f"2026-11-{day:02}" for day in range(1, 16)}


@pytest.mark.parametrize("name", ["series-csv", "all-csv"])
def test_a_file_names_nobody_is_never_kept_and_is_on_record(as_, dr_amara, charted, name):
    args = [charted.pk, "day-moved"] if name == "series-csv" else [charted.pk]
    answer = as_(dr_amara).get(reverse(f"chart:{name}", args=args))
    assert re.fullmatch(
        r'attachment; filename="(day-moved|measures)-2026-11-20\.csv"', answer.headers["Content-Disposition"]
    )
    assert "no-store" in answer.headers["Cache-Control"]
    [event] = Event.objects.filter(patient_id=charted.pk)
    assert (event.action, event.category, event.actor_id) == ("exported", "series", dr_amara.pk)
    assert event.detail.endswith(f"{len(rows(answer))} values")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(1)", "'@SUM(1)"),
        (" =1", "' =1"),
        ("\t=1", "'\t=1"),
        ("＝1", "'＝1"),
        ("Sits, at work", "Sits, at work"),
    ],
)
def test_no_cell_is_a_formula(as_, dr_amara, pia_record, typed, kept):
    ReadingFactory(measure=MeasureFactory(patient=pia_record, label=typed, unit="=x"), value=Decimal(3))
    [row] = rows(as_(dr_amara).get(reverse("chart:all-csv", args=[pia_record.pk])))
    assert (row["series"], row["unit"], row["value"]) == (kept, "'=x", "3")


@pytest.mark.parametrize("name", ["series-csv", "all-csv"])
def test_dates_that_make_no_sense_come_back_as_a_page(as_, dr_amara, charted, name):
    args = [charted.pk, "day-moved"] if name == "series-csv" else [charted.pk]
    answer = as_(dr_amara).get(
        reverse(f"chart:{name}", args=args), {"first": "2026-11-02", "last": "2026-11-01"}
    )
    assert answer.status_code == 422
    assert "The first day must not come after the last one." in text_of(answer)
    assert not Event.objects.filter(action="exported").exists()
