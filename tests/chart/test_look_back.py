"""The page of the look-back: which events it offers, what it says of their days, what is saved."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from audit.models import Event
from intake.models import Medication, TimelineEntry
from outcomes.models import SavedLookBack
from outcomes.rules.words import DayMark
from people.models import Patient, Visit
from tests.chart.test_storyboard import text_of
from tests.factories.outcomes import DayFactory, FlareFactory
from tests.factories.people import NOON
from tests.factories.plans import PlanFactory, StepFactory

TODAY = date(2026, 11, 20)
FLARE_ON = TODAY - timedelta(days=20)


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


def fill(patient: Patient, *, days: int = 90, until: date = TODAY) -> None:
    """Sleep of seven hours, an hour and a half less from the flare on; every eighth day nothing is said."""
    for ago in range(days):
        on = until - timedelta(days=ago)
        if ago % 8 != 5:
            slept = (405, 420, 435, 426)[ago % 4] - (90 if on >= FLARE_ON else 0)
            DayFactory(patient=patient, day=on, slept_minutes=slept, moved_minutes=(30, 40, 35)[ago % 3])


@pytest.fixture
def flare(pia_record):
    fill(pia_record)
    return FlareFactory(
        patient=pia_record, started_on=FLARE_ON, ended_on=FLARE_ON + timedelta(days=4), severity="moderate"
    )


def address(patient: Patient, name: str = "look-back", **asked: str) -> str:
    query = "&".join(f"{key}={value}" for key, value in asked.items())
    return f"{reverse(f'chart:{name}', args=[patient.pk])}?{query}"


def test_it_lists_what_has_a_date_newest_first(as_, dr_amara, pia_record, flare):
    row = {"clinic": pia_record.clinic, "patient": pia_record, "created_at": NOON}
    Medication.objects.create(
        **row, title="Duloxetine", status="active", started_on=TODAY - timedelta(days=5)
    )
    Medication.objects.create(
        **row, title="Ibuprofen", status="active", started_on=date(2026, 1, 1), started_precision="year"
    )
    TimelineEntry.objects.create(
        **row, kind="story", title="Long drive", starts_on=FLARE_ON - timedelta(days=3)
    )
    plan = PlanFactory(patient=pia_record, created_by=dr_amara, signed=True)
    StepFactory(plan=plan, title="Nerve block", kind="procedure", delivered_on=TODAY - timedelta(days=40))
    StepFactory(
        plan=plan, title="Not yet", kind="procedure", position=8, started_on=TODAY - timedelta(days=2)
    )
    for ago in (60, 61, 62, 63):
        pia_record.days.filter(day=TODAY - timedelta(days=ago)).update(mark=DayMark.HARD)
        DayFactory._meta.model.objects.get_or_create(
            patient=pia_record,
            day=TODAY - timedelta(days=ago),
            defaults={
                "clinic": pia_record.clinic,
                "mark": DayMark.HARD,
                "mode": "phone",
                "recorded_at": NOON,
            },
        )
    page = as_(dr_amara).get(address(pia_record)).content.decode()
    listed = re.findall(r'\?event=[^"]+"\s*>([^<]+)</a>', page)
    # The newest whose days after it are over stands open, so it is no link.
    assert re.findall(r'aria-current="true"[^>]*>\s*([^<]+?)\s*<', page) == [
        "Flare, moderate until 4 Nov 2026"
    ]
    assert listed == [
        "Duloxetine started",
        "Long drive",
        "Nerve block",
        "Hard week, until 24 Sep 2026",
    ]


def test_it_says_how_much_of_how_many_days_and_never_why(as_, dr_amara, pia_record, flare):
    TimelineEntry.objects.create(
        clinic=pia_record.clinic,
        patient=pia_record,
        kind="story",
        title="Long drive",
        starts_on=FLARE_ON - timedelta(days=3),
        created_at=NOON,
    )
    text = text_of(as_(dr_amara).get(address(pia_record, event=f"flare-{flare.pk}")))
    assert re.search(
        r"▼ Worth asking Sleep was 1\.5 h less a night in the 14 days after a flare began "
        r"\(5\.5 against 7\.0; "
        r"1[23] of 14 and 2[45] of 28 days; 95 % interval −1\.\d to −1\.\d\)\. Worth asking\.",
        text,
    )
    assert "Did movement dip in the 14 days before?" in text
    assert "Long drive Told 28 Oct 2026, 3 days before" in text
    for word in ("because", "caused", "due to", "led to"):
        assert word not in text.lower()


def test_the_drawing_leaves_gaps_open_and_has_a_table_twin(as_, dr_amara, pia_record, flare):
    page = as_(dr_amara).get(address(pia_record, event=f"flare-{flare.pk}")).content.decode()
    sleep = page.split("Sleep <small>")[1].split("</figure>")[0]
    missing = sleep.count('class="missing"')
    assert missing == 7
    assert sleep.count("<circle") == 56 - missing
    assert sleep.count("<polyline") >= missing
    table = page.split("Every day as a table</summary>")[1].split("</table>")[0]
    assert table.count("<tr>") == 1 + 56
    assert "–" in table


def test_no_mean_is_drawn_over_days_of_which_most_are_missing(as_, dr_amara, pia_record):
    fill(pia_record)
    for ago, lines in ((13, 3), (3, 2)):
        on = (TODAY - timedelta(days=ago)).isoformat()
        page = as_(dr_amara).get(address(pia_record, on=on)).content.decode()
        assert page.split("Sleep <small>")[1].split("</figure>")[0].count('class="mean"') == lines


def test_any_day_can_be_looked_back_from(as_, dr_amara, pia_record, flare):
    text = text_of(as_(dr_amara).get(address(pia_record, on="2026-11-01")))
    assert "Chosen day, 1 Nov 2026" in text
    assert "in the 14 days after 1 Nov 2026" in text


WRONG = [
    ("on", "2026-11-21", 422, "has not come yet"),
    ("on", "", 422, "Choose a day"),
    ("on", "soon", 422, "year-month-day"),
]


@pytest.mark.parametrize(("name", "value", "status", "words"), WRONG)
def test_a_day_that_cannot_be_is_asked_again(as_, dr_amara, pia_record, name, value, status, words):
    answer = as_(dr_amara).get(address(pia_record, **{name: value}))
    assert answer.status_code == status
    assert words in text_of(answer)


@pytest.mark.parametrize("key", ["flare-1", "day-soon", "day-2027-01-01", "nothing"])
def test_an_event_that_is_not_in_this_record_is_not_found(as_, dr_amara, pia_record, key):
    answer = as_(dr_amara).get(address(pia_record, event=key))
    assert answer.status_code == 404
    assert "No such event in this record" in text_of(answer)


def test_a_month_of_days_is_said_to_be_too_short(as_, dr_amara, pia_record):
    fill(pia_record, days=20)
    text = text_of(as_(dr_amara).get(address(pia_record, on=(TODAY - timedelta(days=10)).isoformat())))
    assert "18 of 56 days have a value: too short to look back from." in text
    assert "Cannot tell" in text
    assert "Worth asking " not in text
    assert "are not over" in text


def test_without_any_day_it_says_so(as_, dr_amara, pia_record):
    text = text_of(as_(dr_amara).get(address(pia_record, on="2026-11-01")))
    assert "No movement is known in these days" in text


def save(client, patient: Patient, flare, **changes):
    page = client.get(address(patient, event=f"flare-{flare.pk}")).content.decode()
    digest = re.search(r'name="digest" value="([0-9a-f]{64})"', page)[1]
    given = {"event": f"flare-{flare.pk}", "digest": digest, **changes}
    return client.post(reverse("chart:look-back-save", args=[patient.pk]), given, follow=True)


def test_it_is_saved_to_todays_visit_once_and_stands_on_the_record(as_, dr_amara, pia_record, flare):
    visit = Visit.objects.create(
        clinic=pia_record.clinic,
        patient=pia_record,
        kind="follow_up",
        starts_at=NOON,
        minutes=30,
        with_user=dr_amara,
    )
    client = as_(dr_amara)
    assert "Saved to today’s visit." in text_of(save(client, pia_record, flare))
    save(client, pia_record, flare)
    row = SavedLookBack.objects.get()
    assert (row.visit, row.saved_by, row.event_key) == (visit, dr_amara, f"flare-{flare.pk}")
    assert Event.objects.filter(action="look_back_saved", patient_id=pia_record.pk).count() == 1
    for name in ("look-back", "record"):
        text = text_of(client.get(address(pia_record, name)))
        assert "A flare began , 31 Oct 2026" in text
        assert "Sleep was 1.5 h less a night" in text
        assert "for the visit of 20 Nov 2026" in text


def test_without_a_visit_it_goes_to_the_record(as_, dr_amara, pia_record, flare):
    assert "Saved to the record." in text_of(save(as_(dr_amara), pia_record, flare))
    assert SavedLookBack.objects.get().visit is None


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"digest": "0" * 64}, "Look again"),
        ({"digest": ""}, "Look again"),
        ({"event": "flare-9"}, "No such event"),
    ],
)
def test_what_was_not_seen_is_not_saved(as_, dr_amara, pia_record, flare, changes, words):
    assert words in text_of(save(as_(dr_amara), pia_record, flare, **changes))
    assert not SavedLookBack.objects.exists()


def test_a_closed_record_offers_nothing_to_save(as_, dr_amara, pia_record, flare):
    Patient.objects.update(closed_at=NOON, closed_reason="moved")
    page = as_(dr_amara).get(address(pia_record, event=f"flare-{flare.pk}")).content.decode()
    assert "Save to" not in page


def test_methods_clinics_and_teams(as_, dr_amara, dr_ben, dr_dara, pia_record):
    page, button = (
        reverse(f"chart:{name}", args=[pia_record.pk]) for name in ("look-back", "look-back-save")
    )
    assert as_(dr_amara).post(page).status_code == 405
    assert as_(dr_amara).get(button).status_code == 405
    for client, status in ((as_(dr_ben), 403), (as_(dr_dara), 404)):
        assert client.get(page).status_code == status
        assert client.post(button).status_code == status


def test_a_read_is_one_row_in_the_log(as_, dr_amara, pia_record, flare):
    as_(dr_amara).get(address(pia_record, event=f"flare-{flare.pk}"))
    assert list(Event.objects.filter(action="read").values_list("category", flat=True)) == ["look-back"]


def test_the_number_of_queries_does_not_grow(as_, dr_amara, pia_record, flare, django_assert_num_queries):
    client = as_(dr_amara)
    client.get(address(pia_record, event=f"flare-{flare.pk}"))
    with django_assert_num_queries(11):
        client.get(address(pia_record, event=f"flare-{flare.pk}"))
    save(client, pia_record, flare)
    for ago in range(200, 260, 6):
        FlareFactory(
            patient=pia_record,
            started_on=TODAY - timedelta(days=ago),
            ended_on=TODAY - timedelta(days=ago - 2),
        )
    fill(pia_record, days=100, until=TODAY - timedelta(days=90))
    with django_assert_num_queries(11):
        client.get(address(pia_record, event=f"flare-{flare.pk}"))
