"""The capture line: by keyboard alone, once over a cut line, undone in one key, and what axe says of it."""

import pytest
from playwright.sync_api import Route, expect

from intake.models import CapturedLine, Intake, Provoker, TimelineEntry, TreatmentTried
from outcomes.models import Goal, Reading, RedFlagAnswer
from tests.browser.test_intake_saves import ON_THE_SHELF
from tests.harness import measures
from tests.harness.crawl import everywhere
from tests.harness.programs import wait_until
from tests.plugins.browser import DESKTOP, PHONE

#: Eight lines go out one after another, and the parts of the page follow.
SOON = {"timeout": 30_000}
LINES = [
    "mar 24 gravel race, ache outer hip",
    "tried interlaminar esi mar, 2 days only",
    "worse sitting 20, better leaning on cart",
    "goal walk dog every morning",
    "goal sit 60 min",
    "sits 8 min",
    "no foot drop, no saddle numb",
    "lives w/ dtr, 2 cats",
]


@pytest.fixture
def opened(page, signed_in, dr_amara, intake):
    signed_in(page, dr_amara).goto(f"/patients/{intake.patient_id}/intake/")
    return page


def _line_of(tab, intake):
    """The intake's page, with the caret in the line."""
    tab.goto(f"/patients/{intake.patient_id}/intake/")
    tab.keyboard.press("Control+/")
    return tab


def _waiting(tab):
    return tab.locator("#capture .waiting li")


def _on_the_shelf(tab):
    return tab.evaluate(ON_THE_SHELF)


def newest(page):
    return page.locator("#captured .newest")


def test_eight_lines_by_keyboard_alone_and_one_key_takes_one_back(opened, intake):
    opened.get_by_label("What feels most urgent to you?").focus()
    opened.keyboard.press("Control+/")
    for line in LINES:
        opened.keyboard.type(line)
        opened.keyboard.press("Enter")
        opened.keyboard.press("Enter")
    expect(newest(opened)).to_contain_text("Text: lives w/ dtr, 2 cats", **SOON)
    counts = (TimelineEntry, TreatmentTried, Provoker, Goal, Reading, RedFlagAnswer, CapturedLine)
    assert [model.objects.count() for model in counts] == [1, 1, 2, 1, 1, 2, 8]
    expect(opened.locator("#where").get_by_label("How much of it").first).to_have_value("20", **SOON)
    expect(opened.locator("#tried").get_by_label("Helped for how long")).to_have_value("2 days only", **SOON)
    weakness_no = opened.locator("#flag-weakness [name=answer][value=no]")
    expect(weakness_no).to_be_checked(**SOON)
    expect(opened.locator("#chip-red-flags")).to_contain_text("2/9 asked", **SOON)
    opened.locator("#timeline > div:last-child").scroll_into_view_if_needed()
    expect(opened.locator("#timeline #picture")).to_contain_text("gravel race", **SOON)
    for _ in range(3):
        opened.keyboard.press("Control+z")
    wait_until(lambda: CapturedLine.objects.exclude(undone_at=None).count() == 3, "three are taken back")
    assert not RedFlagAnswer.objects.filter(erred_at=None).exists()
    assert not Reading.objects.filter(erred_at=None).exists()
    expect(weakness_no).not_to_be_checked(**SOON)
    assert measures.effort(opened).clicks == 0


def test_a_key_pressed_while_the_list_is_drawn_anew_takes_back_the_next_line(opened):
    """The first answer is here before the third key, the second is not."""
    opened.keyboard.press("Control+/")
    for number, line in enumerate(LINES[:3], start=1):
        opened.keyboard.type(line)
        opened.keyboard.press("Enter")
        expect(opened.locator("#captured [data-undo]")).to_have_count(number, **SOON)
    asked: list[Route] = []

    def hold_the_second(route: Route) -> None:
        asked.append(route)
        if len(asked) != 2:
            route.continue_()

    opened.route("**/undo/", hold_the_second)
    for _ in range(2):
        with opened.expect_request("**/undo/"):
            opened.keyboard.press("Control+z")
    expect(newest(opened)).to_contain_text("Taken back", **SOON)
    with opened.expect_response("**/undo/"):
        opened.keyboard.press("Control+z")
    assert len({route.request.url for route in asked}) == 3
    asked[1].continue_()
    expect(opened.locator("#captured [data-undo]")).to_have_count(0, **SOON)
    assert CapturedLine.objects.exclude(undone_at=None).count() == 3


