"""The front desk drops a packet: a real worker imports it, the page follows, a human settles a doubt."""

import re

import pytest
from playwright.sync_api import Page, expect

from intake.models import Referral
from intake.rules.words import ReferralState
from tests.factories.intake_referrals import bundle, condition, everything, imported, number, person
from tests.plugins.browser import DESKTOP, PHONE, Stack

DROP = """([name, content]) => {
  const files = new DataTransfer();
  files.items.add(new File([content], name, { type: "application/json" }));
  const drop = new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true });
  document.querySelector("[data-drop]").dispatchEvent(drop);
}"""
SCREENS = {
    "light": DESKTOP,
    "dark": DESKTOP | {"color_scheme": "dark"},
    "phone": PHONE,
    "narrow": {"viewport": {"width": 320, "height": 568}},
}


def drop(page: Page, content: bytes) -> None:
    page.goto("/referrals/")
    page.evaluate(DROP, ["packet.json", content.decode()])
    page.wait_for_url(re.compile(r"/referrals/[0-9a-f-]{36}/$"))


def ended(stack: Stack, state: ReferralState) -> None:
    stack.wait_until(lambda: Referral.objects.filter(state=state).exists(), f"a packet is {state}")


def test_a_dropped_packet_is_imported_while_the_page_follows(
    stack: Stack, page: Page, desk_cleo, signed_in, axe, shot
):
    signed_in(page, desk_cleo)
    drop(page, bundle(*everything()))
    expect(page.get_by_text("You can leave this page.")).to_be_visible()
    assert axe(page) == []
    ended(stack, ReferralState.DONE)
    expect(page.get_by_text("7 entries taken, 0 left in the packet. New in the chart: 6.")).to_be_visible()
    assert axe(page) == []
    shot(page, "referral-report")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_timeout(2_500)
    assert asked == []


def test_the_list_follows_too(stack: Stack, page: Page, desk_cleo, signed_in):
    signed_in(page, desk_cleo)
    page.goto("/referrals/")
    page.set_input_files("input[type=file]", [one_file("a"), one_file("b")])
    page.get_by_role("button", name="Import").click()
    expect(page.get_by_role("row", name=re.compile("Waits|read"))).to_have_count(2)
    stack.wait_until(lambda: Referral.objects.filter(state=ReferralState.DONE).count() == 2, "both are done")
    expect(page.get_by_role("row", name=re.compile("2 entries taken"))).to_have_count(2)


def one_file(name: str) -> dict:
    about = person(identifier=[number("MR", name)], name=[{"family": name.upper(), "given": ["Kim"]}])
    content = bundle(condition(), patient=about)
    return {"name": f"{name}.json", "mimeType": "application/json", "buffer": content}


def test_a_human_settles_a_doubt(stack: Stack, page: Page, desk_cleo, pia_record, signed_in, axe):
    signed_in(page, desk_cleo)
    drop(page, bundle(condition(), patient=person(identifier=[])))
    ended(stack, ReferralState.NEEDS_MATCH)
    page.get_by_role("link", name="Say whose packet this is").click()
    assert axe(page) == []
    page.get_by_label("record number 004-118").check()
    page.get_by_role("button", name="Go on with the import").click()
    ended(stack, ReferralState.DONE)
    expect(page.get_by_text("(known here)")).to_be_visible()
    assert pia_record.timeline.count() == 1


def test_a_file_that_is_too_large_is_told_before_it_is_sent(page: Page, desk_cleo, signed_in, tmp_path):
    large = tmp_path / "large.json"
    with large.open("wb") as file:
        file.truncate(60 * 1024 * 1024)
    signed_in(page, desk_cleo)
    page.goto("/referrals/")
    page.set_input_files("input[type=file]", str(large))
    expect(page.get_by_role("alert")).to_have_text(re.compile("larger than 50 MB"))
    page.get_by_role("button", name="Import").click()
    expect(page).to_have_url(re.compile("/referrals/$"))
    assert Referral.objects.count() == 0


@pytest.mark.parametrize("device", SCREENS)
def test_the_pages_are_open_to_everyone_and_never_scroll_sideways(
    new_screen, maple, desk_cleo, signed_in, axe, device
):
    row = imported(maple, bundle(*everything(), condition("c9", onsetDateTime="2031-01-01")))
    page = signed_in(new_screen(SCREENS[device]), desk_cleo)
    for address in ("/referrals/", f"/referrals/{row.pk}/"):
        page.goto(address)
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
