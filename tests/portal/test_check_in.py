from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from audit.models import Event
from outcomes import services as outcomes
from outcomes.models import CheckInEpisode, Day, DayEntry
from outcomes.rules.words import DayMark, Mode
from people.access import Actor
from people.rules.states import ClosedReason
from portal.selectors import asked_of
from tests.factories.outcomes import GoalFactory
from tests.factories.people import NOON
from tests.factories.plans import CheckpointFactory
from tests.factories.portal import GOAL

HOME = reverse("portal:home")
TODAY = date(2026, 11, 20)


def taps(**changed) -> dict[str, str]:
    given = {"operation_id": str(uuid4()), "day": TODAY.isoformat(), "mark": "2", **changed}
    return {name: value for name, value in given.items() if value is not None}


def kept(patient, day: date, mark: DayMark = DayMark.GOOD, **said) -> None:
    outcomes.save_day(
        patient=patient,
        operation_id=uuid4(),
        day=day,
        mark=mark,
        received_at=NOON,
        mode=Mode.STAFF,
        by=Actor.system(patient.clinic_id),
        **said,
    )


def test_nothing_is_chosen_beforehand(as_pia, block):
    page = as_pia.get(HOME).content.decode()
    assert GOAL in page
    assert "checked" not in page
    assert page.count('type="radio"') == 3 + 4 + 5 + 3


def test_one_tap_is_enough(as_pia, pia_record):
    answer = as_pia.post(HOME, taps())
    assert answer.status_code == 302
    day = Day.objects.get()
    assert (day.patient, day.day, day.mark, day.mode) == (pia_record, TODAY, DayMark.OKAY, Mode.PHONE)
    assert (day.moved_minutes, day.slept_minutes, day.goal_tick) == (None, None, "")


def test_a_whole_day_is_kept_and_shown(as_pia, block):
    said = taps(mark="3", moved_minutes="10", slept_minutes="420", goal_tick="part")
    page = as_pia.post(HOME, said, follow=True).content.decode()
    assert "Saved. Your team can see it." in page
    assert "Hard day, moved 10 minutes, slept 7 hours, own goal: part." in page
    assert Day.objects.get().goal_tick == "part"


def test_an_exact_number_wins_over_a_tile(as_pia):
    as_pia.post(HOME, taps(moved_minutes="20", moved_exact="25", slept_exact="6.5"))
    day = Day.objects.get()
    assert (day.moved_minutes, day.slept_minutes) == (25, 390)


def test_zero_minutes_are_not_the_same_as_not_said(as_pia):
    as_pia.post(HOME, taps(moved_minutes="0"))
    assert Day.objects.get().moved_minutes == 0


def test_a_day_without_a_mark_says_so_keeps_the_rest_and_writes_nothing(as_pia, block):
    answer = as_pia.post(HOME, taps(mark=None, slept_minutes="360", moved_exact="33"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "There is a problem" in page
    assert "<title>Error:" in page
    assert "Tap how your day was" in page
    assert page.count(" checked") == 1
    assert 'value="33"' in page
    assert not DayEntry.objects.exists()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"moved_exact": "much"}, "Type the minutes as a number, like 25."),
        ({"slept_exact": "25"}, "A day has 24 hours."),
        ({"moved_exact": "1000", "slept_exact": "20"}, "Moving and sleeping come to more than 24 hours."),
        ({"day": "2026-11-21"}, "That day has not come yet."),
        ({"day": "2026-11-16"}, "This day is closed now. Your care team can still add it."),
        ({"day": "soon"}, "Type the day as year-month-day, like 2026-11-22."),
        ({"operation_id": "1"}, "Enter a valid UUID."),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(as_pia, said, words):
    answer = as_pia.post(HOME, taps(**said))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not DayEntry.objects.exists()


def test_the_same_save_twice_is_one_entry(as_pia):
    said = taps()
    as_pia.post(HOME, said)
    as_pia.post(HOME, said)
    assert DayEntry.objects.count() == 1


