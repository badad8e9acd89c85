"""A questionnaire by link on the smallest phone, without a script; and the plan on one sheet of paper."""

from collections.abc import Callable
from io import BytesIO

import pdfplumber
import pytest
from playwright.sync_api import Browser, Page, expect

from outcomes.models import Ask, Response, Score
from outcomes.rules.words import AskState
from people import clock
from people.access import Actor
from plans.library import TEMPLATES
from plans.services import sign_plan
from tests.factories.plans import drafted, signed
from tests.factories.portal import peg_ask, question_link
from tests.harness import measures
from tests.plugins.browser import DESKTOP, PHONE, screen

SMALL = {**PHONE, "viewport": {"width": 320, "height": 568}, "java_script_enabled": False}
HEAVIEST_PAGE = 6 * 1024
SMALLEST_PRINT = 12.5


@pytest.fixture
def link(pia_record) -> str:
    return question_link(peg_ask(pia_record, at=clock.now()))


def tap(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def answer_all(page: Page, *values: str) -> None:
    for value in values:
        tap(page, value)


def test_peg_is_its_items_and_two_taps(phone: Page, link: str, shot: Callable):
    phone.goto(link)
    shot(phone, "question-start")
    tap(phone, "Start")
    shot(phone, "question")
    answer_all(phone, "6", "7", "8")
    shot(phone, "question-check")
    tap(phone, "Send my answers")
    expect(phone.get_by_text("Your number: 7.0. Lower is better.")).to_be_visible()
    shot(phone, "question-done")
    assert measures.effort(phone) == measures.Effort(clicks=3 + 2, keys=0)
    assert Score.objects.get().value == 7


def test_without_a_script_at_320_pixels(browser: Browser, web, link: str):
    with screen(browser, web, SMALL) as page:
        weight = measures.Weight(page)
        page.goto(link)
        assert weight.total() <= HEAVIEST_PAGE
        for name in ("Start", "10", "0", "Skip this one"):
            weight.begin()
            tap(page, name)
            assert weight.total() <= HEAVIEST_PAGE
            assert page.locator("body").bounding_box()["width"] <= 320
        page.get_by_role("link", name="Change General activity").click()
        tap(page, "5")
        tap(page, "Send my answers")
        expect(page.get_by_text("Your number: 5.0.")).to_be_visible()


def test_keys_are_enough(phone: Page, link: str):
    phone.goto(link)
    for name in ("Start", "3", "4", "5", "Send my answers"):
        while phone.evaluate("document.activeElement.textContent.trim()") != name:
            phone.keyboard.press("Tab")
        with phone.expect_navigation():
            phone.keyboard.press("Enter")
    expect(phone.get_by_text("Your number: 4.0.")).to_be_visible()


def test_another_phone_goes_on_at_the_same_question(phone: Page, new_screen: Callable, link: str):
    phone.goto(link)
    tap(phone, "Start")
    answer_all(phone, "6")
    other = new_screen(PHONE)
    other.goto(link)
    tap(other, "Start")
    expect(other.get_by_text("2 of 3")).to_be_visible()
    other.get_by_role("link", name="Back").click()
    expect(other.get_by_role("button", name="6, your answer now")).to_be_visible()


def test_a_mail_scanner_uses_nothing_up(phone: Page, new_screen: Callable, link: str):
    """It opens the link twice, in a browser of its own, before the person does."""
    scanner = new_screen(DESKTOP)
    for _ in range(2):
        scanner.goto(link)
    assert not Response.objects.exists()
    assert Ask.objects.get().state == AskState.OPEN
    phone.goto(link)
    tap(phone, "Start")
    expect(phone.get_by_text("1 of 3")).to_be_visible()


@pytest.mark.parametrize("width", [320, 360, 1366])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(browser: Browser, web, link: str, axe, width):
    with screen(browser, web, {"viewport": {"width": width, "height": 740}}) as page:

        def look() -> None:
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                assert axe(page, sizes=width < 400) == [], scheme
            assert measures.sticking_out(page) == []

        for address in ("/q/unknown/", "/m/unknown.x/", "/d/unknown~x/", "/check-in/", link):
            page.goto(address)
            look()
        for name in ("Start", "1", "2", "3", "Send my answers"):
            tap(page, name)
            look()


def test_one_tap_asks_for_a_new_link(phone: Page, link: str):
    Ask.objects.update(state=AskState.EXPIRED)
    phone.goto(link)
    tap(phone, "Send me a new link")
    expect(phone.get_by_role("heading", name="Please look in your mail")).to_be_visible()
    assert Ask.objects.filter(replaces__isnull=False).count() == 1


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("template", TEMPLATES)
def test_the_plan_is_one_sheet_with_the_help_box_on_it(
    page: Page, signed_in: Callable, pia, pia_record, dr_amara, template, paper
):
    draft = drafted(pia_record, dr_amara, template=template, at=clock.now())
    draft.checkpoints.filter(line=None).update(line=5)
    sign_plan(plan=draft, by=Actor.of(dr_amara), at=clock.now())
    signed_in(page, pia).goto("/me/plan/")
    with pdfplumber.open(BytesIO(page.pdf(format=paper, prefer_css_page_size=False))) as sheet:
        assert len(sheet.pages) == 1
        words = sheet.pages[0].extract_text()
        sizes = [char["size"] for char in sheet.pages[0].chars if char["text"].strip()]
    assert "Get help now if" in words
    assert "What I said I will do first" in words
    assert min(sizes) >= SMALLEST_PRINT - 0.01
    assert "Print my plan" not in words


def test_one_press_prints(phone: Page, signed_in: Callable, pia, pia_record, dr_amara):
    signed(pia_record, dr_amara, at=clock.now())
    signed_in(phone, pia)
    phone.add_init_script("window.print = () => { document.title = 'printed'; }")
    phone.goto("/me/plan/")
    phone.get_by_role("button", name="Print my plan").click()
    expect(phone).to_have_title("printed")
    assert measures.effort(phone).clicks == 1
