"""Days on the chart: month, paper and its typing-in, headaches; by keyboard, small, printed (S71, C2, C6)."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pdfplumber
import pytest
from playwright.sync_api import Browser, Page, expect

from outcomes.models import Day
from outcomes.rules.months import Month
from outcomes.rules.words import DayMark
from people import clock
from tests.factories.outcomes import CheckInEpisodeFactory, DayFactory, FlareFactory, GoalFactory
from tests.harness import measures
from tests.plugins.browser import screen

SMALL = {"viewport": {"width": 320, "height": 740}}


@pytest.fixture
def desk(page: Page) -> Page:
    return page


@pytest.fixture
def chart(pia_record) -> str:
    """Seven weeks of days, a flare, headaches asked; the address of her chart."""
    today = pia_record.today(clock.now())
    goal = GoalFactory(patient=pia_record, words="Walk the dog around the block")
    CheckInEpisodeFactory(
        patient=pia_record,
        starts_on=today - timedelta(days=41),
        ends_on=today,
        goal=goal,
        asks_headache=True,
        headache_medicine="strong",
    )
    FlareFactory(patient=pia_record, started_on=today - timedelta(days=3))
    for n in range(0, 90):
        if n % 5 != 4:
            mark = DayMark(1 + n % 3)
            DayFactory(
                patient=pia_record,
                day=today - timedelta(days=n),
                mark=mark,
                headache=n % 4,
                headache_medicine=n % 4 > 1,
                recorded_at=clock.now(),
            )
    return f"/patients/{pia_record.pk}/"


@pytest.fixture
def month(pia_record) -> Month:
    return Month.of(pia_record.today(clock.now()))


def pages(month: Month) -> dict[str, str]:
    day = month.first.isoformat()
    return {
        "days-month": f"days/month/{month.previous}/",
        "day": f"days/{day}/",
        "days-type": f"days/month/{month}/type/",
        "days-print": f"days/month/{month}/paper/",
        "headaches": "headaches/",
        "flares": "flares/",
        "check-ins": "check-ins/",
        "check-ins-new": "check-ins/new/",
        "flares-new": "flares/new/",
    }


@pytest.mark.parametrize("width", [320, 1366])
def test_axe_finds_nothing_and_nothing_sticks_out(
    browser: Browser, web, signed_in, chart, month, dr_amara, axe, shot, width
):
    with screen(browser, web, {"viewport": {"width": width, "height": 768}}) as page:
        signed_in(page, dr_amara)
        for name, address in pages(month).items():
            page.goto(f"{chart}{address}")
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                shot(page, f"{name}-{width}-{scheme}")
                assert axe(page, sizes=width < 400) == [], f"{name}, {scheme}"
            assert measures.sticking_out(page) == [], name


def typing(desk: Page, signed_in: Callable, user, chart: str, month: Month) -> None:
    signed_in(desk, user).goto(f"{chart}days/month/{month}/type/")


def cell(page: Page, month: Month, number: int, name: str):
    day = month.first + timedelta(days=number - 1)
    return page.locator(f"[name='{day.isoformat()}-{name}']")


def test_a_month_is_typed_by_keyboard_alone(desk: Page, signed_in, dr_amara, pia_record, month):
    chart = f"/patients/{pia_record.pk}/"
    past = month.previous
    typing(desk, signed_in, dr_amara, chart, past)
    cell(desk, past, 1, "mark").focus()
    desk.keyboard.type("g")
    desk.keyboard.press("Tab")
    desk.keyboard.type("20")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.type("35")
    expect(cell(desk, past, 2, "moved_minutes")).to_have_value("35")
    desk.keyboard.press("Shift+Tab")
    desk.keyboard.type("h")
    desk.keyboard.press("Enter")
    desk.keyboard.type("o")
    expect(cell(desk, past, 3, "mark")).to_have_value("o")
    desk.keyboard.press("ArrowUp")
    expect(cell(desk, past, 2, "mark")).to_be_focused()
    desk.keyboard.press("Control+Enter")
    expect(desk.get_by_text("3 days are kept.")).to_be_visible()
    said = Day.objects.order_by("day").values_list("mark", "moved_minutes", "mode", "is_late")
    assert list(said) == [(1, 20, "paper", True), (3, 35, "paper", True), (2, None, "paper", True)]


def test_what_is_wrong_or_in_doubt_is_shown_beside_what_was_typed(
    browser: Browser, web, signed_in, dr_amara, pia_record, month, axe, shot
):
    """Without a script too."""
    past = month.previous
    DayFactory(patient=pia_record, day=past.first, mark=DayMark.HARD, recorded_at=clock.now())
    device = {"viewport": {"width": 1366, "height": 768}, "java_script_enabled": False}
    with screen(browser, web, device) as page:
        typing(page, signed_in, dr_amara, f"/patients/{pia_record.pk}/", past)
        cell(page, past, 2, "mark").fill("x")
        page.get_by_role("button", name="Keep all rows").click()
        expect(page.get_by_text("Type g, o or h.").first).to_be_visible()
        expect(cell(page, past, 2, "mark")).to_have_value("x")
        cell(page, past, 2, "mark").fill("g")
        cell(page, past, 1, "mark").fill("g")
        page.get_by_role("button", name="Keep all rows").click()
        expect(page.get_by_text("which one counts?")).to_be_visible()
        shot(page, "days-type-doubt")
        page.get_by_label("Take the paper").check()
        page.get_by_role("button", name="Keep all rows").click()
        expect(page.get_by_text("2 days are kept.")).to_be_visible()
    assert set(Day.objects.values_list("mark", "mode")) == {(1, "paper")}


def test_a_day_with_two_words_passes_axe(desk: Page, signed_in, dr_amara, pia_record, month, axe):
    past = month.previous
    DayFactory(patient=pia_record, day=past.first, mark=DayMark.HARD, recorded_at=clock.now())
    typing(desk, signed_in, dr_amara, f"/patients/{pia_record.pk}/", past)
    cell(desk, past, 1, "mark").fill("g")
    cell(desk, past, 2, "mark").fill("x")
    desk.get_by_role("button", name="Keep all rows").click()
    expect(desk.get_by_text("Nothing is kept yet")).to_be_visible()
    assert axe(desk) == []


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("who", ["dr_amara", "pia"])
def test_a_month_of_paper_is_one_page_with_all_its_days_in_large_type(
    desk: Page, signed_in, request, chart, month, who, paper
):
    long = Month(month.year, 12)
    address = f"/me/paper/{long}/" if who == "pia" else f"{chart}days/month/{long}/paper/"
    signed_in(desk, request.getfixturevalue(who)).goto(address)
    with pdfplumber.open(BytesIO(desk.pdf(format=paper))) as document:
        assert len(document.pages) == 1
        words = document.pages[0].extract_text()
        sizes = {round(char["size"], 1) for char in document.pages[0].chars if char["text"].strip()}
    for needed in ("Pia Okafor", "Maple Clinic", long.label, "31 ", "Walk the dog", "Good", "Okay", "Hard"):
        assert needed in words
    assert "Print" not in words
    assert min(sizes) >= 12.5


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_month_of_days_prints_on_one_page(desk: Page, signed_in, dr_amara, chart, month, paper):
    signed_in(desk, dr_amara).goto(f"{chart}days/month/{month.previous}/")
    with pdfplumber.open(BytesIO(desk.pdf(format=paper))) as document:
        assert len(document.pages) == 1
        words = document.pages[0].extract_text()
    assert "good" in words
    assert "hard" in words


def test_a_day_is_one_tap_from_the_month(browser: Browser, web, signed_in, dr_amara, chart, month):
    with screen(browser, web, SMALL) as page:
        signed_in(page, dr_amara).goto(f"{chart}days/month/{month.previous}/")
        page.locator(".month td a").first.click()
        expect(page.get_by_role("heading", name="1 ", exact=False).first).to_be_visible()
        page.go_back()
        box = page.locator(".month td a").first.bounding_box()
        assert min(box["width"], box["height"]) >= 32
