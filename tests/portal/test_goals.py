"""My goals: the weekly look, signed in and by the day link (S28)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from audit.models import Event
from core.ids import uuid7
from outcomes import services as outcomes
from outcomes.models import GoalWeek, Reading
from outcomes.rules.words import GoalStatus, GoalTick, Mode
from people.access import Actor
from tests.factories.outcomes import GoalFactory, GoalWeekFactory, MeasureFactory
from tests.factories.people import NOON
from tests.factories.portal import GOAL

pytestmark = pytest.mark.django_db
PAGE = "/me/goals/"
MONDAY = date(2026, 11, 16)


@pytest.fixture
def goal(pia_record):
    return GoalFactory(patient=pia_record, words="Sit through a meeting")


def week(goal, tick="part", **changes) -> dict:
    given = {"goal": goal.pk, "operation_id": uuid7(), "week_on": MONDAY, "tick": tick, "value": ""}
    return {**given, **changes}


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_each_goal_is_asked_about_in_its_own_words(as_pia, goal, pia_record):
    GoalFactory(patient=pia_record, rank=2, words="Walk the dog", unit="blocks")
    GoalFactory(patient=pia_record, rank=3, words="Old wish", status=GoalStatus.LEFT)
    body = text_of(as_pia.get(PAGE))
    assert "How is this week going?" in body
    assert "Sit through a meeting" in body
    assert "Your number (blocks), if you know it" in body
    assert "Old wish" not in body
    assert "checked" not in body
    assert Event.objects.filter(action="read", category="goals").count() == 1


def test_a_week_is_told_in_one_tap_and_counts_once(as_pia, goal):
    sent = week(goal)
    for _ in range(2):
        answer = as_pia.post(PAGE, sent)
        assert answer.headers["Location"] == f"{PAGE}#goal-1"
    told = GoalWeek.objects.get()
    assert (told.tick, told.value, told.week_on, told.mode) == ("part", None, MONDAY, Mode.PHONE)
    body = text_of(as_pia.get(PAGE))
    assert "Saved. Your team can see it." in body
    assert "You said: part. What you save now takes its place." in body


def test_a_week_is_changed_and_both_saves_are_kept(as_pia, goal, at_noon):
    as_pia.post(PAGE, week(goal, "no"))
    at_noon.shift(60)
    as_pia.post(PAGE, week(goal, "yes", value="25"))
    assert "You said: yes, 25 minutes." in text_of(as_pia.get(PAGE))
    assert GoalWeek.objects.count() == 2


def test_an_old_form_that_is_filled_in_anew_is_a_save_of_its_own(as_pia, goal):
    sent = week(goal, "no")
    as_pia.post(PAGE, sent)
    as_pia.post(PAGE, {**sent, "tick": "yes"})
    assert set(GoalWeek.objects.values_list("tick", flat=True)) == {"no", "yes"}


def test_last_week_is_still_open(as_pia, goal):
    body = text_of(as_pia.get(f"{PAGE}?last=1"))
    assert "How did last week go?" in body
    assert 'name="week_on" value="2026-11-09"' in body
    answer = as_pia.post(f"{PAGE}?last=1", week(goal, week_on=MONDAY - timedelta(days=7)))
    assert answer.headers["Location"] == f"{PAGE}?last=1#goal-1"
    assert "You said" not in text_of(as_pia.get(PAGE))


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ({"tick": ""}, "Tap how it went: yes, part or no."),
        ({"value": "lots"}, "Type a number, like 25."),
        ({"value": "-1"}, "Type 0 or more."),
        ({"value": "1441"}, "is more than 1440"),
        ({"week_on": "2026-11-02"}, "This week is closed now."),
        ({"week_on": "2026-11-23"}, "That week has not come yet."),
    ],
)
def test_a_refused_week_says_why_and_writes_nothing(as_pia, goal, bad, words):
    answer = as_pia.post(PAGE, week(goal, **bad))
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert "Error:" in text_of(answer)
    assert not GoalWeek.objects.exists()


def test_only_ones_own_standing_goals_are_told(as_pia, quin_record, pia_record):
    for goal in (GoalFactory(patient=quin_record), GoalFactory(patient=pia_record, status=GoalStatus.MET)):
        assert as_pia.post(PAGE, week(goal)).status_code == 200
    assert not GoalWeek.objects.exists()


def test_without_goals_the_page_says_what_will_be_here(as_pia):
    assert "You have no goals yet." in text_of(as_pia.get(PAGE))


def test_another_method_is_refused(as_pia, block, link):
    assert as_pia.put(PAGE).status_code == 405
    assert Client().put(f"{link}goal/").status_code == 405


def test_the_link_takes_a_week_of_its_one_goal_and_gives_nothing_out(link, pia_record):
    other = GoalFactory(patient=pia_record, rank=2, words="Sit through a meeting")
    own = pia_record.goals.get(words=GOAL)
    before = NOON - timedelta(hours=1)
    GoalWeekFactory(goal=own, tick=GoalTick.NO, value=Decimal(3), week_on=MONDAY, recorded_at=before)
    client = Client()
    body = text_of(client.get(f"{link}goal/"))
    assert GOAL in body
    assert "Sit through a meeting" not in body
    assert "You said" not in body
    assert pia_record.family_name not in body
    client.post(f"{link}goal/", week(other))
    answer = client.post(f"{link}goal/", week(own, "yes"), follow=True)
    assert "Saved. Your team can see it." in text_of(answer)
    assert "You said" not in text_of(answer)
    told = GoalWeek.objects.latest("recorded_at")
    assert (told.goal, told.tick, told.mode) == (own, "yes", Mode.PHONE)
    assert GoalWeek.objects.filter(goal=other).count() == 0
    assert Event.objects.filter(action="read", category="goals").count() == 4


def test_an_old_link_takes_nothing(link, pia_record):
    block = pia_record.check_in_episodes.get()
    outcomes.renew_day_link(episode=block, by=Actor.of_patient(pia_record), at=NOON)
    assert Client().get(f"{link}goal/").status_code == 404


def test_the_number_is_a_value_of_the_measure(as_pia, pia_record):
    goal = GoalFactory(patient=pia_record, measure=MeasureFactory(patient=pia_record))
    as_pia.post(PAGE, week(goal, value="25"))
    assert Reading.objects.values_list("value", "mode").get() == (25, Mode.PHONE)


def test_the_days_page_leads_to_the_week(as_pia, goal, link):
    assert f'href="{PAGE}"' in as_pia.get("/me/").content.decode()
    assert f'href="{link}goal/"' in Client().get(link).content.decode()


def test_a_closed_record_takes_nothing(as_pia, goal, pia_record):
    pia_record.closed_at, pia_record.closed_reason = NOON, "moved"
    pia_record.save()
    assert "Your record here is closed" in text_of(as_pia.post(PAGE, week(goal)))
    assert not GoalWeek.objects.exists()
