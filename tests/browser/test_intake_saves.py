"""The intake never loses a word: no button, a killed tab, a cut line, two people, a session that ended."""

from contextlib import contextmanager

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import expect

from intake.models import Hypothesis, Intake
from intake.services import conversation
from outcomes.models import Goal, RedFlagAnswer, Response
from people.clock import now
from people.models import Task
from tests.plugins.browser import CHROMIUM_FLAGS, DESKTOP, chromium

STORY = "Walks the dog to the park and sits through dinner"

SLOW_BODIES = """
const text = Response.prototype.text;
Response.prototype.text = async function () {
  const body = await text.call(this);
  await new Promise((later) => setTimeout(later, 700));
  return body;
};
"""


@pytest.fixture
def intake(web, pia_record, dr_amara, actor_of):
    return conversation.start_intake(patient=pia_record, by=actor_of(dr_amara), at=now())


@pytest.fixture
def opened(page, signed_in, dr_amara, intake):
    return visit(signed_in(page, dr_amara), intake)


@contextmanager
def flaky_screen(browser, web):
    """A screen of one's own, whose console may complain that the line was cut."""
    context = browser.new_context(base_url=web.url, **DESKTOP)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def visit(page, intake):
    page.goto(f"/patients/{intake.patient_id}/intake/")
    return page


def good_day(page):
    return page.get_by_label("What does a good day look like?")


def says(page, words):
    expect(page.locator("#saved [data-part=words]")).to_contain_text(words)


def stored(intake):
    return Intake.objects.get(pk=intake.pk)


def test_what_is_typed_is_saved_without_a_button(opened, intake):
    good_day(opened).type(STORY)
    says(opened, "Saved")
    assert stored(intake).good_day == STORY
    opened.reload()
    expect(good_day(opened)).to_have_value(STORY)


def test_a_killed_tab_keeps_what_was_typed_a_second_ago(browser, web, signed_in, dr_amara, intake):
    with flaky_screen(browser, web) as tab:
        visit(signed_in(tab, dr_amara), intake)
        good_day(tab).type(STORY)
        tab.wait_for_timeout(1000)
    assert stored(intake).good_day == STORY


def test_a_tab_that_is_closed_while_typing_sends_its_last_words(opened, intake):
    good_day(opened).type(STORY)
    opened.goto(f"/patients/{intake.patient_id}/contact/")
    opened.wait_for_load_state("networkidle")
    assert stored(intake).good_day == STORY


def test_two_people_see_both_texts_and_choose(new_screen, signed_in, dr_amara, nav_nia, intake):
    amara, nia = new_screen(), new_screen()
    for screen, who in ((amara, dr_amara), (nia, nav_nia)):
        visit(signed_in(screen, who), intake)
    good_day(nia).type("Gardens for an hour")
    says(nia, "Saved")
    good_day(amara).type("Sits through dinner")
    box = amara.get_by_role("group", name="Two versions")
    expect(box).to_contain_text("Gardens for an hour")
    expect(box).to_contain_text("Sits through dinner")
    expect(box).to_contain_text("Nia Silva")
    assert stored(intake).good_day == "Gardens for an hour"
    box.get_by_role("button", name="Keep both").click()
    expect(good_day(amara)).to_have_value("Gardens for an hour\n\nSits through dinner")
    says(amara, "Saved")
    assert stored(intake).good_day == "Gardens for an hour\n\nSits through dinner"


@pytest.mark.parametrize(
    ("button", "kept"), [("Keep mine", "Sits through dinner"), ("Keep theirs", "Gardens")]
)
def test_the_chosen_text_stands(opened, actor_of, nav_nia, intake, button, kept):
    Intake.objects.filter(pk=intake.pk).update(good_day="Gardens", revisions={"good_day": 1})
    good_day(opened).type("Sits through dinner")
    opened.get_by_role("button", name=button).click()
    says(opened, "Saved" if button == "Keep mine" else "")
    expect(good_day(opened)).to_have_value(kept)
    expect(opened.get_by_role("group", name="Two versions")).to_have_count(0)
    expect(good_day(opened)).to_be_focused()
    assert stored(intake).good_day == kept


def test_text_typed_without_a_line_survives_a_reload_and_is_sent(browser, web, signed_in, dr_amara, intake):
    with flaky_screen(browser, web) as tab:
        visit(signed_in(tab, dr_amara), intake)
        tab.context.set_offline(True)
        good_day(tab).type(STORY)
        tab.get_by_label("What feels most urgent to you?").type("Sleep")
        says(tab, "Offline, kept here (2)")
        assert stored(intake).good_day == ""
        tab.context.set_offline(False)
        says(tab, "Saved")
        assert (stored(intake).good_day, stored(intake).most_urgent) == (STORY, "Sleep")


