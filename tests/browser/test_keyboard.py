"""Without a mouse: find anything, the rail, closing layers; and the storyboard on one sheet of paper."""

from io import BytesIO

import pdfplumber
import pytest
from playwright.sync_api import Page, expect

from tests.harness import measures
from tests.harness.demo import DemoClinic

OKAFOR = "Okafor"


@pytest.fixture
def desk(demo_clinic: DemoClinic, demo_desk: Page) -> Page:
    demo_clinic.sign_in(demo_desk, demo_clinic.somebody("physician"))
    measures.forget_effort(demo_desk)
    return demo_desk


def test_any_chart_is_three_letters_away(desk: Page, demo_clinic: DemoClinic, axe, shot):
    desk.goto("/worklist/")
    desk.keyboard.press("Control+k")
    desk.keyboard.type("oka")
    expect(desk.get_by_role("option", selected=True)).to_contain_text("Okafor, Daniel")
    assert axe(desk) == []
    shot(desk, "palette")
    desk.keyboard.press("Enter")
    desk.wait_for_url(f"**{demo_clinic.chart_of(OKAFOR)}")
    assert measures.effort(desk).clicks == 0


def test_escape_closes_the_palette_and_gives_the_focus_back(desk: Page):
    desk.goto("/patients/")
    search = desk.get_by_role("searchbox", name="Name, birth date or record number")
    search.focus()
    desk.keyboard.press("Control+k")
    expect(desk.get_by_role("combobox")).to_be_focused()
    desk.keyboard.press("Escape")
    expect(search).to_be_focused()


def test_arrows_go_round(desk: Page):
    desk.goto("/")
    desk.keyboard.press("Control+k")
    expect(desk.get_by_role("option", selected=True)).to_have_count(1)
    desk.keyboard.press("ArrowUp")
    last = desk.get_by_role("option").last
    expect(last).to_have_attribute("aria-selected", "true")
    expect(desk.get_by_role("combobox")).to_have_attribute("aria-activedescendant", last.get_attribute("id"))


def test_alt_and_a_digit_open_the_rail(desk: Page):
    desk.goto("/")
    desk.keyboard.press("Alt+Digit2")
    desk.wait_for_url("**/worklist/")


def test_control_enter_is_the_primary_act(desk: Page, demo_clinic: DemoClinic):
    desk.goto(demo_clinic.chart_of(OKAFOR))
    desk.keyboard.press("Control+Enter")
    desk.wait_for_url("**/checkpoints/**")


def test_escape_closes_the_sheet_of_me(desk: Page):
    desk.goto("/")
    me = desk.locator("summary", has_text="Me")
    me.focus()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("button", name="Sign out")).to_be_visible()
    desk.keyboard.press("Escape")
    expect(desk.get_by_role("button", name="Sign out")).to_be_hidden()
    expect(me).to_be_focused()


def test_finding_is_a_page_too(demo_clinic: DemoClinic, desk: Page):
    desk.goto("/find/?q=oka")
    desk.get_by_role("link", name="Okafor, Daniel").click()
    desk.wait_for_url(f"**{demo_clinic.chart_of(OKAFOR)}")


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_storyboard_prints_on_one_landscape_page(desk: Page, demo_clinic: DemoClinic, paper: str):
    desk.goto(demo_clinic.chart_of(OKAFOR))
    with pdfplumber.open(BytesIO(desk.pdf(format=paper, landscape=True))) as sheet:
        [only] = sheet.pages
        words = only.extract_text()
    assert "Left L5 nerve root" in words
    assert "Decide by" in words
    assert "Find anything" not in words
