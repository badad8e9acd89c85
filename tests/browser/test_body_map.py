"""The body map in a real browser: by mouse, by list, by keyboard, on a phone, and compared by date."""

import pytest
from playwright.sync_api import expect

from intake.models import BodyMap, ClockPattern
from intake.rules.body_regions import REGIONS
from intake.selectors.body_maps import map_in, maps_of
from tests.factories.intake import BodyMapFactory
from tests.harness import crawl, measures
from tests.harness.programs import wait_until
from tests.plugins.browser import PHONE

NUMBER_OF = {region.name: number for number, region in REGIONS.items()}
LEG = ("buttock", "back of the thigh", "back of the knee", "calf", "heel and Achilles tendon", "sole")


def visit(page, intake):
    """The drawing comes when somebody gets there."""
    page.goto(f"/patients/{intake.patient_id}/intake/")
    place = page.locator("#body-map")
    place.scroll_into_view_if_needed()
    expect(place.locator("[data-body-map]")).to_be_visible()
    return place


def region(place, name):
    return place.locator(f'[data-n="{NUMBER_OF[name]}"]')


def kept(intake):
    found = map_in(maps_of(intake), "now")
    return {row.region: row.mark.value for row in found.marks.all()} if found else {}


def test_seven_regions_are_painted_in_ten_clicks_and_the_list_and_the_keys_do_the_same(
    page, signed_in, dr_amara, intake, shot
):
    place = visit(signed_in(page, dr_amara), intake)
    before = measures.effort(page).clicks
    place.get_by_text("Shoot").click()
    for name in ("low back", *LEG):
        region(place, f"Left {name}").click()
    expect(place.get_by_role("status")).to_have_text("Left sole")
    expect(place.get_by_text("7 areas")).to_be_visible()
    assert measures.effort(page).clicks - before <= 10
    wait_until(lambda: set(kept(intake).values()) == {"s..."} and len(kept(intake)) == 7, "seven are kept")

    place.get_by_text("Head and neck").press("Enter")
    place.get_by_label("Left forehead and temple").press("Space")
    expect(region(place, "Left forehead and temple")).to_have_attribute("fill", "url(#feels-s)")
    region(place, "Left sole").click()
    wait_until(lambda: NUMBER_OF["Left sole"] not in kept(intake) and len(kept(intake)) == 7, "one is unsaid")

    page.get_by_text("When in the day it hurts").click()
    hours = page.locator(".clock-grid")
    at_two, at_four = hours.get_by_label("2 to 4 a.m.: strong"), hours.get_by_label("4 to 6 a.m.: strong")
    at_two.hover()
    page.mouse.down()
    at_four.hover()
    page.mouse.up()
    expect(page.get_by_text("Strong 2 to 6 a.m.")).to_be_visible()
    assert ClockPattern.objects.get().levels[:4] == [None, 2, 2, None]
    page.evaluate("scrollTo(0, document.querySelector('#where').offsetTop - 60)")
    shot(page, "body-map-marked")
    assert crawl.everywhere(page) == []


def test_another_hand_on_the_same_map_shows_both_versions(page, signed_in, dr_amara, intake):
    place = visit(signed_in(page, dr_amara), intake)
    BodyMapFactory(patient=intake.patient, intake=intake, layer="now", regions=[NUMBER_OF["Left buttock"]])
    region(place, "Left calf").click()
    expect(place.get_by_role("alert")).to_contain_text("Left buttock")
    place.get_by_role("button", name="Keep theirs").click()
    expect(region(place, "Left buttock")).to_have_attribute("data-on", "")
    expect(region(place, "Left calf")).not_to_have_attribute("data-on", "")
    place.get_by_role("link", name="Start").click()
    place.get_by_role("button", name="Begin with").click()
    expect(place.get_by_text("1 area", exact=False).first).to_be_visible()
    wait_until(lambda: BodyMap.objects.filter(layer="start").exists(), "the start is copied from now")


def test_on_a_phone_a_tap_comes_near_and_the_next_one_marks(new_screen, signed_in, dr_amara, intake, shot):
    page = signed_in(new_screen(PHONE), dr_amara)
    place = visit(page, intake)
    place.get_by_role("button", name="Back", exact=True).tap()
    calf = region(place, "Left calf")
    small = calf.bounding_box()
    calf.tap()
    expect(place.get_by_role("status")).to_contain_text("Left lower leg and foot: tap where it hurts")
    near = calf.bounding_box()
    assert near["width"] == pytest.approx(2 * small["width"], rel=0.05)
    assert not BodyMap.objects.exists()
    shot(page, "body-map-near")
    calf.tap()
    expect(place.get_by_text("1 area")).to_be_visible()
    place.get_by_role("button", name="Whole body").tap()
    assert calf.bounding_box()["width"] == pytest.approx(small["width"], rel=0.05)
    assert kept(intake) == {NUMBER_OF["Left calf"]: "..."}


def test_two_dates_are_compared_and_a_third_is_added(page, signed_in, dr_amara, web, pia_record, shot):
    BodyMapFactory(patient=pia_record, regions=[NUMBER_OF["Left buttock"]], true_on="2023-12-01")
    leg = [NUMBER_OF[f"Left {name}"] for name in LEG]
    BodyMapFactory(patient=pia_record, regions=[*leg, NUMBER_OF["Right buttock"]], true_on="2024-05-01")
    signed_in(page, dr_amara).goto(f"/patients/{pia_record.pk}/map/")
    expect(page.get_by_text("+6 areas, now both sides")).to_be_visible()
    shot(page, "body-map-compared")
    page.get_by_text("Add a map of another day").click()
    assert crawl.everywhere(page) == []
    page.get_by_label("Which day").fill("May 2026")
    region(page.locator(".map-add"), "Left shin").click()
    page.get_by_role("button", name="Add this map").click()
    expect(page.get_by_text("The map is added.")).to_be_visible()
    expect(page.get_by_text("+1 and −1 areas")).to_be_visible()
