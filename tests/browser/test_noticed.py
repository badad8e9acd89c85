"""What was noticed, as a physician and as the patient meet it, on a desk and on a phone."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from outcomes.rules.words import DayMark
from people import clock
from tests.factories.outcomes import DayFactory, GoalFactory, MeasureFactory, ReadingFactory, ScoreFactory
from tests.plugins.browser import DESKTOP, PHONE

SMALL = {**PHONE, "viewport": {"width": 320, "height": 568}, "java_script_enabled": False}


@pytest.fixture
def wider(pia_record):
    """Life is wider while pain is the same; a goal reached, two good nights, a shift of half a year."""
    today = pia_record.today(clock.now())
    sits = MeasureFactory(patient=pia_record, label="Sits without stopping")
    walks = MeasureFactory(patient=pia_record, label="Walks")
    GoalFactory(patient=pia_record, measure=sits, target=Decimal(60))
    for weeks, sitting, walking in ((12, 8, 20), (8, 30, 21), (4, 50, 20), (1, 60, 20), (0, 62, 21)):
        on = today - timedelta(weeks=weeks)
        ReadingFactory(measure=sits, value=Decimal(sitting), true_on=on)
        ReadingFactory(measure=walks, value=Decimal(walking), true_on=on)
        ScoreFactory(patient=pia_record, instrument="nrs", value=Decimal(6), true_on=on)
    slept = {5: 300, 4: 330, 3: 430, 2: 450}
    for days in range(175, 0, -1):
        if days % 5 or days in slept:
            moved, minutes = (20 if days > 88 else 30) + days % 3, slept.get(days, 390)
            day = {"moved_minutes": moved, "slept_minutes": minutes, "mark": DayMark.OKAY}
            DayFactory(patient=pia_record, day=today - timedelta(days=days), **day)
    return pia_record


def sideways(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


@pytest.mark.parametrize("device", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_team_reads_it_first(
    web, new_screen: Callable, signed_in: Callable, dr_amara, wider, axe, shot, device
):
    page = signed_in(new_screen(device), dr_amara)
    page.goto(reverse("outcomes:measures", args=[wider.pk]))
    region = page.get_by_role("region", name="What we noticed")
    expect(region.get_by_text("Pain the same, life wider").first).to_be_visible()
    expect(region.get_by_text("First time at the goal")).to_be_visible()
    expect(region.get_by_text("the middle went from").first).to_be_visible()
    expect(region.get_by_text("most weeks are at 6.5 hours")).to_be_hidden()
    region.locator("summary", has_text="Numbers and sources").focus()
    page.keyboard.press("Enter")
    expect(region.get_by_text("most weeks are at 6.5 hours")).to_be_visible()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        shot(page, f"noticed-{device['viewport']['width']}-{scheme}")
        assert axe(page) == [], scheme
    assert not sideways(page)


def test_the_patient_reads_it_in_their_words(web, new_screen: Callable, signed_in, pia, wider, axe, shot):
    page = signed_in(new_screen(PHONE), pia)
    page.goto(reverse("portal:lines"))
    region = page.get_by_role("region", name="What we noticed")
    expect(region.get_by_text("You do more now, with about the same pain.")).to_be_visible()
    expect(region.get_by_text("Two good nights in a row")).to_be_visible()
    shot(page, "noticed-patient")
    assert axe(page) == []
    assert not sideways(page)


def test_without_javascript_on_a_small_phone_it_is_the_same(web, new_screen: Callable, signed_in, pia, wider):
    page = signed_in(new_screen(SMALL), pia)
    page.goto(reverse("portal:lines"))
    expect(page.get_by_text("You got to your goal on")).to_be_visible()