def test_a_reload_before_the_line_is_back_loses_nothing(browser, web, signed_in, dr_amara, intake):
    with flaky_screen(browser, web) as tab:
        visit(signed_in(tab, dr_amara), intake)
        tab.route("**/api/drafts/**", lambda route: route.abort())
        good_day(tab).type(STORY)
        says(tab, "Offline, kept here (1)")
        tab.reload()
        expect(good_day(tab)).to_have_value(STORY)
        tab.unroute("**/api/drafts/**")
        says(tab, "Saved")
    assert stored(intake).good_day == STORY


def test_an_answer_that_was_lost_is_no_conflict_with_oneself(browser, web, signed_in, dr_amara, intake):
    """The server saved, the answer never came, and the person typed on."""
    lost = []

    def lose_once(route):
        if lost:
            return route.continue_()
        lost.append(route.fetch())
        return route.fulfill(status=503)

    with flaky_screen(browser, web) as tab:
        visit(signed_in(tab, dr_amara), intake)
        tab.route("**/api/drafts/**", lose_once)
        good_day(tab).type("Walks")
        tab.wait_for_timeout(1000)
        good_day(tab).type(" the dog")
        says(tab, "Saved")
    assert stored(intake).good_day == "Walks the dog"
    assert lost[0].ok


def test_a_card_whose_answer_was_lost_is_no_conflict_with_oneself(browser, web, signed_in, dr_amara, intake):
    lost = []

    def lose_once(route):
        if lost:
            return route.continue_()
        lost.append(route.fetch())
        return route.fulfill(status=503)

    with flaky_screen(browser, web) as tab:
        visit(signed_in(tab, dr_amara), intake)
        tab.route("**/cards/goal-1/", lose_once)
        words = tab.locator("#goal-1").get_by_label("In their own words")
        words.type("Walk")
        tab.wait_for_timeout(1000)
        words.type(" the dog")
        says(tab, "Saved")
        expect(tab.get_by_text("Somebody else changed this")).to_have_count(0)
    assert lost[0].ok
    assert stored(intake).unfinished["goal-1"]["typed"]["words"] == "Walk the dog"


def test_typing_on_while_an_answer_trickles_in_is_no_conflict_with_oneself(page, signed_in, dr_amara, intake):
    """Its head is here, its body is not: a busy machine. The next save waits for the version in the body."""
    page.add_init_script(SLOW_BODIES)
    visit(signed_in(page, dr_amara), intake)
    for question, answer in zip(("average", "enjoyment", "general activity"), "678", strict=True):
        page.locator("#peg").get_by_label(question).fill(answer)
        page.keyboard.press("Tab")
        page.wait_for_timeout(200)
    expect(page.locator("#peg").get_by_text("PEG 7.0 of 10")).to_be_visible()
    says(page, "Saved")
    expect(page.get_by_text("Somebody else changed this")).to_have_count(0)
    assert Response.objects.filter(erred_at=None).count() == 1


def test_a_session_that_ended_asks_in_place_and_then_saves(opened, signed_in, dr_amara, intake):
    Session.objects.all().delete()
    good_day(opened).type(STORY)
    says(opened, "Please sign in again")
    expect(opened.get_by_role("link", name="Sign in, then come back")).to_be_visible()
    signed_in(opened, dr_amara)
    opened.evaluate("window.dispatchEvent(new Event('focus'))")
    says(opened, "Saved")
    assert stored(intake).good_day == STORY


def test_somebody_else_who_signed_in_beside_saves_nothing_in_my_name(opened, signed_in, nav_nia, intake):
    signed_in(opened, nav_nia)
    good_day(opened).type(STORY)
    says(opened, "Could not save, copy your text")
    assert stored(intake).good_day == ""
    opened.reload()
    expect(good_day(opened)).to_have_value("")
    assert kept_in_the_tab(opened) == []


def test_unsent_text_is_gone_at_sign_out(browser, web, signed_in, dr_amara, intake):
    with flaky_screen(browser, web) as tab:
        visit(signed_in(tab, dr_amara), intake)
        tab.route("**/api/drafts/**", lambda route: route.abort())
        good_day(tab).type("A secret")
        says(tab, "Offline, kept here (1)")
        assert kept_in_the_tab(tab) != []
        tab.locator(".me summary").click()
        tab.get_by_role("button", name="Sign out").click()
        tab.wait_for_load_state("networkidle")
        assert kept_in_the_tab(tab) == []


def test_unsent_text_is_gone_after_signing_out_on_another_page(browser, web, signed_in, dr_amara, intake):
    with flaky_screen(browser, web) as tab:
        visit(signed_in(tab, dr_amara), intake)
        tab.route("**/api/drafts/**", lambda route: route.abort())
        good_day(tab).type("A secret")
        says(tab, "Offline, kept here (1)")
        tab.goto(f"/patients/{intake.patient_id}/contact/")
        assert kept_in_the_tab(tab) != []
        tab.locator(".me summary").click()
        tab.get_by_role("button", name="Sign out").click()
        tab.wait_for_load_state("networkidle")
        assert kept_in_the_tab(tab) == []


def kept_in_the_tab(page):
    return page.evaluate("Object.keys(sessionStorage).filter((key) => key.startsWith('unsaved:'))")


