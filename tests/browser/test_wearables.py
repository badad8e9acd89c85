"""A person sends the export of their watch from the phone; a worker reads it; staff see the days (S77)."""

import re

import pytest
from playwright.sync_api import Page, expect

from outcomes.models import Day, WearableFile
from outcomes.rules.words import WearableState
from tests.factories.wearable_files import PLAIN, UNKNOWN_TABLE, imported, received, watch_and_phone
from tests.plugins.browser import DESKTOP, PHONE, Stack

SCREENS = {
    "light": DESKTOP,
    "dark": DESKTOP | {"color_scheme": "dark"},
    "phone": PHONE,
    "narrow": {"viewport": {"width": 320, "height": 568}},
}
EXPORT = {"name": "export.zip", "mimeType": "application/zip", "buffer": watch_and_phone()}


def ended(stack: Stack, state: WearableState = WearableState.DONE) -> None:
    stack.wait_until(lambda: WearableFile.objects.filter(state=state).exists(), f"a file is {state}")


def test_an_apple_export_from_the_phone_reaches_the_chart(
    stack: Stack, new_screen, signed_in, pia, pia_record, dr_amara, axe, shot
):
    phone = signed_in(new_screen(PHONE), pia)
    phone.goto("/me/settings/")
    phone.get_by_role("link", name="Send the file of my watch or phone").click()
    assert axe(phone) == []
    shot(phone, "my-watch-360")
    phone.set_input_files("input[type=file]", EXPORT)
    phone.get_by_role("button", name="Send the file").click()
    expect(phone.get_by_text("We read it.")).to_be_visible()
    ended(stack)
    expect(phone.get_by_text("We have 2 days of it")).to_be_visible()
    assert axe(phone) == []
    shot(phone, "my-watch-done-360")
    desk = signed_in(new_screen(DESKTOP), dr_amara)
    desk.goto(f"/patients/{pia_record.pk}/measures/")
    expect(desk.get_by_text("Steps: Apple Watch.")).to_be_visible()
    shot(desk, "measures-with-watch")
    desk.get_by_role("link", name="export.zip").click()
    expect(desk.get_by_text("2 days, 1 Nov 2026 to 2 Nov 2026: 2 new")).to_be_visible()
    assert axe(desk) == []
    shot(desk, "wearable-report")


def test_staff_drop_a_table_name_its_columns_and_take_it_back(
    stack: Stack, page: Page, dr_amara, pia_record, signed_in, axe, shot
):
    signed_in(page, dr_amara).goto(f"/patients/{pia_record.pk}/wearables/")
    assert axe(page) == []
    shot(page, "wearables-empty")
    table = {"name": "walks.csv", "mimeType": "text/csv", "buffer": UNKNOWN_TABLE}
    page.set_input_files("input[type=file]", table)
    page.get_by_role("button", name="Import").click()
    ended(stack, WearableState.NEEDS_COLUMNS)
    page.get_by_role("link", name="Say which column is which").click()
    assert axe(page) == []
    shot(page, "wearable-columns")
    page.get_by_label("Steps").select_option(label="2. Walked")
    page.get_by_label("Time asleep").select_option(label="3. Rest")
    page.get_by_label("Sleep is written in").select_option("hours")
    page.get_by_role("button", name="Read the table").click()
    ended(stack)
    expect(page.get_by_text("2 new, 0 changed, 0 as they were.")).to_be_visible()
    page.get_by_text("This file was wrong").click()
    page.get_by_label("Why was it wrong?").fill("Her sister's.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The import was undone: Her sister's.")).to_be_visible()
    assert Day.objects.count() == 0


def test_without_script_the_file_is_sent_and_looked_at_again(
    stack: Stack, new_screen, signed_in, pia, pia_record
):
    phone = signed_in(new_screen(PHONE | {"java_script_enabled": False}), pia)
    phone.goto("/me/watch/")
    phone.set_input_files("input[type=file]", EXPORT)
    phone.get_by_role("button", name="Send the file").click()
    expect(phone.get_by_text("We read it.")).to_be_visible()
    ended(stack)
    phone.get_by_role("link", name="Look again").click()
    expect(phone.get_by_text("We have 2 days of it")).to_be_visible()


@pytest.mark.parametrize("device", SCREENS)
def test_the_pages_are_open_to_everyone_and_never_scroll_sideways(
    new_screen, signed_in, dr_amara, pia, pia_record, axe, shot, device
):
    done = imported(pia_record, watch_and_phone())
    table = imported(pia_record, UNKNOWN_TABLE, "walks.csv")
    imported(pia_record, b"PK\x03\x04 half a zip", "half.zip")
    received(pia_record, PLAIN, "a-file-with-a-very-long-name-that-somebody-gave-it-2026-11-20.csv")
    page = signed_in(new_screen(SCREENS[device]), dr_amara)
    chart = f"/patients/{pia_record.pk}"
    for address in (f"{chart}/wearables/", f"/wearables/{done.pk}/", f"/wearables/{table.pk}/columns/"):
        page.goto(address)
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        shot(page, f"{device}-{re.sub('[0-9a-f-]{36}', '', address).strip('/').replace('/', '-')}")
    own = signed_in(new_screen(SCREENS[device]), pia)
    own.goto("/me/watch/")
    assert axe(own) == []
    assert own.evaluate("document.documentElement.scrollWidth <= innerWidth")
    shot(own, f"{device}-my-watch")