def test_an_old_form_that_is_filled_in_anew_is_a_save_of_its_own(as_pia, at_noon):
    said = taps(mark="1")
    as_pia.post(HOME, said)
    at_noon.shift(timedelta(minutes=1))
    page = as_pia.post(HOME, {**said, "mark": "3"}, follow=True).content.decode()
    assert "Hard day." in page
    assert (Day.objects.get().mark, DayEntry.objects.count()) == (DayMark.HARD, 2)


def test_a_later_save_wins_and_the_earlier_one_is_kept(as_pia, at_noon):
    as_pia.post(HOME, taps(mark="1", moved_minutes="30"))
    at_noon.shift(timedelta(hours=3))
    as_pia.post(HOME, taps(mark="3"))
    assert Day.objects.get().mark == DayMark.HARD
    assert [entry.body["mark"] for entry in DayEntry.objects.order_by("received_at")] == [1, 3]


def test_changing_a_day_starts_from_what_was_saved(as_pia, pia_record):
    kept(pia_record, TODAY, moved_minutes=25, slept_minutes=390)
    page = as_pia.get(HOME, {"change": "1"}).content.decode()
    assert page.count(" checked") == 1
    assert 'value="25"' in page
    assert 'value="6.5"' in page
    assert "takes the place of what you saved before" in page


def test_yesterday_may_be_filled_in_and_is_marked_late(as_pia):
    yesterday = TODAY - timedelta(days=1)
    assert "Fill in yesterday" in as_pia.get(HOME).content.decode()
    assert "How was yesterday?" in as_pia.get(HOME, {"yesterday": "1"}).content.decode()
    answer = as_pia.post(f"{HOME}?yesterday=1", taps(day=yesterday.isoformat()))
    assert answer.headers["Location"] == f"{HOME}?yesterday=1"
    assert Day.objects.get().is_late
    assert "Fill in yesterday" not in as_pia.get(HOME).content.decode()


def test_the_line_counts_seven_days_and_says_what_for(as_pia, pia_record, plan):
    for back in (0, 1, 2, 3, 4, 9):
        kept(pia_record, TODAY - timedelta(days=back))
    assert "5 of 7 days. Your team plans with this." in as_pia.get(HOME).content.decode()
    CheckpointFactory(plan=plan)
    assert "5 of 7 days. Your team uses this on 27 Nov." in as_pia.get(HOME).content.decode()


def test_the_flare_button_is_there_without_a_plan_too(as_pia):
    assert "I am having a flare" in as_pia.get(HOME).content.decode()


def test_a_flare_that_is_on_is_called_by_its_day(as_pia):
    as_pia.post(reverse("portal:flare"), {"flare": "started"})
    page = as_pia.get(HOME).content.decode()
    assert "My flare, since 20 Nov" in page
    assert "I am having a flare" not in page
    as_pia.post(reverse("portal:flare"), {"flare": "over"})
    assert "I am having a flare" in as_pia.get(HOME).content.decode()


def asks(block, **changed) -> None:
    CheckInEpisode.objects.filter(pk=block.pk).update(**changed)


def test_steps_are_asked_where_staff_chose_steps(as_pia, block):
    asks(block, movement_unit="steps")
    page = as_pia.get(HOME).content.decode()
    assert ("Steps I took" in page, "Minutes I moved" in page) == (True, False)
    as_pia.post(HOME, taps(moved_steps="4000", steps_exact="4321"))
    day = Day.objects.get()
    assert (day.moved_steps, day.moved_minutes, day.device_steps) == (4321, None, None)
    page = as_pia.get(HOME, {"change": "1"}).content.decode()
    assert 'value="4321"' in page


@pytest.mark.parametrize("steps", ["-1", "120001", "many"])
def test_steps_that_nobody_takes_are_refused_at_their_field(as_pia, block, steps):
    asks(block, movement_unit="steps")
    answer = as_pia.post(HOME, taps(steps_exact=steps))
    assert answer.status_code == 422
    assert 'id="id_steps_exact_error"' in answer.content.decode()
    assert not DayEntry.objects.exists()


