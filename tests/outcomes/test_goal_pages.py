"""The staff pages of goals, weeks, scales, tries and tests: each works, refuses, keeps typing, is audited."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from audit.models import Event
from core.ids import uuid7
from outcomes.models import Goal, GoalLevel, GoalScale, GoalWeek, Measure, Reading
from outcomes.rules.goal_words import PAIN_ONLY
from outcomes.rules.words import Capacity, GoalTick, Mode
from tests.factories.outcomes import (
    GoalFactory,
    GoalLevelFactory,
    GoalScaleFactory,
    GoalWeekFactory,
    MeasureFactory,
    ReadingFactory,
)
from tests.factories.people import NOON

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
EMPTY = "This is still empty. Fill it in or choose."
SCALE = {"much_less": "A", "less": "B", "expected": "C", "more": "D", "much_more": "E"}


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def sits(pia_record):
    return MeasureFactory(patient=pia_record, label="Sits", created_at=NOON)


@pytest.fixture
def goal(pia_record):
    return GoalFactory(patient=pia_record, rank=2)


@pytest.fixture
def scaled(pia_record):
    return GoalScaleFactory(goal=GoalFactory(patient=pia_record, rank=3)).goal


@pytest.fixture
def forms(pia_record, sits, goal, scaled):
    """Every form with what it is sent when it works."""
    entered = {"true_on": "2026-11-20", "mode": "staff"}
    week = {"operation_id": uuid7(), "week_on": "2026-11-18", "tick": "part", "value": "20", "mode": "paper"}
    return {
        "week": (reverse("outcomes:goal-week-new", args=[goal.pk]), week),
        "track": (
            reverse("outcomes:goal-track", args=[goal.pk]),
            {"capacity": "sit", "label": "Sits at table", "direction": "higher_is_better"},
        ),
        "scale": (
            reverse("outcomes:goal-scale", args=[goal.pk]),
            {**SCALE, "importance": "3", "difficulty": "2", "start": "-1"},
        ),
        "level": (reverse("outcomes:goal-level-new", args=[scaled.pk]), {"level": "1", **entered}),
        "timed": (
            reverse("outcomes:reading-timed", args=[sits.pk]),
            {"trial_1": "20", "trial_2": "25:30", "trial_3": "", **entered},
        ),
        "timed test": (
            reverse("outcomes:test-new", args=[pia_record.pk, "timed-stand"]),
            {"trial_1": "12.5", **entered},
        ),
        "chair": (
            reverse("outcomes:test-new", args=[pia_record.pk, "chair-stand"]),
            {"value": "9", "note": "", **entered},
        ),
        "knee": (
            reverse("outcomes:test-new", args=[pia_record.pk, "knee-bend"]),
            {"value": "95", "side": "left", **entered},
        ),
    }


FORMS = ("week", "track", "scale", "level", "timed", "timed test", "chair", "knee")


def writes() -> int:
    return Event.objects.exclude(action__in=["read", "refused"]).count()


@pytest.mark.parametrize("page", FORMS)
def test_a_form_opens_and_is_audited(as_, dr_amara, forms, page):
    assert as_(dr_amara).get(forms[page][0]).status_code == 200
    assert Event.objects.filter(action="read", category="outcomes").count() == 1


@pytest.mark.parametrize("page", FORMS)
def test_a_form_does_its_work_and_leads_back(as_, nav_nia, pia_record, forms, page):
    address, sent = forms[page]
    answer = as_(nav_nia).post(address, sent)
    assert answer.status_code == 302
    assert answer.headers["Location"] == reverse("outcomes:measures", args=[pia_record.pk])
    assert writes() > 0


@pytest.mark.parametrize("page", FORMS)
def test_another_method_is_refused(as_, dr_amara, forms, page):
    assert as_(dr_amara).put(forms[page][0]).status_code == 405


@pytest.mark.parametrize("page", FORMS)
@pytest.mark.parametrize(
    ("who", "status"), [("dr_dara", 404), ("dr_ben", 403), ("desk_cleo", 403), ("pia", 403)]
)
def test_others_are_refused_and_nothing_is_written(request, as_, forms, page, who, status):
    address, sent = forms[page]
    assert as_(request.getfixturevalue(who)).post(address, sent).status_code == status
    assert writes() == 0


@pytest.mark.parametrize(
    ("page", "bad", "error"),
    [
        ("week", {"tick": ""}, EMPTY),
        ("week", {"week_on": "2026-11-25"}, "That week has not come yet."),
        ("week", {"value": "1441"}, "1441 minutes is more than 1440"),
        ("track", {"label": " "}, EMPTY),
        ("scale", {"more": " "}, EMPTY),
        ("scale", {"more": "E"}, "Two outcomes say the same."),
        ("level", {"level": ""}, EMPTY),
        ("level", {"true_on": "2026-11-21"}, "That day has not come yet."),
        ("timed", {"trial_1": ""}, EMPTY),
        ("timed", {"trial_2": "soon"}, "Type minutes, like 12 or 12:30."),
        ("timed", {"trial_3": "0"}, "A try is at least 5 seconds"),
        ("chair", {"value": ""}, "Give the result."),
        ("chair", {"value": "61"}, "Give 0 to 60 stands."),
        ("knee", {"side": ""}, EMPTY),
        ("knee", {"value": "171"}, "Give 0 to 170 degrees."),
    ],
)
def test_a_refused_form_keeps_what_was_typed_and_writes_nothing(as_, dr_amara, forms, page, bad, error):
    address, sent = forms[page]
    answer = as_(dr_amara).post(address, {**sent, **bad})
    body = answer.content.decode()
    assert answer.status_code == 422
    assert error in body
    assert "Error:" in body
    for typed in bad.values():
        assert not typed.strip() or f'value="{typed}"' in body
    assert writes() == 0


@pytest.mark.parametrize("page", FORMS)
def test_a_closed_record_takes_nothing(as_, dr_amara, pia_record, forms, page):
    pia_record.closed_at, pia_record.closed_reason = NOON, "moved"
    pia_record.save()
    address, sent = forms[page]
    assert "This record is closed" in as_(dr_amara).post(address, sent).content.decode()
    assert writes() == 0


def test_what_does_not_exist_is_not_found(as_, dr_amara, pia_record, goal):
    drives = MeasureFactory(patient=pia_record, capacity=Capacity.DRIVE)
    client = as_(dr_amara)
    for name, args in (
        ("test-new", [pia_record.pk, "handstand"]),
        ("reading-timed", [drives.pk]),
        ("goal-level-new", [goal.pk]),
    ):
        assert client.get(reverse(f"outcomes:{name}", args=args)).status_code == 404


def test_a_week_told_to_staff_is_of_its_monday_and_counts_once(as_, nav_nia, goal, forms):
    address, sent = forms["week"]
    client = as_(nav_nia)
    for _ in range(2):
        assert client.post(address, sent).status_code == 302
    week = GoalWeek.objects.get()
    assert (week.week_on, week.tick, week.value) == (date(2026, 11, 16), "part", 20)
    assert (week.mode, week.recorded_by) == (Mode.PAPER, nav_nia)


def test_a_scale_shows_its_levels_and_t_with_its_caution(as_, dr_amara, pia_record, goal, forms):
    client = as_(dr_amara)
    client.post(*forms["scale"])
    page = " ".join(client.get(reverse("outcomes:measures", args=[pia_record.pk])).content.decode().split())
    assert "Level -1: B; weight 6" in page
    assert '<b class="num">T 40.0</b>, at the start 40.0; 50 is as expected.' in page
    assert "read each goal’s own level first" in page
    edited = client.get(forms["scale"][0]).content.decode()
    assert 'value="C"' in edited
    assert "Where they are now" not in edited
    assert GoalLevel.objects.get(goal=goal).level == -1


def test_tries_are_told_back_and_shown_with_quota_and_source(as_, dr_amara, pia_record, forms):
    body = " ".join(as_(dr_amara).post(*forms["timed"], follow=True).content.decode().split())
    assert "22.75 minutes are kept: mean of 2 trials: 20:00, 25:30." in body
    assert "A quota to start from: about 18 minutes, 80 percent of 22.75." in body
    assert f"mean of 2 trials: 20:00, 25:30; staff; {dr_amara.name}" in body


def test_a_test_shows_protocol_source_norm_and_is_measured_again_on_its_side(
    as_, dr_amara, pia_record, forms
):
    client = as_(dr_amara)
    protocol = client.get(forms["chair"][0]).content.decode()
    assert "Arms crossed on the chest" in protocol
    assert "CDC STEADI" in protocol
    client.post(*forms["chair"])
    body = client.post(*forms["knee"], follow=True).content.decode()
    assert "There is no norm at" in body
    again = reverse("outcomes:test-new", args=[pia_record.pk, "knee-bend"]) + "?side=left"
    assert again in body
    assert '<option value="left" selected>' in client.get(again).content.decode()


def test_no_side_is_chosen_beforehand_and_a_result_that_must_be_there_is_not_called_optional(
    as_, dr_amara, forms
):
    page = as_(dr_amara).get(forms["knee"][0]).content.decode()
    side = page[page.index('name="side"') : page.index("</select>")]
    assert '<option value="" selected>' in side
    assert "Result in degrees</label>" in page


def test_arms_that_were_needed_need_no_number(as_, dr_amara, forms):
    address, sent = forms["chair"]
    as_(dr_amara).post(address, {**sent, "value": "", "is_zero": "on"})
    assert Reading.objects.values_list("value", "note").get() == (0, "Arms were needed")


# Promotion, both ways


def test_a_capacity_becomes_a_goal_in_the_first_free_place(as_, dr_amara, pia_record, sits):
    GoalFactory(patient=pia_record, rank=1)
    ReadingFactory(measure=sits, value=8)
    client = as_(dr_amara)
    answer = client.get(reverse("outcomes:goal-from", args=[sits.pk]), follow=True)
    body = answer.content.decode()
    assert answer.redirect_chain[0][0].startswith(reverse("outcomes:goal-edit", args=[pia_record.pk, 2]))
    for value in ("Sits", "minutes", "8", "2026-11-01"):
        assert f'value="{value}"' in body
    assert writes() == 0


def test_with_three_goals_it_says_so(as_, dr_amara, pia_record, sits):
    for rank in (1, 2, 3):
        GoalFactory(patient=pia_record, rank=rank)
    answer = as_(dr_amara).get(reverse("outcomes:goal-from", args=[sits.pk]), follow=True)
    assert "Three goals stand already." in answer.content.decode()


@pytest.mark.parametrize(("who", "status"), [("dr_dara", 404), ("dr_ben", 403), ("desk_cleo", 403)])
def test_making_it_a_goal_is_for_the_team(request, as_, sits, who, status):
    address = reverse("outcomes:goal-from", args=[sits.pk])
    client = as_(request.getfixturevalue(who))
    assert client.get(address).status_code == status


def test_making_it_a_goal_only_reads(as_, dr_amara, sits):
    assert as_(dr_amara).post(reverse("outcomes:goal-from", args=[sits.pk])).status_code == 405


def test_a_goal_is_tracked_under_its_own_words(as_, dr_amara, goal, forms):
    address, sent = forms["track"]
    client = as_(dr_amara)
    assert 'value="Sit through a meeting"' in client.get(address).content.decode()
    client.post(address, sent)
    goal.refresh_from_db()
    assert (goal.measure.label, goal.measure.unit) == ("Sits at table", "minutes")


def test_the_inventory_offers_its_words_and_marks_what_is_sensitive(as_, dr_amara, pia_record):
    client = as_(dr_amara)
    page = client.get(reverse("outcomes:measures", args=[pia_record.pk])).content.decode()
    for label in ("Climbs stairs", "Drives", "Cooks", "Gets in and out of the car", "Sex life (sensitive)"):
        assert label in page
    new = reverse("outcomes:measure-new", args=[pia_record.pk])
    assert 'value="flights"' in client.get(new, {"capacity": "stairs"}).content.decode()
    assert "checked" in client.get(new, {"capacity": "sex"}).content.decode()
    assert "checked" not in client.get(new, {"capacity": "acrobatics"}).content.decode()


# The goal's form and its row


def test_a_goal_is_written_in_parts(as_, dr_amara, pia_record):
    address = reverse("outcomes:goal-edit", args=[pia_record.pk, 1])
    sent = {
        "words": "Sit like everybody else",
        "activity": "Sit at dinner",
        "target": "30",
        "unit": "minutes",
        "times": "3",
        "per": "week",
        "condition": "without a flare",
        "baseline": "10",
        "baseline_on": "2026-11-18",
        "target_on": "2027-01-31",
    }
    body = as_(dr_amara).post(address, sent, follow=True).content.decode()
    assert "“Sit like everybody else”" in body
    assert "Sit at dinner: 30 minutes, 3 times a week, without a flare, by 31 Jan 2027" in body
    assert "Started at 10 on 18 Nov 2026." in body
    assert 'value="3"' in as_(dr_amara).get(address).content.decode()


@pytest.mark.parametrize("half", [{"times": "3"}, {"per": "week"}])
def test_half_a_count_is_asked_for_whole(as_, dr_amara, pia_record, half):
    address = reverse("outcomes:goal-edit", args=[pia_record.pk, 1])
    answer = as_(dr_amara).post(address, {"words": "Walk", "target": "30", "unit": "minutes", **half})
    assert answer.status_code == 422
    assert "Give both" in answer.content.decode()
    assert not Goal.objects.exists()


def test_a_pain_score_is_kept_and_advised_upon(as_, dr_amara, pia_record):
    address = reverse("outcomes:goal-edit", args=[pia_record.pk, 1])
    sent = {"words": "Pain down to 3", "target": "3", "unit": "of 10"}
    body = as_(dr_amara).post(address, sent, follow=True).content.decode()
    assert "Goal 1 is kept." in body
    assert body.count(PAIN_ONLY) == 2
    assert Goal.objects.get().words == "Pain down to 3"


def test_the_row_of_a_goal_tells_its_weeks_and_its_change(as_, dr_amara, pia_record):
    goal = GoalFactory(
        patient=pia_record, baseline=Decimal(10), baseline_on=date(2026, 10, 5), target=Decimal(30)
    )
    Goal.objects.update(created_at=NOON - timedelta(days=46))
    for weeks_ago, tick, value in ((3, GoalTick.NO, None), (1, GoalTick.PART, 25), (0, GoalTick.YES, 31)):
        week_on = date(2026, 11, 16) - timedelta(days=7 * weeks_ago)
        GoalWeekFactory(goal=goal, week_on=week_on, tick=tick, value=value)
    page = " ".join(
        as_(dr_amara).get(reverse("outcomes:measures", args=[pia_record.pk])).content.decode().split()
    )
    assert "3 of 7 weeks told: 1 yes, 1 part, 1 no" in page
    assert "Started at 10 on 5 Oct 2026. Now 31 on 20 Nov 2026. To reach: 30 minutes." in page
    assert "✓ Reached." in page
    assert "Clear shift, better: from 10 to 31 minutes" in page


@pytest.mark.parametrize("kind", ["week", "level"])
def test_a_week_and_a_level_are_marked_with_their_reason(as_, dr_amara, scaled, kind):
    row = GoalWeekFactory(goal=scaled) if kind == "week" else GoalLevelFactory(goal=scaled)
    address = reverse("outcomes:entry-error", args=[kind, row.pk])
    client = as_(dr_amara)
    assert "Sit through a meeting" in client.get(address).content.decode()
    client.post(address, {"reason": "wrong chart"})
    row.refresh_from_db()
    assert row.erred_reason == "wrong chart"


def test_queries_do_not_grow_with_weeks_levels_and_tries(
    as_, dr_amara, pia_record, django_assert_max_num_queries
):
    for rank in (1, 2, 3):
        goal = GoalFactory(patient=pia_record, rank=rank, measure=MeasureFactory(patient=pia_record))
        GoalScaleFactory(goal=goal)
        for number in range(6):
            GoalLevelFactory(goal=goal, true_on=TODAY - timedelta(days=number))
            GoalWeekFactory(goal=goal, week_on=date(2026, 11, 16) - timedelta(days=7 * number))
            ReadingFactory(measure=goal.measure, trials=[60, 70], true_on=TODAY - timedelta(days=number))
    assert (GoalScale.objects.count(), Measure.objects.count()) == (3, 3)
    client = as_(dr_amara)
    address = reverse("outcomes:measures", args=[pia_record.pk])
    client.get(address)
    with django_assert_max_num_queries(17):
        client.get(address)
