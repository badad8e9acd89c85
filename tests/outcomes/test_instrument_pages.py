"""Every instrument can be typed in by staff, and many of them leave the pages calm."""

from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from outcomes import instruments
from outcomes.models import Score
from tests.factories.outcomes import ScoreFactory
from tests.factories.people import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.mark.parametrize("key", [one.key for one in (*instruments.BATTERY, *instruments.OTHERS)])
def test_every_instrument_can_be_typed_in(as_, dr_amara, pia_record, key):
    one = instruments.get(key)
    address = reverse("outcomes:response-new", args=[pia_record.pk, key])
    client = as_(dr_amara)
    page = client.get(address).content.decode()
    assert page.count('class="w-short"') == len(one.items)
    answers = {item.key: str(item.scale.low) for item in one.items}
    if one.items_are_own:
        answers |= {f"name_{item.key}": f"Activity {item.key}" for item in one.items}
    said = client.post(address, {**answers, "true_on": "2026-11-19", "mode": "paper"}, follow=True)
    assert f"{one.title} is kept." in said.content.decode().replace("&amp;", "&")
    assert Score.objects.filter(value__isnull=False).exists()


def test_the_battery_stands_first_and_the_rest_is_folded(as_, dr_amara, pia_record):
    for key in ("peg", "pcs", "isi"):
        version = instruments.get(key).version
        ScoreFactory(patient=pia_record, instrument=key, version=version, value=Decimal(5))
    for name in ("measures", "scores"):
        page = as_(dr_amara).get(reverse(f"outcomes:{name}", args=[pia_record.pk])).content.decode()
        first, folded = page.split("2 further")
        assert "PEG" in first
        assert folded.index("PCS") < folded.index("ISI")
    measures = as_(dr_amara).get(reverse("outcomes:measures", args=[pia_record.pk])).content.decode()
    assert measures.index("Enter PHQ-9") < measures.index("Enter another") < measures.index("Enter PCS")


def test_a_positive_item_9_on_paper_is_said_at_once_to_who_typed_it(as_, nav_nia, pia_record):
    address = reverse("outcomes:response-new", args=[pia_record.pk, "phq9"])
    answers = {item.key: "0" for item in instruments.get("phq9").items}
    sent = {**answers, "self_harm": "1", "true_on": "2026-11-19", "mode": "paper"}
    page = as_(nav_nia).post(address, sent, follow=True).content.decode()
    assert "Danger sign, self-harm. An urgent task is open." in page
    assert "988" in page
    assert "A severity, not a diagnosis." in page


def test_the_parts_of_a_form_are_said_when_it_is_kept(as_, nav_nia, pia_record):
    address = reverse("outcomes:response-new", args=[pia_record.pk, "phq4"])
    answers = {item.key: "2" for item in instruments.get("phq4").items}
    page = as_(nav_nia).post(address, {**answers, "true_on": "2026-11-19", "mode": "paper"}, follow=True)
    assert "Sum of 4 answers: 8. GAD-2: 4.0 of 6. PHQ-2: 4.0 of 6." in page.content.decode()


def test_a_form_is_printed_in_the_words_of_the_phone(as_, dr_amara, pia_record):
    page = as_(dr_amara).get(reverse("outcomes:response-print", args=[pia_record.pk, "peg"])).content.decode()
    for item in instruments.get("peg").items:
        assert item.text in page
    assert page.count('class="ring"') == 3 * 11
    assert "10: Pain as bad as you can imagine" in page
    assert instruments.get("peg").licence_words in page


@pytest.mark.parametrize("key", ["odi", "nothing"])
def test_a_form_without_its_wording_is_not_printed(as_, dr_amara, pia_record, key):
    answer = as_(dr_amara).get(reverse("outcomes:response-print", args=[pia_record.pk, key]))
    assert answer.status_code == 404
    entered = as_(dr_amara).get(reverse("outcomes:response-new", args=[pia_record.pk, "odi"]))
    assert "Print it" not in entered.content.decode()


def test_printing_is_a_read_and_only_that(as_, dr_amara, pia_record, audited):
    address = reverse("outcomes:response-print", args=[pia_record.pk, "phq9"])
    assert as_(dr_amara).post(address).status_code == 405
    assert "Print it" in as_(dr_amara).get(address.replace("paper", "new")).content.decode()
    as_(dr_amara).get(address)
    assert audited(pia_record) == ["read", "read"]
