from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from followup import letters
from outcomes import services as outcomes
from outcomes.links import day_link_token, episode_of
from outcomes.models import CheckInEpisode, Day, DayEntry
from people.access import Actor
from people.rules.states import ClosedReason
from tests.factories.followup import AskFactory, ReminderFactory
from tests.factories.people import NOON
from tests.factories.portal import GOAL
from tests.portal.test_check_in import TODAY, kept, taps

UNKNOWN = "/d/0190a3b0000070008000000000000000.1~nobody/"


@pytest.fixture
def anybody() -> Client:
    return Client()


def test_a_day_is_saved_without_signing_in(anybody, link, pia_record):
    assert GOAL in anybody.get(link).content.decode()
    answer = anybody.post(link, taps(goal_tick="yes"))
    assert answer.headers["Location"] == link
    assert Day.objects.get(patient=pia_record).goal_tick == "yes"


def test_the_link_gives_no_name_and_no_earlier_answer_out(anybody, link, pia_record):
    kept(pia_record, TODAY, moved_minutes=25)
    for address in (link, f"{link}?change=1"):
        page = anybody.get(address).content.decode()
        assert not [word for word in ("Pia", "Okafor", '"25"', "checked", "/me/plan") if word in page]
    assert "Saved. Your team can see it." in anybody.get(link).content.decode()


def test_opening_it_changes_nothing(anybody, link):
    anybody.get(link)
    assert not DayEntry.objects.exists()


def _renew(episode: CheckInEpisode) -> None:
    outcomes.renew_day_link(episode=episode, by=Actor.system(episode.clinic_id), at=NOON)


def _close(episode: CheckInEpisode) -> None:
    episode.patient.closed_at, episode.patient.closed_reason = NOON, ClosedReason.DIED
    episode.patient.save()


def _age(episode: CheckInEpisode) -> None:
    gone = TODAY - timedelta(days=3)
    CheckInEpisode.objects.update(ends_on=gone - timedelta(days=9), weekly_until=gone)


@pytest.mark.parametrize("end", [_renew, _close, _age])
def test_a_link_that_is_over_looks_like_one_that_never_was(anybody, link, end):
    end(CheckInEpisode.objects.get())
    old, unknown = anybody.get(link), anybody.get(UNKNOWN)
    assert (old.status_code, old.content) == (404, unknown.content)
    assert anybody.post(link, taps()).status_code == 404
    assert not DayEntry.objects.exists()


def test_a_link_still_takes_what_a_phone_kept_for_two_days(block):
    token = day_link_token(block)
    last = NOON + (block.weekly_until - TODAY) + timedelta(days=2)
    assert episode_of(token, at=last) == block
    assert episode_of(token, at=last + timedelta(days=1)) is None


@pytest.mark.parametrize("token", ["", "x", "not-a-key.1~sig", "~", "\x00"])
def test_nonsense_opens_nothing(token, db):
    assert episode_of(token, at=NOON) is None


def test_renewing_is_written_down_and_only_the_new_link_works(anybody, as_pia, link, pia_record):
    as_pia.post(reverse("portal:day-link-renew"))
    new = f"/d/{day_link_token(CheckInEpisode.objects.get())}/"
    assert anybody.get(link).status_code == 404
    assert anybody.get(new).status_code == 200


def test_our_mails_bring_the_link_while_check_ins_run(pia_record, link):
    reminder = ReminderFactory(ask=AskFactory(patient=pia_record), patient=pia_record, due_at=NOON)
    assert link in letters.questionnaire(reminder, token="t").body
    CheckInEpisode.objects.update(ends_on=TODAY - timedelta(days=1))
    assert link in letters.questionnaire(reminder, token="t").body  # once a week now
    CheckInEpisode.objects.update(weekly_until=TODAY - timedelta(days=1))
    assert "/d/" not in letters.questionnaire(reminder, token="t").body
