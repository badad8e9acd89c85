"""Where somebody was in an intake, what was said last, and how long it took."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from intake.models import Sitting
from intake.rules.cards import CardState
from people.clock import now
from tests.factories.intake import IntakeFactory

pytestmark = pytest.mark.django_db

KEY = uuid.UUID("6f1de4a0-59c5-4d0f-b1ba-5a5b0ab5b7f1")


def tell(client, intake, key=KEY, **more):
    said = {
        "key": key,
        "control": f"good_day-{intake.pk}",
        "place": "Story, “A good day”",
        "caret": 7,
        "scroll": 140,
    }
    return client.post(reverse("intake:sitting", args=[intake.pk]), said | more)


def save(client, intake, field, value):
    body = {"field": field, "value": value, "revision": 0}
    client.patch(f"/api/drafts/intake/{intake.pk}/", body, content_type="application/json")


def resume(client, intake, **asked):
    return client.get(reverse("intake:intake-resume", args=[intake.pk]), asked).text


class TestWhere:
    def test_it_is_offered_on_another_device_as_one_click(self, as_, dr_amara, intake):
        assert tell(as_(dr_amara), intake).status_code == 204
        card = resume(as_(dr_amara), intake, here=uuid.uuid4())
        assert "Go on where you were: Story, “A good day”" in card
        assert f'href="#good_day-{intake.pk}"' in card
        assert 'data-caret="7" data-scroll="140"' in card

    def test_the_page_that_asks_is_no_place_to_go_back_to(self, as_, dr_amara, intake):
        tell(as_(dr_amara), intake)
        assert "Go on" not in resume(as_(dr_amara), intake, here=KEY)

    def test_it_is_ones_own(self, as_, dr_amara, nav_nia, intake):
        tell(as_(dr_amara), intake)
        assert "Go on" not in resume(as_(nav_nia), intake)

    def test_the_newest_counts_and_telling_it_twice_is_one_sitting(self, as_, dr_amara, intake):
        client = as_(dr_amara)
        for caret in (1, 2, 2):
            tell(client, intake, caret=caret)
        assert Sitting.objects.get().caret == 2

    def test_somebody_elses_sitting_is_not_written_over(self, as_, dr_amara, nav_nia, intake):
        tell(as_(dr_amara), intake)
        assert tell(as_(nav_nia), intake, caret=1).status_code == 422
        assert Sitting.objects.get().caret == 7

    @pytest.mark.parametrize("wrong", [{"caret": -1}, {"key": "x"}, {"story": "long"}, {"place": "x" * 121}])
    def test_what_we_cannot_read_is_a_400(self, as_, dr_amara, intake, wrong):
        assert tell(as_(dr_amara), intake, **wrong).status_code == 400
        assert not Sitting.objects.exists()

    def test_a_signed_intake_has_no_sittings(self, as_, dr_amara, pia_record):
        signed = IntakeFactory(patient=pia_record, status="signed", signed_at=now(), signed_by=dr_amara)
        assert tell(as_(dr_amara), signed).status_code == 422


class TestCard:
    def test_it_says_the_last_three_things_and_what_was_not_asked(self, as_, dr_amara, intake):
        client = as_(dr_amara)
        for field in ("good_day", "good_day_frequency", "most_urgent", "also_in_play"):
            save(client, intake, field, f"words of {field}")
        card = resume(client, intake, parked=1)
        assert "You are back where you were" in card
        positions = [
            card.index(f"words of {name}") for name in ("also_in_play", "most_urgent", "good_day_freq")
        ]
        assert positions == sorted(positions)
        assert "words of good_day<" not in card
        assert 'href="#where">Where' in card
        assert 'href="#story"' not in card

    def test_a_card_is_told_in_its_words(self, as_, dr_amara, intake):
        client = as_(dr_amara)
        walk = {"value": "20", "unit": "minutes", "seen": CardState({}, is_recorded=False).seen}
        client.post(reverse("intake:card-save", args=[intake.pk, "walk"]), walk)
        assert "20 minutes" in resume(client, intake, parked=1)

    def test_it_costs_the_same_however_much_was_said(
        self, as_, dr_amara, intake, django_assert_max_num_queries
    ):
        client = as_(dr_amara)
        for field in ("good_day", "good_day_frequency", "most_urgent", "also_in_play"):
            save(client, intake, field, "words")
        resume(client, intake)
        with django_assert_max_num_queries(27):
            resume(client, intake)


class TestTime:
    def test_it_stands_on_the_signed_intake(self, as_, dr_amara, pia_record):
        signed = IntakeFactory(patient=pia_record, status="signed", signed_at=now(), signed_by=dr_amara)
        for seconds in ({"story": 600}, {"story": 125, "where": 200}):
            Sitting.objects.create(
                clinic=pia_record.clinic,
                patient=pia_record,
                intake=signed,
                user=dr_amara,
                began_at=now(),
                seen_at=now(),
                seconds=seconds,
            )
        page = as_(dr_amara).get(reverse("intake:intake-read", args=[signed.pk])).text
        assert "Time with each topic: Story 12 min, Where 3 min." in page

    def test_the_clock_goes_on_from_earlier_sittings(self, as_, dr_amara, intake):
        client = as_(dr_amara)
        tell(client, intake)
        Sitting.objects.update(began_at=now() - timedelta(minutes=5))
        tell(client, intake, story=240)
        assert 'data-seconds="240"' in resume(client, intake)
        assert 'data-seconds="0"' in resume(client, intake, here=KEY)