def test_a_text_that_is_too_long_is_told_so_and_stays(opened, intake):
    good_day(opened).fill("x" * 4001)
    expect(opened.get_by_text("at most 4000 characters")).to_be_visible()
    says(opened, "Could not save, copy your text")
    assert len(good_day(opened).input_value()) == 4001
    good_day(opened).fill("shorter")
    says(opened, "Saved")
    assert stored(intake).good_day == "shorter"


def test_a_goal_half_typed_is_kept_and_becomes_a_goal_when_it_has_a_number(opened, intake):
    goal = opened.locator("#goal-1")
    goal.get_by_label("In their own words").type("Walk the dog")
    expect(goal.get_by_text("Kept as typed")).to_be_visible()
    opened.reload()
    expect(goal.get_by_label("In their own words")).to_have_value("Walk the dog")
    goal.get_by_label("Number").type("20")
    goal.get_by_label("Unit").type("minutes")
    expect(goal.get_by_text("Kept as typed")).to_have_count(0)
    says(opened, "Saved")
    assert Goal.objects.get().words == "Walk the dog"
    assert stored(intake).unfinished == {}


def test_peg_is_scored_when_all_three_are_there(opened, intake):
    for question, answer in zip(("average", "enjoyment", "general activity"), "678", strict=True):
        opened.locator("#peg").get_by_label(question).fill(answer)
    expect(opened.locator("#peg").get_by_text("PEG 7.0 of 10")).to_be_visible()
    assert Response.objects.filter(erred_at=None).count() == 1


def test_a_yes_opens_its_text_and_its_task_at_once(opened, intake):
    flag = opened.locator("#flag-cauda_equina")
    flag.get_by_label("Yes").check()
    expect(flag.get_by_role("alert")).to_contain_text("emergency department now")
    expect(opened.locator("#chip-red-flags")).to_contain_text("Red flags 1/9 asked, 1 yes")
    assert RedFlagAnswer.objects.get().answer == "yes"
    assert Task.objects.get().priority == "stat"


def test_the_map_and_what_is_missing_follow_what_is_typed(opened):
    expect(opened.locator("#chip-story")).to_contain_text("untouched")
    good_day(opened).type(STORY)
    expect(opened.locator("#chip-story")).to_contain_text("started")
    opened.get_by_label("What we think is going on").type("Left L5 root is irritated")
    expect(opened.get_by_text("There is no working idea yet.")).to_have_count(0)
    says(opened, "Saved")
    assert Hypothesis.objects.get().is_working


def test_lines_are_added_removed_and_put_back(opened, intake):
    where = opened.locator("#where")
    where.get_by_label("Where", exact=True).type("Left buttock")
    says(opened, "Saved")
    where.get_by_role("button", name="Add a pain problem").click()
    expect(where.get_by_label("Where", exact=True)).to_have_count(2)
    where.get_by_role("button", name="Remove").first.click()
    expect(where.get_by_label("Where", exact=True)).to_have_count(1)
    opened.get_by_role("button", name="Undo").click()
    expect(where.get_by_label("Where", exact=True).first).to_have_value("Left buttock")


@pytest.mark.parametrize("after", [6, 18, 34])
def test_a_browser_killed_while_typing_loses_at_most_two_seconds(
    browser, web, signed_in, dr_amara, intake, after
):
    """It dies `after` keys of 50 ms each: nothing runs at its end, no last save and no goodbye."""
    doomed = browser.browser_type.launch(executable_path=chromium(), args=CHROMIUM_FLAGS)
    tab = doomed.new_context(base_url=web.url, **DESKTOP).new_page()
    visit(signed_in(tab, dr_amara), intake)
    good_day(tab).press_sequentially("First words. ", delay=10)
    says(tab, "Saved")
    good_day(tab).press_sequentially("x" * after, delay=50)
    with pytest.raises(PlaywrightError):
        doomed.new_browser_cdp_session().send("Browser.crash")
    typed, kept = f"First words. {'x' * after}", stored(intake).good_day
    assert typed.startswith(kept)
    assert kept.startswith("First words.")
    assert len(typed) - len(kept) <= 2000 / 50


def test_words_typed_just_before_a_part_is_drawn_anew_stay(opened, intake):
    """Adding a line draws the section from the server, which may not have the last words yet."""
    intake.problems.update(since="2023")
    where = opened.locator("#where")
    first = where.get_by_label("Where", exact=True).first

    def slowly(route):
        opened.wait_for_timeout(600)
        route.continue_()

    opened.route("**/api/drafts/**", slowly)
    first.type("Left buttock")
    where.get_by_role("button", name="Add a pain problem").click()
    expect(where.get_by_label("Where", exact=True)).to_have_count(2)
    expect(first).to_have_value("Left buttock")
    says(opened, "Saved")
    first.press("End")
    first.type(" to calf")
    opened.wait_for_timeout(2500)
    expect(opened.get_by_role("group", name="Two versions")).to_have_count(0)
    assert intake.problems.first().where == "Left buttock to calf"