def test_lines_without_a_signal_outlive_the_tab_and_arrive_once_in_their_order(
    browser, web, signed_in, dr_amara, intake
):
    """The first answer is lost, the tab closed; the page that comes back sends the rest. Sign-out ends it."""
    context = browser.new_context(base_url=web.url)
    context.set_default_timeout(10_000)
    lost = []

    def lose_answers(route):
        lost.append(route.fetch() if not lost else None)
        route.abort()

    context.route("**/capture/", lose_answers)
    tab = _line_of(signed_in(context.new_page(), dr_amara), intake)
    tab.keyboard.type("worse sitting 20 min\n")
    expect(_waiting(tab)).to_have_text("No signal, kept here: worse sitting 20 min", **SOON)
    tab.keyboard.type("better walking\nnote: wrong chart\n")
    tab.keyboard.press("Control+z")
    tab.keyboard.type("goal walk")
    wait_until(lambda: len(_on_the_shelf(tab)) == 3, "two lines and a half lie on the shelf")
    tab.close()

    tab = _line_of(context.new_page(), intake)
    expect(_waiting(tab)).to_have_count(2, **SOON)
    expect(tab.locator("#line")).to_have_value("goal walk")
    context.unroute("**/capture/")
    context.set_offline(True)
    tab.keyboard.press("End")
    tab.keyboard.type(" dog\nlives w/ dtr\n")
    expect(_waiting(tab)).to_have_count(4)
    context.set_offline(False)
    expect(newest(tab)).to_contain_text("Text: lives w/ dtr", **SOON)
    expect(_waiting(tab)).to_have_count(0)
    said = ["worse sitting 20 min", "better walking", "goal walk dog", "lives w/ dtr"]
    assert list(CapturedLine.objects.order_by("captured_at").values_list("text", flat=True)) == said
    told = Provoker.objects.order_by("created_at").values_list("effect", "what", "dose")
    assert list(told) == [("worse", "sitting", "20 min"), ("better", "walking", "")]
    assert lost[0].ok

    context.route("**/capture/", lambda route: route.abort())
    tab.keyboard.type("better not to be left here\nnor this")
    wait_until(lambda: len(_on_the_shelf(tab)) == 2, "both lie on the shelf")
    tab.locator(".me summary").click()
    tab.get_by_role("button", name="Sign out").click()
    tab.wait_for_load_state("networkidle")
    assert _on_the_shelf(tab) == []
    assert CapturedLine.objects.count() == len(said)
    context.close()


def test_a_part_is_not_drawn_anew_under_the_hands_that_write_in_it(opened, intake):
    """It is afterwards, with what stood open; and a wrong guess is corrected by a button."""
    where = opened.locator("#where").get_by_label("Where", exact=True)
    opened.locator("#line").fill("fusion L5-S1 2019")
    opened.locator("#line").press("Enter")
    expect(newest(opened)).to_contain_text("Timeline: 2019, fusion L5-S1", **SOON)
    newest(opened).get_by_text("Not that?").click()
    newest(opened).get_by_role("button", name="As tried").click()
    expect(opened.locator("#tried").get_by_label("What", exact=True)).to_have_value("fusion", **SOON)
    fusion = opened.locator("#tried .attempt", has_text="fusion")
    fusion.locator("summary").first.click()
    expect(fusion).to_have_attribute("open", "")
    opened.locator("#line").type("worse coughing")
    where.focus()
    opened.evaluate("document.getElementById('capture-line').requestSubmit()")
    where.type("Low back")
    expect(newest(opened)).to_contain_text("Worse with: coughing", **SOON)
    where.type(" and hip")
    expect(where).to_be_focused()
    expect(opened.locator("#where").get_by_label("Activity, posture or setting")).to_have_count(0)
    opened.keyboard.press("Control+/")
    expect(opened.locator("#where").get_by_label("Activity, posture or setting")).to_have_value(
        "coughing", **SOON
    )
    expect(where).to_have_value("Low back and hip")
    assert Intake.objects.get().problems.get().where == "Low back and hip"
    opened.keyboard.type("tried heat\n")
    expect(opened.locator("#tried .attempt")).to_have_count(2, **SOON)
    expect(fusion).to_have_attribute("open", "")
    opened.locator("#line").fill("no foot drop")
    opened.keyboard.press("Enter")
    answers = opened.locator("#flag-weakness [name=answer]")
    expect(answers.and_(opened.locator("[value=no]"))).to_be_checked(**SOON)
    answers.first.focus()
    opened.keyboard.press("u")
    expect(answers.and_(opened.locator("[value=unsure]"))).to_be_checked()


def test_what_is_said_of_allergies_stands_in_the_head_of_the_page_at_once(opened, intake):
    head, health = opened.locator("#allergy-badge"), opened.locator("#health-facts")
    expect(head).to_have_text("No allergies recorded")
    expect(opened.locator("#missing")).to_contain_text("Nobody asked about allergies.")
    opened.locator("#line").fill("NKDA")
    opened.locator("#line").press("Enter")
    expect(head).to_have_text("No known allergies")
    expect(health).to_contain_text("No known allergies")
    expect(opened.locator("#missing")).not_to_contain_text("Nobody asked about allergies.")
    opened.keyboard.press("Control+z")
    expect(head).to_have_text("No allergies recorded")
    opened.locator("#line").fill("allergic to pcn, hives")
    opened.locator("#line").press("Enter")
    expect(head).to_have_text("Allergy: penicillin")
    expect(health).to_contain_text("hives")


def test_it_passes_axe_everywhere_and_hides_nothing_that_is_focused(opened, shot):
    for line in (*LINES[1:4], "lives w/ dtr"):
        opened.locator("#line").fill(line)
        opened.locator("#line").press("Enter")
    expect(newest(opened)).to_contain_text("lives w/ dtr", **SOON)
    opened.locator("#timeline > div:last-child").scroll_into_view_if_needed()
    expect(opened.locator("#timeline #picture")).to_contain_text("interlaminar esi", **SOON)
    opened.wait_for_load_state("networkidle")
    opened.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    assert everywhere(opened) == []
    for device in (DESKTOP, PHONE):
        opened.set_viewport_size(device["viewport"])
        for field in (opened.get_by_label("What will test it"), opened.get_by_label("How often does one")):
            field.focus()
            wait_until(lambda field=field: _is_above_the_line(opened, field), "it stands above the line")
        shot(opened, f"capture-{device['viewport']['width']}")


def _is_above_the_line(page, field):
    box, bar = field.bounding_box(), page.locator("#capture").bounding_box()
    return box["y"] >= 0 and box["y"] + box["height"] <= bar["y"]
