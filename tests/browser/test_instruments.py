"""Many questionnaires on the clinic's pages, and screeners on a small phone: calm, and clean for axe."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from outcomes import instruments
from outcomes.models import Score
from people import clock
from tests.factories.outcomes import ScoreFactory
from tests.factories.portal import peg_ask, question_link
from tests.plugins.browser import DESKTOP, PHONE, screen

SMALL = {**PHONE, "viewport": {"width": 320, "height": 568}, "java_script_enabled": False}
MANY = ("peg", "phq9", "pcs", "isi", "promis_pf_4a")


@pytest.fixture
def scored(pia_record):
    for key in MANY:
        one = instruments.get(key)
        ScoreFactory(
            patient=pia_record, instrument=key, version=one.version, value=Decimal(one.low), flag="a finding"
        )
    return pia_record


def sideways(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


@pytest.mark.parametrize("name", ["measures", "scores"])
@pytest.mark.parametrize("device", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_pages_stay_calm_with_many(
    web, new_screen: Callable, signed_in: Callable, dr_amara, scored, axe, shot, name, device
):
    page = signed_in(new_screen(device), dr_amara)
    page.goto(reverse(f"outcomes:{name}", args=[scored.pk]))
    expect(page.get_by_text("PCS", exact=True)).to_be_hidden()
    for fold in page.locator("details.more > summary").all():
        fold.click()
    expect(page.get_by_text("PCS", exact=True)).to_be_visible()
    shot(page, f"instruments-{name}-{device['viewport']['width']}")
    assert axe(page) == []
    assert not sideways(page)


@pytest.mark.parametrize("key", ["phq9", "promis_29", "acr2016"])
def test_a_long_form_is_typed_in_without_a_complaint(
    web, page: Page, signed_in, dr_amara, scored, axe, shot, key
):
    signed_in(page, dr_amara)
    page.goto(reverse("outcomes:response-new", args=[scored.pk, key]))
    shot(page, f"instruments-{key}")
    assert axe(page) == []
    assert not sideways(page)


@pytest.mark.parametrize("key", ["phq8", "pc_ptsd5", "pgic"])
def test_words_as_answers_on_the_smallest_phone(browser: Browser, web, pia_record, axe, shot, key):
    link = question_link(peg_ask(pia_record, at=clock.now(), instrument=key))
    with screen(browser, web, {**SMALL, "java_script_enabled": True}) as page:
        page.goto(link)
        page.get_by_role("button", name="Start").click()
        shot(page, f"instruments-question-{key}")
        assert axe(page) == []
        assert not sideways(page)


def test_item_9_shows_help_without_a_script(browser: Browser, web, pia_record):
    pia_record.clinic.opening_hours = {str(day): ["00:00", "23:59:59"] for day in range(1, 8)}
    pia_record.clinic.save()
    link = question_link(peg_ask(pia_record, at=clock.now(), instrument="phq9"))
    with screen(browser, web, SMALL) as page:
        page.goto(link)
        page.get_by_role("button", name="Start").click()
        for _ in range(8):
            page.get_by_role("button", name="Not at all").click()
        page.get_by_role("button", name="Several days").click()
        expect(page.get_by_role("heading", name="Get help now")).to_be_visible()
        page.get_by_role("link", name="Go on with the questions").click()
        page.get_by_role("button", name="Send my answers").click()
        expect(page.get_by_text("Your number: 1.0.")).to_be_visible()
    assert Score.objects.get().flag == "item 9 positive"
