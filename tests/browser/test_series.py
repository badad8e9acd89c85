"""Measures on the running clinic: the overview, and one series closer, as a table, as a file and on paper."""

import csv
import re
from io import BytesIO, StringIO
from pathlib import Path

import pdfplumber
import pytest
from playwright.sync_api import Page, expect

from tests.harness import measures
from tests.harness.demo import DemoClinic

pytestmark = pytest.mark.timeout(300)

KB = 1024
OKAFOR = "Okafor"
WIDTHS = (320, 360, 683, 1366)


@pytest.fixture
def desk(demo_clinic: DemoClinic, demo_desk: Page) -> Page:
    return demo_clinic.sign_in(demo_desk, demo_clinic.somebody("physician"))


@pytest.fixture
def chart(demo_clinic: DemoClinic) -> str:
    return demo_clinic.chart_of(OKAFOR)


def moves(chart: str) -> str:
    return f"{chart}series/day-moved/"


#: A drawing learns of its new width in the next frame.
NEXT_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def faults(page: Page) -> list[str]:
    """axe in both schemes, and what sticks out at any width."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 768})
        page.evaluate(NEXT_FRAMES)
        found += [f"{width}: {fault}" for fault in measures.sticking_out(page)]
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found += [f"{width}, {scheme}: {fault}" for fault in measures.axe(page, sizes=width < 400)]
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1366, "height": 768})
    return found


def test_from_anywhere_in_a_chart_the_measures_are_a_few_keys_away(desk: Page, chart: str, shot):
    desk.goto(f"{chart}record/")
    desk.keyboard.press("Control+K")
    desk.keyboard.type("meas")
    expect(desk.get_by_role("option", name="Measures")).to_have_attribute("aria-selected", "true")
    desk.keyboard.press("Enter")
    desk.wait_for_url(f"**{chart}measures/")
    shot(desk, "measures")
    desk.get_by_role("link", name="Moves", exact=True).focus()
    desk.keyboard.press("Enter")
    desk.wait_for_url(f"**{moves(chart)}")


def test_the_overview_is_open_to_everyone(desk: Page, chart: str):
    desk.goto(f"{chart}measures/")
    assert faults(desk) == []


def test_a_series_is_open_to_everyone_closer_too(desk: Page, chart: str, shot):
    desk.goto(f"{moves(chart)}?range=1y&beside=score-odi")
    assert faults(desk) == []
    desk.get_by_role("button", name="Zoom in").click()
    expect(desk.locator(".canvas canvas")).to_have_count(2)
    assert faults(desk) == []
    shot(desk, "series-zoomed")


def test_every_step_of_the_zoom_is_a_key(desk: Page, chart: str):
    desk.goto(moves(chart))
    says, spans = desk.locator("[data-says]"), [""]
    desk.get_by_role("button", name="Zoom in").focus()
    for tabs in (0, 2, 1, 1):  # Closer, earlier, later again, the whole.
        for _ in range(tabs):
            desk.keyboard.press("Tab")
        desk.keyboard.press("Enter")
        expect(says).not_to_have_text(spans[-1])
        spans.append(says.inner_text())
    assert len({*spans[1:3], spans[-1]}) == 3
    assert spans[-1].startswith(f"{desk.locator('.over p').inner_text()}. Moves: ")


def test_zoomed_days_are_a_page_of_their_own(desk: Page, chart: str):
    desk.goto(moves(chart))
    for _ in range(2):
        desk.get_by_role("button", name="Zoom in").click()
    expect(desk.locator("[data-says]")).to_contain_text("Moves")
    said = desk.locator("[data-says]").inner_text()
    desk.get_by_role("link", name="These days as a page").click()
    expect(desk.get_by_label("From", exact=True)).to_have_value(re.compile(r"\d{4}-\d\d-\d\d"))
    assert said.startswith(f"{desk.locator('.over p').inner_text()}.")


def test_dragging_over_the_chart_chooses_days_in_both_panels(desk: Page, chart: str):
    desk.goto(f"{moves(chart)}?beside=score-odi")
    desk.get_by_role("button", name="Zoom in").click()
    box = desk.locator(".u-over").first.bounding_box()
    desk.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 50)
    desk.mouse.down()
    desk.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + 60, steps=5)
    before = desk.locator("[data-says]").inner_text()
    desk.mouse.up()
    expect(desk.locator("[data-says]")).not_to_have_text(before)
    assert "ODI:" in desk.locator("[data-says]").inner_text()


def test_the_library_comes_with_the_first_zoom_and_not_before(
    desk: Page, demo_clinic: DemoClinic, chart: str
):
    desk.context.new_cdp_session(desk).send("Network.clearBrowserCache")
    weight = measures.Weight(desk)
    desk.goto(moves(chart))
    assert weight.total() <= 64 * KB
    assert not any("uplot" in response.url for response in weight.responses)
    desk.get_by_role("button", name="Zoom in").click()
    expect(desk.locator(".canvas canvas")).to_have_count(1)
    assert any("uplot" in response.url for response in weight.responses)
    assert weight.total() <= 120 * KB


def test_a_library_that_does_not_come_leaves_the_page_as_it_was(desk: Page, chart: str):
    desk.route("**/uplot*", lambda route: route.abort())
    desk.goto(moves(chart))
    desk.get_by_role("button", name="Zoom in").click()
    expect(desk.get_by_text("The closer view did not load.")).to_be_visible()
    expect(desk.locator("svg.panel")).to_be_visible()


def test_without_script_there_is_a_chart_a_table_and_a_choice_of_time(
    browser, demo_clinic: DemoClinic, desk: Page, chart: str
):
    context = browser.new_context(
        base_url=demo_clinic.web.url, java_script_enabled=False, storage_state=desk.context.storage_state()
    )
    page = context.new_page()
    page.goto(moves(chart))
    expect(page.locator("svg.panel")).to_be_visible()
    expect(page.get_by_role("button", name="Zoom in")).to_be_hidden()
    page.get_by_role("link", name="6 weeks").click()
    page.get_by_text("Table of Moves").click()
    expect(page.get_by_role("cell", name="phone").first).to_be_visible()
    page.get_by_label("Compare with").select_option(label="ODI")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("svg.panel")).to_have_count(2)
    context.close()


def test_the_shown_days_are_taken_away_as_a_file(desk: Page, chart: str):
    desk.goto(f"{moves(chart)}?range=6w&table=1")
    with desk.expect_download() as waiting:
        desk.get_by_role("link", name="These days as CSV").click()
    assert re.fullmatch(r"day-moved-\d{4}-\d\d-\d\d\.csv", waiting.value.suggested_filename)
    rows = list(csv.DictReader(StringIO(Path(waiting.value.path()).read_text(encoding="utf-8-sig"))))
    assert len(rows) == desk.locator("details.numbers tbody tr").count() > 20


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_overview_prints_on_one_landscape_page(desk: Page, chart: str, paper: str):
    desk.goto(f"{chart}measures/")
    with pdfplumber.open(BytesIO(desk.pdf(format=paper, landscape=True))) as sheet:
        [only] = sheet.pages
        words = only.extract_text()
    assert "Sits without stopping" in words
    assert "probably better" in words
    assert "Enter PEG" not in words


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_series_prints_on_one_landscape_page_zoomed_or_not(desk: Page, chart: str, paper: str):
    desk.goto(moves(chart))
    desk.get_by_role("button", name="Zoom in").click()
    expect(desk.locator(".canvas canvas")).to_have_count(1)
    with pdfplumber.open(BytesIO(desk.pdf(format=paper, landscape=True))) as sheet:
        [only] = sheet.pages
        words = only.extract_text()
    assert "What happened when" in words
    assert "Zoom in" not in words


def test_the_lists_show_a_word_and_a_line(desk: Page, shot):
    desk.goto("/patients/")
    row = desk.get_by_role("row", name=re.compile("Okafor"))
    expect(row.locator(".spark")).to_contain_text("clear shift, better")
    expect(row.locator(".spark svg circle")).to_have_count(1)
    shot(desk, "patients")
