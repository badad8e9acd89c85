"""Goals and the timer with thumbs, keys and without a script (S28, S64)."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from playwright.sync_api import Browser, Page, expect

from outcomes import services as outcomes
from outcomes.links import day_link_token
from outcomes.models import CheckInEpisode, Goal, GoalWeek, Measure, Reading
from outcomes.rules.frequency import Frequency
from outcomes.rules.goal_weeks import WEEK, week_of
from outcomes.rules.words import Capacity, GoalTick, Mode, Per
from people import clock
from people.access import Actor
from tests.factories.outcomes import GoalWeekFactory
from tests.factories.portal import block_of_check_ins
from tests.harness import measures
from tests.plugins.browser import DESKTOP, PHONE, screen

SCHEMES = ("light", "dark")
GOALS, TIMERS = "/me/goals/", "/me/timer/"
SENT = "Saved. Your team can see it."
SMALLEST_TARGET, LIGHT = 48, 12 * 1024
TARGETS = """
() => [...document.querySelectorAll("main :is(label:has(input), button, a, .field input)")]
  .filter((el) => el.checkVisibility())
  .map((el) => [el.textContent.trim(), el.getBoundingClientRect().height])
"""


@pytest.fixture
def patient(pia_record, dr_amara):
    """Pia with a block of check-ins, a second goal with everything to it, and three tests."""
    now, by = clock.now(), Actor.of(dr_amara)
    block_of_check_ins(pia_record, at=now)
    sits = track(pia_record, Capacity.SIT, "Sits without stopping", by)
    track(pia_record, Capacity.SEX, "Sex life", by, unit="times a month", sensitive=True)
    today = pia_record.today(now)
    for days, tries in ((40, [480, 600]), (2, [1200, 1500, 900])):
        outcomes.record_trials(
            measure=sits, trials=tries, true_on=today - timedelta(days=days), mode=Mode.STAFF, by=by, at=now
        )
    goal = outcomes.set_goal(
        patient=pia_record,
        rank=2,
        words="Sit at the table like everybody else",
        activity="Sit at dinner",
        target=Decimal(45),
        unit="minutes",
        often=Frequency(5, Per.WEEK),
        condition="without a flare",
        baseline=Decimal(9),
        baseline_on=today - timedelta(days=40),
        target_on=today + timedelta(days=60),
        measure=sits,
        by=by,
        at=now,
    )
    outcomes.set_goal(
        patient=pia_record, rank=3, words="Pain down to 3", target=Decimal(3), unit="of 10", by=by, at=now
    )
    for ago, tick in ((3, GoalTick.NO), (2, GoalTick.PART), (1, GoalTick.YES)):
        GoalWeekFactory(goal=goal, week_on=week_of(today) - ago * WEEK, tick=tick, recorded_at=now)
    outcomes.set_goal_scale(
        goal=goal,
        words=("Stands up after 5 minutes", "Sits 10", "Sits 45", "Sits an hour", "Sits through the evening"),
        importance=2,
        difficulty=2,
        by=by,
        at=now,
    )
    for test, days, value, side in (
        ("six-minute-walk", 50, 310, ""),
        ("six-minute-walk", 1, 380, ""),
        ("chair-stand", 1, 11, ""),
        ("knee-bend", 1, 110, "left"),
    ):
        outcomes.record_test(
            patient=pia_record,
            test=test,
            side=side,
            value=Decimal(value),
            true_on=today - timedelta(days=days),
            mode=Mode.STAFF,
            by=by,
            at=now,
        )
    return pia_record


def track(patient, capacity: Capacity, label: str, by: Actor, *, unit="minutes", sensitive=False) -> Measure:
    return outcomes.set_measure(
        patient=patient,
        capacity=capacity,
        label=label,
        unit=unit,
        sensitive=sensitive,
        by=by,
        at=clock.now(),
    )


@pytest.fixture
def own(phone: Page, signed_in: Callable, patient, pia) -> Page:
    return signed_in(phone, pia)


@pytest.fixture
def timer(own: Page) -> Page:
    """The page of the timer, on a clock that only the test winds."""
    own.clock.install()
    own.goto(TIMERS)
    own.get_by_role("link", name="Sits without stopping").tap()
    expect(own.get_by_role("button", name="Start")).to_be_visible()
    own.clock.pause_at(own.evaluate("Date.now()") / 1000 + 60)
    return own


def told() -> list[tuple]:
    return list(
        GoalWeek.objects.filter(mode=Mode.PHONE, recorded_by__isnull=False).values_list("tick", "value")
    )


def timed_today() -> list[tuple]:
    rows = Reading.objects.filter(mode=Mode.PHONE).order_by("recorded_at")
    return list(rows.values_list("value", "trials"))


# The timer


def test_a_try_by_touch_runs_on_through_a_reload_and_a_sleeping_screen(timer: Page, shot):
    timer.get_by_role("button", name="Start").tap()
    timer.clock.run_for(5_000)
    expect(timer.get_by_role("timer")).to_have_text("0:05")
    timer.reload()
    expect(timer.get_by_role("button", name="Stop")).to_be_visible()
    expect(timer.get_by_role("timer")).to_have_text("0:05")
    timer.clock.fast_forward(20 * 60 * 1000)
    expect(timer.get_by_role("timer")).to_have_text("20:05")
    shot(timer, "timer-running-360")
    timer.get_by_role("button", name="Stop").tap()
    expect(timer.get_by_label("First try")).to_have_value("20:05")
    expect(timer.get_by_role("status")).to_have_text("20:05 is your first try.")
    timer.reload()
    expect(timer.get_by_label("First try")).to_have_value("20:05")
    timer.get_by_role("button", name="Start").tap()
    timer.clock.fast_forward(10 * 60 * 1000 + 5_000)
    timer.get_by_role("button", name="Save my time").tap()
    expect(timer.get_by_role("status")).to_have_text(
        "Saved: 15 min 5 s, the mean of 2 tries. Your team can see it."
    )
    assert timed_today() == [(Decimal("15.08"), [1205, 605])]


def test_three_tries_by_keys_alone(timer: Page):
    timer.get_by_role("button", name="Start").focus()
    for seconds in (60, 90, 120):
        timer.keyboard.press("Enter")
        timer.clock.fast_forward(seconds * 1000)
        timer.keyboard.press("Enter")
    expect(timer.get_by_role("button", name="Start")).to_be_disabled()
    values = [timer.get_by_label(name).input_value() for name in ("First try", "Second try", "Third try")]
    assert values == ["1:00", "1:30", "2:00"]
    timer.get_by_label("Third try").focus()
    timer.keyboard.press("Tab")
    timer.keyboard.press("Enter")
    expect(timer.get_by_role("status")).to_contain_text("the mean of 3 tries")
    assert timed_today() == [(Decimal("1.5"), [60, 90, 120])]


def test_a_try_that_was_wrong_is_emptied_and_made_again(timer: Page):
    timer.get_by_role("button", name="Start").tap()
    timer.clock.fast_forward(1_000)
    timer.get_by_role("button", name="Stop").tap()
    timer.get_by_label("First try").fill("")
    timer.get_by_role("button", name="Start").tap()
    timer.clock.fast_forward(30_000)
    timer.get_by_role("button", name="Stop").tap()
    expect(timer.get_by_label("First try")).to_have_value("0:30")


def test_a_watch_that_was_forgotten_for_a_day_is_dropped(timer: Page):
    timer.get_by_role("button", name="Start").tap()
    timer.clock.fast_forward(25 * 60 * 60 * 1000)
    timer.reload()
    expect(timer.get_by_role("timer")).to_have_text("0:00")


def test_nothing_of_it_is_left_in_the_tab_once_it_is_saved(timer: Page):
    timer.get_by_role("button", name="Start").tap()
    timer.clock.fast_forward(30_000)
    timer.get_by_role("button", name="Save my time").tap()
    expect(timer.get_by_role("status")).to_contain_text("Saved")
    assert timer.evaluate("Object.keys(sessionStorage).filter((key) => key.startsWith('timer'))") == []


def test_without_a_signal_the_tries_stay_until_there_is_one(timer: Page):
    timer.get_by_role("button", name="Start").tap()
    timer.context.set_offline(True)
    timer.clock.fast_forward(90_000)
    timer.get_by_role("button", name="Save my time").tap()
    expect(timer.get_by_role("status")).to_contain_text("You are offline. Your tries stay here.")
    assert timed_today() == []
    timer.context.set_offline(False)
    timer.get_by_role("button", name="Save my time").tap()
    expect(timer.get_by_role("status")).to_contain_text("Saved: 1 min 30 s.")
    assert timed_today() == [(Decimal("1.5"), [90])]


def test_without_a_script_minutes_are_typed(browser: Browser, web, signed_in, patient, pia):
    with screen(browser, web, {**PHONE, "java_script_enabled": False}) as page:
        signed_in(page, pia).goto(TIMERS)
        page.get_by_role("link", name="Sits without stopping").tap()
        expect(page.get_by_role("button", name="Start")).to_be_hidden()
        page.get_by_label("First try").fill("12:30")
        page.get_by_label("Second try").fill("10")
        page.get_by_role("button", name="Save my time").tap()
        expect(page.get_by_role("status")).to_contain_text("the mean of 2 tries")
    assert timed_today() == [(Decimal("11.25"), [750, 600])]


# The week


def test_a_week_is_two_taps_from_the_day(own: Page):
    own.goto("/me/")
    own.get_by_role("link", name="Goals").tap()
    expect(own.get_by_role("heading", name="How is this week going?")).to_be_visible()
    section = own.locator("section", has_text="Sit at the table")
    measures.forget_effort(own)
    section.locator("label", has_text="Part").tap()
    section.get_by_role("button", name="Save my week").tap()
    expect(own.get_by_text(SENT)).to_be_visible()
    assert measures.effort(own).clicks == 2
    assert told() == [("part", None)]
    expect(own.get_by_text("You said: part. What you save now takes its place.")).to_be_visible()


def test_a_week_by_keys_with_its_number(own: Page):
    own.goto(GOALS)
    section = own.locator("section", has_text="Sit at the table")
    section.locator("[name=tick]").first.focus()
    own.keyboard.press("Space")
    own.keyboard.press("Tab")
    own.keyboard.type("30")
    own.keyboard.press("Tab")
    own.keyboard.press("Enter")
    expect(own.get_by_text(SENT)).to_be_visible()
    assert told() == [("yes", 30)]
    assert timed_today() == [(30, [])]


def test_a_refused_week_keeps_what_was_tapped(own: Page):
    own.goto(GOALS)
    section = own.locator("section", has_text="Sit at the table")
    section.locator("label", has_text="Yes").tap()
    section.get_by_label("Your number (minutes)").fill("lots")
    section.get_by_role("button", name="Save my week").tap()
    expect(own.get_by_role("alert")).to_contain_text("Type a number, like 25.")
    expect(section.locator("[name=tick][value=yes]")).to_be_checked()
    own.get_by_role("alert").get_by_role("link").tap()
    expect(section.get_by_label("Your number (minutes)")).to_be_focused()
    assert told() == []


def test_the_day_link_leads_to_the_week_of_its_one_goal(phone: Page, patient, axe, shot):
    phone.goto(f"/d/{day_link_token(CheckInEpisode.objects.get())}/")
    phone.get_by_role("link", name="My week").tap()
    expect(phone.get_by_text("Sit at the table")).to_have_count(0)
    phone.locator("label", has_text="Yes").tap()
    phone.get_by_role("button", name="Save my week").tap()
    expect(phone.get_by_text(SENT)).to_be_visible()
    shot(phone, "week-by-link-360")
    assert axe(phone) == []
    assert GoalWeek.objects.get(goal=Goal.objects.get(rank=1)).tick == "yes"


def test_without_a_script_a_week_is_a_plain_form(browser: Browser, web, signed_in, patient, pia):
    with screen(browser, web, {**PHONE, "java_script_enabled": False}) as page:
        signed_in(page, pia).goto(f"{GOALS}?last=1")
        section = page.locator("section", has_text="Pain down to 3")
        section.get_by_text("No", exact=True).tap()
        section.get_by_role("button", name="Save my week").tap()
        expect(page.get_by_text(SENT)).to_be_visible()
        expect(page.get_by_role("heading", name="How did last week go?")).to_be_visible()
    assert told() == [("no", None)]


def test_the_pages_of_the_phone_are_light(phone: Page, signed_in, patient, pia):
    weight = measures.Weight(phone)
    signed_in(phone, pia)
    for address in (GOALS, f"{TIMERS}{Measure.objects.get(capacity=Capacity.SIT).pk}/"):
        weight.begin()
        phone.goto(address)
        assert 3_000 < weight.total() <= LIGHT


@pytest.mark.parametrize("width", [320, 360])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    browser: Browser, web, signed_in, patient, pia, axe, shot, width
):
    device = {**PHONE, "viewport": {"width": width, "height": 740}, "is_mobile": False}
    sits = Measure.objects.get(capacity=Capacity.SIT)
    with screen(browser, web, device) as page:
        signed_in(page, pia)
        for name, address in (
            ("goals", GOALS),
            ("last-week", f"{GOALS}?last=1"),
            ("timers", TIMERS),
            ("timer", f"{TIMERS}{sits.pk}/"),
        ):
            page.goto(address)
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                shot(page, f"me-{name}-{width}-{scheme}")
                assert axe(page) == [], f"{name}, {scheme}"
            assert measures.sticking_out(page) == []
            small = [what for what, height in page.evaluate(TARGETS) if height < SMALLEST_TARGET - 0.5]
            assert small == []


# Staff


def staff_pages(patient) -> dict[str, str]:
    goal, sits = Goal.objects.get(rank=2), Measure.objects.get(capacity=Capacity.SIT)
    home = f"/patients/{patient.pk}"
    return {
        "measures": f"{home}/measures/",
        "goal": f"{home}/goals/2/",
        "week": f"/goals/{goal.pk}/weeks/new/",
        "scale": f"/goals/{goal.pk}/scale/",
        "level": f"/goals/{goal.pk}/levels/new/",
        "timed": f"/measures/{sits.pk}/timed/",
        "chair": f"{home}/tests/chair-stand/",
        "knee": f"{home}/tests/knee-bend/?side=left",
        "sit": f"{home}/tests/timed-sit/",
    }


@pytest.mark.parametrize("device", [DESKTOP, {"viewport": {"width": 360, "height": 740}}])
def test_the_staff_pages_are_clean(browser: Browser, web, signed_in, patient, dr_amara, axe, shot, device):
    width = device["viewport"]["width"]
    with screen(browser, web, device) as page:
        signed_in(page, dr_amara)
        for name, address in staff_pages(patient).items():
            page.goto(address)
            if name == "measures":
                page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                shot(page, f"staff-{name}-{width}-{scheme}")
                assert axe(page, sizes=width < 400) == [], f"{name}, {scheme}"
            assert measures.sticking_out(page) == []


def test_staff_time_a_try_and_see_the_quota(page: Page, signed_in, patient, dr_amara):
    page.clock.install()
    signed_in(page, dr_amara).goto(f"/patients/{patient.pk}/measures/")
    page.get_by_role("link", name="Time it: Sits without stopping").click()
    for minutes in (20, 25):
        page.get_by_role("button", name="Start").click()
        page.clock.fast_forward(minutes * 60_000)
        page.get_by_role("button", name="Stop").click()
    page.get_by_role("button", name="Keep the time").click()
    expect(page.get_by_text("22.5 minutes are kept: mean of 2 trials: 20:00, 25:00.")).to_be_visible()
    expect(page.get_by_text("A quota to start from: about 18 minutes")).to_be_visible()


def test_a_capacity_becomes_a_goal_and_a_goal_a_measure(page: Page, signed_in, patient, dr_amara):
    Goal.objects.filter(rank=3).update(status="left")
    signed_in(page, dr_amara).goto(f"/patients/{patient.pk}/measures/")
    page.get_by_role("link", name="Make it a goal: 6-minute walk").click()
    expect(page.get_by_label("The activity")).to_have_value("6-minute walk")
    page.get_by_label("In their own words").fill("Walk to the lake")
    page.get_by_label("How much").fill("450")
    page.get_by_role("button", name="Keep the goal").click()
    expect(page.get_by_text("Goal 3 is kept.")).to_be_visible()
    page.get_by_role("link", name="Track it: goal 1").click()
    page.get_by_role("button", name="Track it").click()
    expect(page.get_by_text("It is tracked from now on.")).to_be_visible()
    assert Goal.objects.get(rank=1).measure.unit == "days a week"
