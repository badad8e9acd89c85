"""Danger signs by key with a banner, and life around it, as a person works on them in a browser."""

from playwright.sync_api import expect

from intake.models import Barrier
from intake.services import conversation
from outcomes.models import RedFlagAnswer
from people.clock import now
from tests.harness import crawl
from tests.harness.programs import wait_until
from tests.plugins.browser import DESKTOP


def test_nine_keys_answer_nine_signs_and_a_yes_stands_above_the_page(
    new_screen, signed_in, dr_amara, pia_record, actor_of, shot
):
    conversation.start_intake(patient=pia_record, by=actor_of(dr_amara), at=now())
    page = signed_in(new_screen(DESKTOP), dr_amara)
    page.goto(f"/patients/{pia_record.pk}/intake/")
    page.locator("#flag-cauda_equina [type=radio]").first.focus()
    for key in "nnnnnnnnn":
        page.keyboard.press(key)
    expect(page.locator("#chip-red-flags")).to_contain_text("9/9 asked, 0 yes")
    assert RedFlagAnswer.objects.filter(answer="no").count() == 9
    weakness = page.locator("#flag-weakness")
    weakness.locator("[type=radio]").first.focus()
    page.keyboard.press("y")
    expect(weakness.get_by_text("Bladder, bowel or saddle feeling changed too?")).to_be_visible()
    page.keyboard.press("y")
    banner = page.get_by_role("list", name="Danger signs that need somebody")
    expect(banner).to_contain_text("Now: progressive weakness or foot drop.")
    expect(banner).to_contain_text("Nobody has it yet")
    weakness.locator("[type=radio][value=yes]").first.focus()
    page.keyboard.press("n")
    expect(weakness.locator("[type=radio][value=yes]").first).to_be_checked()
    page.mouse.wheel(0, 4000)
    expect(banner).to_be_in_viewport()
    shot(page, "alarm-desktop")
    assert crawl.everywhere(page) == []
    banner.get_by_role("button", name="I have it").click()
    expect(page.get_by_role("list", name="Danger signs that need somebody")).to_contain_text("has it since")


def test_a_barrier_by_one_click_and_where_this_goes_next(new_screen, signed_in, dr_amara, pia_record, shot):
    page = signed_in(new_screen(DESKTOP), dr_amara)
    page.goto(f"/patients/{pia_record.pk}/life/")
    page.get_by_role("button", name="Getting there").click()
    line = page.get_by_role("group", name="Getting there")
    expect(line).to_be_focused()
    line.get_by_label("In their words").fill("two buses, 90 minutes")
    line.get_by_label("How hard").select_option("blocks")
    kept = Barrier.objects.filter(words="two buses, 90 minutes", severity="blocks")
    wait_until(kept.exists, "the barrier to be saved")
    page.get_by_role("button", name="Decide where this goes next").click()
    expect(page.get_by_role("form", name="Where this goes next")).to_be_focused()
    page.get_by_label("Where", exact=True).select_option(label="Not ready: stabilise first")
    page.get_by_role("button", name="Keep the decision").click()
    expect(page.get_by_text("Say why, in a sentence that the caller will read.")).to_be_visible()
    page.get_by_label("Because").fill("sleeps in a car")
    page.reload()  # before the words went
    expect(page.get_by_label("Because")).to_have_value("sleeps in a car")
    page.get_by_label("We ask again on").fill(str(pia_record.today(now())))
    page.get_by_role("button", name="Keep the decision").click()  # waits for the day
    expect(page.locator("#next")).to_contain_text("it is on the worklist that day")
    shot(page, "life-desktop")
    assert crawl.everywhere(page) == []