def test_headaches_are_asked_of_those_whose_block_asks(as_pia, block):
    assert "My head ached" not in as_pia.get(HOME).content.decode()
    asks(block, asks_headache=True)
    page = as_pia.get(HOME).content.decode()
    assert "My head ached" in page
    assert "checked" not in page
    as_pia.post(HOME, taps(headache="0", headache_medicine="no"))
    day = Day.objects.get()
    assert (day.headache, day.headache_medicine) == (0, False)
    assert "no headache, took nothing for it" in as_pia.get(HOME).content.decode()


def test_after_six_weeks_it_asks_for_one_day_a_week_and_for_less(as_pia, block):
    asks(block, ends_on=TODAY - timedelta(days=1))
    page = as_pia.get(HOME).content.decode()
    assert "One day a week is enough now. Pick any day of this week." in page
    assert page.count('type="radio"') == 3 + 3
    assert "Fill in yesterday" not in page
    as_pia.post(HOME, taps(goal_tick="yes"))
    assert "This week is done." in as_pia.get(HOME).content.decode()


def test_what_was_said_is_shown_and_not_lost_when_less_is_asked(as_pia, pia_record, block):
    kept(pia_record, TODAY, moved_minutes=20, headache=2)
    asks(block, ends_on=TODAY - timedelta(days=1))
    page = as_pia.get(HOME, {"change": "1"}).content.decode()
    assert "Minutes I moved" in page
    assert "My head ached" in page


def test_when_nothing_is_asked_any_more_every_day_is_welcome(as_pia, block):
    asks(block, ends_on=TODAY - timedelta(days=9), weekly_until=None)
    assert "You can write here on any day you like." in as_pia.get(HOME).content.decode()


def test_a_person_without_a_goal_is_not_asked_about_one(as_pia):
    assert "goal_tick" not in as_pia.get(HOME).content.decode()


def test_waiting_questions_stand_on_top(as_pia, ask):
    page = as_pia.get(HOME).content.decode()
    assert page.index("Answer 3 short questions") < page.index("<h1>")


def test_a_look_and_a_save_are_in_the_access_log(as_pia, pia_record):
    as_pia.get(HOME)
    as_pia.post(HOME, taps())
    actions = Event.objects.filter(patient_id=pia_record.pk).values_list("action", flat=True)
    assert set(actions) >= {"read", "day_saved"}


def test_a_closed_record_takes_nothing_and_says_whom_to_call(as_pia, pia_record):
    pia_record.closed_at, pia_record.closed_reason = NOON, ClosedReason.MOVED
    pia_record.save()
    answer = as_pia.post(HOME, taps())
    assert "Your record here is closed" in answer.content.decode()
    assert not DayEntry.objects.exists()


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(as_pia, method):
    assert getattr(as_pia, method)(HOME).status_code == 405


def test_the_page_asks_few_questions_of_the_database(
    as_pia, pia_record, block, plan, ask, django_assert_max_num_queries
):
    for back in range(6):
        kept(pia_record, TODAY - timedelta(days=back))
    as_pia.get(HOME)
    with django_assert_max_num_queries(12):
        as_pia.get(HOME)


def test_a_save_reads_only_what_it_needs(as_pia, pia_record, block, plan, ask, django_assert_max_num_queries):
    as_pia.post(HOME, taps())
    with django_assert_max_num_queries(20):  # six of them set or release a savepoint
        as_pia.post(HOME, taps(mark="3"))


def test_a_goal_that_was_entered_in_error_is_not_put_to_anybody(pia_record, block):
    goal = GoalFactory(patient=pia_record, words="Somebody else's garden", erred_at=NOON)
    block.goal = goal
    block.save()
    assert asked_of(pia_record, NOON.date()).goal == GOAL
