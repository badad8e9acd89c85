"""Looking back in the demonstration year, by keyboard, at three widths: answered, drawn, saved, clean."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from outcomes.models import SavedLookBack
from people import clock
from tests.factories.outcomes import DayFactory, FlareFactory
from tests.harness.demo import DemoClinic
from tests.plugins.browser import DESKTOP, PHONE, screen

#: The demonstration clinic is built first.
pytestmark = pytest.mark.timeout(600)
SMALL = {**PHONE, "viewport": {"width": 320, "height": 568}}
TABLET = {"viewport": {"width": 768, "height": 1024}}


def sideways(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


@pytest.mark.parametrize("device", [DESKTOP, TABLET, SMALL], ids=["desktop", "tablet", "phone"])
def test_the_demonstration_year_is_answered(browser, demo_clinic: DemoClinic, axe, shot, device):
    with screen(browser, demo_clinic.web, device) as page:
        demo_clinic.sign_in(page, demo_clinic.somebody("physician"))
        page.goto(demo_clinic.chart_of("Wolff") + "look-back/")
        assert axe(page) == []
        page.get_by_role("link", name=re.compile("Duloxetine started")).click()
        slept = page.get_by_role("region", name="Did sleep change in the 14 days after?")
        expect(slept).to_contain_text(
            re.compile(r"Sleep was 1\.\d h less a night in the 14 days after Duloxetine")
        )
        expect(slept).to_contain_text("Worth asking")
        shot(page, f"look-back-medicine-{device['viewport']['width']}")
        assert axe(page) == []
        assert not sideways(page)
        page.go_back()
        page.get_by_role("link", name=re.compile("^Flare, moderate")).first.click()
        moved = page.get_by_role("region", name="Did movement dip in the 14 days before?")
        expect(moved).to_contain_text(re.compile(r"Movement was \d+ minutes less a day .* Worth asking"))
        expect(page.get_by_role("region", name="What else happened")).to_contain_text("Drove eleven hours")
        for fold in page.locator(".seen details > summary").all():
            fold.click()
        expect(page.get_by_role("region", name="Every day as a table").get_by_role("row")).to_have_count(57)
        shot(page, f"look-back-flare-{device['viewport']['width']}")
        assert axe(page) == []
        assert not sideways(page)


@pytest.fixture
def flare(pia_record):
    today = pia_record.today(clock.now())
    for ago in range(70):
        slept = (405, 420, 435, 426)[ago % 4] - (90 if ago <= 20 else 0)
        DayFactory(patient=pia_record, day=today - timedelta(days=ago), slept_minutes=slept)
    return FlareFactory(
        patient=pia_record, started_on=today - timedelta(days=20), ended_on=today - timedelta(days=18)
    )


def test_it_is_read_and_saved_by_keyboard(
    web, page: Page, signed_in: Callable, dr_amara, pia_record, flare, axe
):
    signed_in(page, dr_amara)
    page.goto(f"/patients/{pia_record.pk}/look-back/")
    page.get_by_role("link", name="Flare until").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Worth asking").first).to_be_visible()
    page.get_by_role("button", name="Save to the record").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved to the record.")).to_be_visible()
    expect(page.get_by_role("region", name="Saved look-backs")).to_contain_text("by Dr Amara Rao")
    assert SavedLookBack.objects.get().patient == pia_record
    page.goto(f"/patients/{pia_record.pk}/record/")
    expect(page.get_by_role("region", name="Look-backs")).to_contain_text("Sleep was 1.5 h less a night")
    assert axe(page) == []


def test_a_double_click_saves_one(web, page: Page, signed_in: Callable, dr_amara, pia_record, flare):
    signed_in(page, dr_amara)
    page.goto(f"/patients/{pia_record.pk}/look-back/?event=flare-{flare.pk}")
    page.get_by_role("button", name="Save to the record").dblclick()
    expect(page.get_by_text("Saved to the record.").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert SavedLookBack.objects.count() == 1


def test_it_prints_without_its_list_and_buttons(
    web, page: Page, signed_in: Callable, dr_amara, pia_record, flare
):
    signed_in(page, dr_amara)
    page.goto(f"/patients/{pia_record.pk}/look-back/?event=flare-{flare.pk}")
    page.emulate_media(media="print")
    expect(page.get_by_text("What has a date")).to_be_hidden()
    expect(page.get_by_role("button", name="Save to the record")).to_be_hidden()
    expect(page.locator("svg.around").first).to_be_visible()
    expect(page.get_by_text(re.compile("1.5 h less a night")).first).to_be_visible()
