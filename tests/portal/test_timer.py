"""My timer: tries on the phone, without a script as plain minutes (S28)."""

import pytest

from audit.models import Event
from outcomes.models import Reading
from outcomes.rules.words import Capacity, Mode, Protocol
from tests.factories.outcomes import MeasureFactory
from tests.factories.people import NOON

pytestmark = pytest.mark.django_db
LIST = "/me/timer/"


@pytest.fixture
def sits(pia_record):
    return MeasureFactory(patient=pia_record, label="Sits without stopping")


@pytest.fixture
def page(sits) -> str:
    return f"{LIST}{sits.pk}/"


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_what_can_be_timed_is_offered_and_nothing_sensitive(as_pia, sits, pia_record):
    hidden = {
        "Drives": {"capacity": Capacity.DRIVE},
        "Walks in blocks": {"capacity": Capacity.WALK, "unit": "blocks"},
        "Private": {"sensitive": True},
        "Timed sitting": {"test": "timed-sit", "test_version": "1"},
        "In error": {"erred_at": NOON},
    }
    for label, fields in hidden.items():
        MeasureFactory(patient=pia_record, label=label, **fields)
    body = text_of(as_pia.get(LIST))
    assert "Sits without stopping" in body
    assert [label for label in hidden if label in body] == []
    assert Event.objects.filter(action="read", category="timer").count() == 1


def test_with_nothing_to_time_the_page_says_so(as_pia):
    assert "There is nothing to time yet." in text_of(as_pia.get(LIST))


def test_the_page_urges_nothing_and_has_plain_fields(as_pia, page):
    body = text_of(as_pia.get(page))
    assert "Stop when you want to. There is no right number." in body
    assert body.count('name="trial_') == 3
    assert "Minutes, like 12 or 12:30." in body


def test_the_mean_of_the_tries_is_kept_as_ones_own(as_pia, page, pia):
    answer = as_pia.post(page, {"trial_1": "20", "trial_2": "25:00", "trial_3": "15"}, follow=True)
    assert "Saved: 20 minutes, the mean of 3 tries. Your team can see it." in text_of(answer)
    reading = Reading.objects.get()
    assert (reading.value, reading.trials, reading.protocol) == (20, [1200, 1500, 900], Protocol.TIMED)
    assert (reading.mode, reading.recorded_by) == (Mode.PHONE, pia)


def test_one_try_is_enough_and_a_second_press_keeps_it_once(as_pia, page):
    for _ in range(2):
        answer = as_pia.post(page, {"trial_1": "12:30"}, follow=True)
    assert "Saved: 12 min 30 s. Your team can see it." in text_of(answer)
    assert Reading.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"trial_1": ""}, "Press Start, or type your minutes."),
        ({"trial_1": "long"}, "Type minutes, like 12 or 12:30."),
        ({"trial_1": "0"}, "A try is at least 5 seconds"),
        ({"trial_1": "20", "trial_2": "9999"}, "at most a day"),
    ],
)
def test_a_refused_try_says_why_and_writes_nothing(as_pia, page, sent, words):
    answer = as_pia.post(page, sent)
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert not Reading.objects.exists()


def test_only_ones_own_is_timed(as_pia, quin_record):
    other = MeasureFactory(patient=quin_record)
    assert as_pia.post(f"{LIST}{other.pk}/", {"trial_1": "20"}).status_code == 404
    assert not Reading.objects.exists()


def test_another_method_is_refused(as_pia, page):
    assert as_pia.post(LIST).status_code == 405
    assert as_pia.put(page).status_code == 405


def test_a_closed_record_takes_nothing(as_pia, page, pia_record):
    pia_record.closed_at, pia_record.closed_reason = NOON, "moved"
    pia_record.save()
    assert "Your record here is closed" in text_of(as_pia.post(page, {"trial_1": "20"}))
    assert not Reading.objects.exists()
