"""The bars of the pages that people live in: bytes over the network, and what is seen without scrolling."""

import pytest
from playwright.sync_api import Page

from tests.harness import measures
from tests.harness.demo import DemoClinic

KB = 1024
OKAFOR = "Okafor"


def arrive(page: Page, clinic: DemoClinic, role: str, address: str) -> measures.Weight:
    """Signed in, then on the page as somebody who opens the clinic for the first time: nothing is cached."""
    clinic.sign_in(page, clinic.somebody(role))
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")
    weight = measures.Weight(page)
    page.goto(address)
    return weight


def test_the_storyboard_shows_everything_at_once(demo_clinic: DemoClinic, demo_desk: Page, shot):
    weight = arrive(demo_desk, demo_clinic, "physician", demo_clinic.chart_of(OKAFOR))
    assert weight.total() <= 64 * KB
    assert not measures.scrolls_down(demo_desk)
    shot(demo_desk, "storyboard")
    demo_desk.emulate_media(color_scheme="dark")
    shot(demo_desk, "storyboard-dark")


def test_the_worklist_is_light(demo_clinic: DemoClinic, demo_desk: Page, shot):
    weight = arrive(demo_desk, demo_clinic, "navigator", "/worklist/")
    assert weight.total() <= 64 * KB
    shot(demo_desk, "worklist")


def test_the_check_in_fits_in_one_breath_of_the_network(demo_clinic: DemoClinic, demo_phone: Page, shot):
    weight = arrive(demo_phone, demo_clinic, "patient", "/me/")
    assert weight.total() <= 14 * KB
    shot(demo_phone, "check-in")


@pytest.mark.parametrize("width", [320, 360, 768, 1366])
def test_the_storyboard_reflows(demo_clinic: DemoClinic, demo_desk: Page, width: int, shot):
    arrive(demo_desk, demo_clinic, "physician", demo_clinic.chart_of(OKAFOR))
    demo_desk.set_viewport_size({"width": width, "height": 768})
    assert measures.sticking_out(demo_desk) == []
    shot(demo_desk, f"storyboard-{width}")
