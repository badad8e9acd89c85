"""The intake never loses a word: no button, a killed tab, a cut line, two people, a session that ended."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from intake.models import Hypothesis
from outcomes.models import Goal, RedFlagAnswer, Response
from people.models import Task
from tests.harness.programs import wait_until
from tests.harness.writing import STORY, flaky_screen, good_day, says, stored, visit

ON_THE_SHELF = """
() => new Promise((yes) => {
  const ask = indexedDB.open("unsaved", 1);
  ask.onupgradeneeded = () => ask.result.createObjectStore("texts", { keyPath: "key" });
  ask.onsuccess = () => {
    const all = ask.result.transaction("texts").objectStore("texts").getAll();
    all.onsuccess = () => (ask.result.close(), yes(all.result.map((row) => row.key)));
  };
})
"""


@pytest.fixture
def opened(page, signed_in, dr_amara, intake):
    return visit(signed_in(page, dr_amara), intake)


def test_what_is_typed_is_saved_without_a_button(opened, intake):
    good_day(opened).type(STORY)
    says(opened, "Saved")
    assert stored(intake).good_day == STORY
    opened.reload()
    expect(good_day(opened)).to_have_value(STORY)


def test_what_is_typed_before_the_script_came_is_saved(page, signed_in, dr_amara, intake):
    held = []
    page.route("**/autosave*.js", lambda route: held.append(route))
    signed_in(page, dr_amara).goto(intake.get_absolute_url(), wait_until="commit")
    good_day(page).fill(STORY)
    page.locator("#flag-weakness [name=answer][value=no]").check()
    held[0].continue_()
    wait_until(lambda: stored(intake).good_day == STORY, "the words are saved")
    wait_until(RedFlagAnswer.objects.filter(flag="weakness", answer="no").exists, "the answer is saved")
    says(page, "Saved")


def test_a_tab_that_is_killed_once_its_last_words_are_on_their_way_keeps_them(
    browser, web, signed_in, dr_amara, intake
):
    with flaky_screen(browser, web) as tab:
        visit(signed_in(tab, dr_amara), intake)
        with tab.expect_request(lambda request: "dinner" in (request.post_data or "")):
            good_day(tab).type(STORY)
    wait_until(lambda: stored(intake).good_day == STORY, "the last words are kept")


def test_a_tab_that_is_closed_while_typing_sends_its_last_words(opened, intake):
    good_day(opened).type(STORY)
    opened.goto(f"/patients/{intake.patient_id}/contact/")
    opened.wait_for_load_state("networkidle")
    assert stored(intake).good_day == STORY


@pytest.mark.parametrize("types_on", [False, True])
@pytest.mark.parametrize("what", ["field", "line"])
def test_signing_waits_for_the_last_save_and_not_for_one_who_writes_on(
    browser, web, signed_in, dr_amara, intake, what, types_on
):
    signs = []
    with flaky_screen(browser, web) as tab:
        visit(signed_in(tab, dr_amara), intake)
        tab.on("request", lambda request: "/sign/" in request.url and signs.append(request.url))
        waits, control = {
            "field": ("**/api/drafts/**", good_day(tab)),
            "line": ("**/intakes/*/capture/", tab.locator("#line")),
        }[what]
        tab.route(waits, lambda route: route.abort())
        control.type("Walks the dog")
        if what == "line":
            control.press("Enter")
        expect(
            tab.locator("#saved [data-part=words], #capture .waiting li").get_by_text("kept here")
        ).to_have_count(1)
        tab.get_by_role("button", name="Sign the intake").click()
        if types_on:
            control.type(" as far as")
        tab.unroute(waits)
        if types_on:
            expect(tab.locator("#saved")).to_contain_text("Saved")
            expect(tab.locator("#capture .waiting li")).to_have_count(0)
            tab.wait_for_timeout(300)
        else:
            expect(tab.get_by_role("alert").first).to_contain_text("red-flag questions")
    assert len(signs) == (0 if types_on else 1)


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


def test_a_session_that_ended_asks_in_place_and_then_saves(opened, signed_in, dr_amara, intake):
    Session.objects.all().delete()
    good_day(opened).type(STORY)
    says(opened, "Please sign in again")
    expect(opened.get_by_role("link", name="Sign in here")).to_be_visible()
    signed_in(opened, dr_amara)
    opened.evaluate("window.dispatchEvent(new Event('focus'))")
    says(opened, "Saved")
    assert stored(intake).good_day == STORY


def test_somebody_else_who_signed_in_beside_saves_nothing_in_my_name(opened, signed_in, nav_nia, intake):
    # The first answer to the page's own script renews the cookie: she signs in after it, not before.
    expect(opened.locator("#saved[data-ready]")).to_have_count(1)
    signed_in(opened, nav_nia)
    good_day(opened).type(STORY)
    says(opened, "Could not save, copy your text")
    assert stored(intake).good_day == ""
    opened.reload()
    expect(opened.locator("#saved[data-ready]")).to_have_count(1)
    expect(good_day(opened)).to_have_value("")
    assert kept_in_the_browser(opened) == []


def test_a_late_answer_takes_no_letter_from_the_field_that_is_typed_in(opened, intake):
    """And the pain that was added before the map is there finds its place: an error in the console fails."""
    held = []
    opened.route("**/intakes/*/problem/add/", lambda route: held.append(route))
    opened.locator("#where").get_by_role("button", name="Add a pain problem").click()
    good_day(opened).press_sequentially("Walks the ")
    opened.wait_for_function("() => document.activeElement.matches('textarea')")
    held[0].continue_()
    expect(opened.locator("#where [data-focus]")).to_have_count(1)
    expect(opened.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)
    opened.keyboard.type("dog")
    says(opened, "Saved")
    expect(good_day(opened)).to_have_value("Walks the dog")


def test_unsent_text_is_gone_at_sign_out(browser, web, signed_in, dr_amara, intake):
    with flaky_screen(browser, web) as tab:
        visit(signed_in(tab, dr_amara), intake)
        tab.route("**/api/drafts/**", lambda route: route.abort())
        good_day(tab).type("A secret")
        says(tab, "Offline, kept here (1)")
        assert kept_in_the_browser(tab) != []
        tab.locator(".me summary").click()
        tab.get_by_role("button", name="Sign out").click()
        tab.wait_for_load_state("networkidle")
        assert kept_in_the_browser(tab) == []


def test_unsent_text_is_gone_after_signing_out_on_another_page(browser, web, signed_in, dr_amara, intake):
    with flaky_screen(browser, web) as tab:
        visit(signed_in(tab, dr_amara), intake)
        tab.route("**/api/drafts/**", lambda route: route.abort())
        good_day(tab).type("A secret")
        says(tab, "Offline, kept here (1)")
        tab.goto(f"/patients/{intake.patient_id}/contact/")
        assert kept_in_the_browser(tab) != []
        tab.locator(".me summary").click()
        tab.get_by_role("button", name="Sign out").click()
        tab.wait_for_load_state("networkidle")
        assert kept_in_the_browser(tab) == []


def kept_in_the_browser(page):
    """The fields and cards of which something lies on the shelf."""
    return page.evaluate(ON_THE_SHELF)


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
    flag.locator("[name=answer][value=yes]").check()
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
