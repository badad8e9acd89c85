"""PSFS: a person's own activities keep their names from the first filling-in to the last (clinical.md 8)."""

import pytest
import time_machine
from django.urls import reverse

from core.errors import DomainError
from outcomes import instruments, services
from outcomes.models import ItemName, Response, Score
from tests.factories.people import NOON

pytestmark = pytest.mark.django_db
PSFS = instruments.get("psfs")
FIRST = {
    "name_first": "Dig the garden",
    "first": "3",
    "name_second": "Lift my grandson",
    "second": "2",
    "name_third": "Sit in church",
    "third": "4",
    "true_on": "2026-10-01",
    "mode": "paper",
}


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def address(pia_record):
    return reverse("outcomes:response-new", args=[pia_record.pk, "psfs"])


def test_the_names_are_asked_once_and_then_stand_there(as_, dr_amara, address, pia_record):
    client = as_(dr_amara)
    assert client.get(address).content.decode().count("Which activity, in their words") == 5
    client.post(address, FIRST)
    page = client.get(address).content.decode()
    assert page.count("Which activity, in their words") == 2
    assert ">Dig the garden</label>" in page
    client.post(
        address, {"first": "6", "second": "5", "third": "7", "true_on": "2026-11-19", "mode": "paper"}
    )
    scores = client.get(reverse("outcomes:scores", args=[pia_record.pk])).content.decode()
    row = scores[scores.index("Dig the garden") : scores.index("Lift my grandson")]
    assert row.index("3</span> on 1 Oct 2026") < row.index("6</span> on 19 Nov 2026")
    assert [score.value for score in Score.objects.order_by("true_on")] == [3, 6]


def test_a_number_without_an_activity_is_refused_and_nothing_is_kept(as_, dr_amara, address):
    answer = as_(dr_amara).post(address, FIRST | {"name_third": " "})
    assert answer.status_code == 422
    assert "Say which activity this number is about." in answer.content.decode()
    assert "Lift my grandson" in answer.content.decode()
    assert not Response.objects.exists()
    assert not ItemName.objects.exists()


def test_a_refused_filling_in_names_nothing(as_, dr_amara, address):
    answer = as_(dr_amara).post(address, FIRST | {"true_on": "2027-01-01"})
    assert answer.status_code == 422
    assert not ItemName.objects.exists()


def test_a_skipped_row_is_a_dash_and_not_a_zero(as_, dr_amara, address, pia_record):
    client = as_(dr_amara)
    client.post(address, FIRST)
    client.post(address, {"first": "", "second": "5", "third": "7", "true_on": "2026-11-19", "mode": "paper"})
    scores = client.get(reverse("outcomes:scores", args=[pia_record.pk])).content.decode()
    assert "–</span> on 19 Nov 2026" in scores[scores.index("Dig the garden") :]
    assert Score.objects.latest("true_on").value is None


def test_a_name_stays(pia_record, amara, audited):
    def name(words):
        services.name_items(patient=pia_record, instrument=PSFS, names={"first": words}, by=amara, at=NOON)

    name("  Dig   the garden ")
    name("Dig the garden")
    with pytest.raises(DomainError, match="has a name already"):
        name("Mow the lawn")
    assert ItemName.objects.get().words == "Dig the garden"
    assert audited(pia_record) == ["item_named"]


@pytest.mark.parametrize(
    ("instrument", "names", "code"),
    [
        ("peg", {"pain": "Mine"}, "not_own_rows"),
        ("psfs", {"sixth": "Mine"}, "unknown_item"),
        ("psfs", {"first": "  "}, "bad_name"),
        ("psfs", {"first": "x" * 121}, "bad_name"),
    ],
)
def test_what_is_no_name_is_refused(pia_record, amara, instrument, names, code):
    with pytest.raises(DomainError) as refused:
        services.name_items(
            patient=pia_record, instrument=instruments.get(instrument), names=names, by=amara, at=NOON
        )
    assert refused.value.code == code


def test_names_are_one_persons_own(pia_record, quin_record, amara, actor_of, dr_ben):
    services.name_items(patient=pia_record, instrument=PSFS, names={"first": "Dig"}, by=amara, at=NOON)
    services.name_items(
        patient=quin_record, instrument=PSFS, names={"first": "Swim"}, by=actor_of(dr_ben), at=NOON
    )
    assert ItemName.objects.count() == 2


def test_only_the_psfs_has_rows_of_ones_own():
    assert [one.key for one in instruments.ALL if one.items_are_own] == ["psfs"]
