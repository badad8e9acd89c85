"""The daily check-in on a phone: taps, bytes, no signal, no script, no mouse (experience A0, A6)."""

from collections.abc import Callable
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, expect

from outcomes.links import day_link_token
from outcomes.models import CheckInEpisode, Day, DayEntry, Flare
from outcomes.rules.words import DayMark
from people import clock
from tests.factories.plans import signed
from tests.factories.portal import block_of_check_ins
from tests.harness import measures
from tests.plugins.browser import PHONE, screen

HOME = "/me/"
SENT = "Saved. Your team can see it."
KEPT = "Saved on this phone. We will send it when you are online."
ONE_WINDOW, MOST_SCRIPT = 14 * 1024, 4 * 1024
SMALLEST_TARGET, SMALLEST_GAP = 48, 8

BOXES = """
() => [...document.querySelectorAll("main :is(label, button, a, summary), header nav a")]
  .filter((el) => el.checkVisibility())
  .map((el) => { const box = el.getBoundingClientRect();
    return {what: el.textContent.trim(), x: box.x, y: box.y, right: box.right, bottom: box.bottom}; })
"""


@pytest.fixture
def patient(pia_record, dr_amara):
    """Pia with a signed plan, a goal and a block of check-ins: everything that the screen can hold."""
    now = clock.now()
    signed(pia_record, dr_amara, at=now)
    block_of_check_ins(pia_record, at=now)
    return pia_record


@pytest.fixture
def home(phone: Page, signed_in: Callable, patient, pia) -> Page:
    signed_in(phone, pia).goto(HOME)
    return phone


def tap(page: Page, *words: str) -> None:
    for word in words:
        page.locator(f"label:has-text('{word}'), button:has-text('{word}')").first.click()


def said() -> list[tuple]:
    return list(Day.objects.values_list("mark", "moved_minutes", "slept_minutes", "goal_tick"))


def test_two_taps_are_a_day(home: Page):
    tap(home, "Hard", "Save my day")
    expect(home.get_by_role("status")).to_have_text(SENT)
    assert measures.effort(home) == measures.Effort(clicks=2, keys=0)
    assert said() == [(DayMark.HARD, None, None, "")]


def test_five_taps_are_a_whole_day(home: Page):
    tap(home, "Okay", "20", "8+", "Part", "Save my day")
    expect(home.get_by_role("status")).to_have_text(SENT)
    assert measures.effort(home).clicks == 5
    assert said() == [(DayMark.OKAY, 20, 480, "part")]


def test_one_screen_no_scroll_and_big_targets_apart(home: Page, shot: Callable):
    shot(home, "check-in-360-light")
    assert not measures.scrolls_down(home)
    boxes = home.evaluate(BOXES)
    assert len(boxes) >= 20
    assert [b["what"] for b in boxes if b["bottom"] - b["y"] < SMALLEST_TARGET - 0.5] == []
    assert [b["what"] for b in boxes if b["right"] - b["x"] < 22] == []
    assert [(a["what"], b["what"]) for a in boxes for b in boxes if touch(a, b)] == []


def touch(one: dict, other: dict) -> bool:
    """Nearer than the gap, sideways or below; the same element does not touch itself."""
    if one is other or one == other:
        return False
    sideways = max(one["x"], other["x"]) - min(one["right"], other["right"])
    below = max(one["y"], other["y"]) - min(one["bottom"], other["bottom"])
    return max(sideways, below) < SMALLEST_GAP - 0.5


def test_everything_that_comes_at_the_first_visit_fits_one_window(
    phone: Page, signed_in: Callable, patient, pia
):
    """Cold: page, styles, script and icon; and what the service worker fetches for days without a signal."""
    weight = measures.Weight(phone)
    signed_in(phone, pia).goto(HOME)
    worker = phone.evaluate("navigator.serviceWorker.ready.then((it) => it.active.scriptURL)")
    cold = weight.total()
    scripts = [measures.weigh(r) for r in weight.responses if r.url.endswith(".js")]
    assert 0 < sum(scripts) <= MOST_SCRIPT
    for address in (worker, "/check-in/?call=911"):
        weight.begin()
        phone.goto(address)
        cold += weight.total()
    assert 8_000 < cold <= ONE_WINDOW


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 360])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    browser: Browser, web, signed_in, patient, pia, axe, shot, scheme, width
):
    device = {
        **PHONE,
        "viewport": {"width": width, "height": 740},
        "color_scheme": scheme,
        "is_mobile": False,
    }
    with screen(browser, web, device) as page:
        signed_in(page, pia)
        for name in ("", "?yesterday=1", "flare/", "plan/", "lines/", "settings/"):
            page.goto(f"{HOME}{name}")
            shot(page, f"me-{name.strip('/?=1') or 'day'}-{width}-{scheme}")
            assert axe(page) == []
            assert measures.sticking_out(page) == []
        page.goto(HOME)
        tap(page, "Good", "Save my day")
        expect(page.get_by_role("status")).to_have_text(SENT)
        assert axe(page) == []


def test_without_a_signal_it_is_kept_and_later_sent_once(home: Page):
    home.evaluate("navigator.serviceWorker.ready")
    home.context.set_offline(True)
    tap(home, "Hard", "10", "Save my day")
    expect(home.get_by_role("status")).to_have_text(KEPT)
    assert not DayEntry.objects.exists()
    home.context.set_offline(False)
    expect(home.get_by_role("status")).to_have_text(SENT)
    assert said() == [(DayMark.HARD, 10, None, "")]
    assert DayEntry.objects.count() == 1


def test_it_opens_without_a_signal_and_what_is_saved_there_is_sent_at_the_next_visit(home: Page, shot):
    home.evaluate("navigator.serviceWorker.ready")
    home.context.set_offline(True)
    home.reload()
    expect(home.get_by_text("You are offline")).to_be_visible()
    expect(home.get_by_text("My own goal")).to_be_visible()
    shot(home, "check-in-offline")
    tap(home, "Okay", "7", "Save my day")
    expect(home.get_by_role("status")).to_have_text(KEPT)
    home.close()
    again = home.context.new_page()
    home.context.set_offline(False)
    again.goto(HOME)
    expect(again.get_by_role("status")).to_have_text(SENT)
    assert said() == [(DayMark.OKAY, None, 420, "")]


@pytest.fixture
def asked_more(patient) -> CheckInEpisode:
    """Steps instead of minutes, and headaches."""
    CheckInEpisode.objects.update(movement_unit="steps", asks_headache=True, headache_medicine="strong")
    return CheckInEpisode.objects.latest("starts_on")


def test_steps_and_headaches_are_asked_offline_too_and_wait_in_the_queue(
    phone: Page, signed_in, asked_more, pia, shot
):
    signed_in(phone, pia).goto(HOME)
    shot(phone, "check-in-headache")
    assert measures.sticking_out(phone) == []
    phone.evaluate("navigator.serviceWorker.ready")
    phone.context.set_offline(True)
    phone.reload()
    expect(phone.get_by_text("Steps I took", exact=True)).to_be_visible()
    expect(phone.get_by_text("Minutes I moved", exact=True)).to_be_hidden()
    shot(phone, "check-in-headache-offline")
    tap(phone, "Hard", "4,000", "Medium")
    phone.get_by_text("Exact numbers").click()
    phone.get_by_label("Steps I took, as a number").fill("4321")
    phone.locator("[name=headache_medicine][value=yes]").check()
    tap(phone, "Save my day")
    expect(phone.get_by_role("status")).to_have_text(KEPT)
    assert not DayEntry.objects.exists()
    phone.context.set_offline(False)
    expect(phone.get_by_role("status")).to_have_text(SENT)
    day = Day.objects.get()
    assert (day.moved_steps, day.headache, day.headache_medicine) == (4321, 2, True)
    assert (day.moved_minutes, day.device_steps) == (None, None)


def test_the_offline_form_asks_nobody_about_headaches_by_itself(home: Page):
    home.evaluate("navigator.serviceWorker.ready")
    home.evaluate("localStorage.removeItem('paincare-asked')")
    home.context.set_offline(True)
    home.reload()
    expect(home.get_by_text("Minutes I moved", exact=True)).to_be_visible()
    expect(home.get_by_text("My head ached")).to_be_hidden()
    expect(home.get_by_text("Steps I took", exact=True)).to_be_hidden()


def test_a_flare_starts_and_ends_with_one_tap_each(home: Page, axe, shot):
    home.get_by_role("link", name="I am having a flare").click()
    assert home.get_by_role("heading", level=2).first.inner_text() == "Is it this?"
    tap(home, "It started today")
    expect(home.get_by_text("A flare is a surge, not new harm.")).to_be_visible()
    home.get_by_text("Say more, if you like").click()
    shot(home, "flare-on")
    assert axe(home) == []
    assert measures.sticking_out(home) == []
    tap(home, "It is over")
    expect(home.get_by_text("Your team can see that it is over.")).to_be_visible()
    assert Flare.objects.get().ended_on == Flare.objects.get().started_on


def test_an_answer_that_is_lost_on_the_way_back_makes_no_second_row(home: Page):
    def cut(route):
        route.fetch()
        route.abort()

    home.route("**/api/days/", cut)
    tap(home, "Good", "Save my day")
    expect(home.get_by_role("status")).to_have_text(KEPT)
    assert DayEntry.objects.count() == 1
    home.unroute("**/api/days/")
    home.evaluate("dispatchEvent(new Event('online'))")
    expect(home.get_by_role("status")).to_have_text(SENT)
    assert DayEntry.objects.count() == 1


def test_a_double_press_is_one_row(home: Page):
    tap(home, "Good")
    home.evaluate(
        "() => { const form = document.querySelector('form'); form.requestSubmit(); form.requestSubmit(); }"
    )
    expect(home.get_by_role("status")).to_have_text(SENT)
    assert DayEntry.objects.count() == 1


def test_a_day_is_changed_and_the_earlier_save_is_kept(home: Page):
    tap(home, "Good", "Save my day")
    expect(home.get_by_role("status")).to_have_text(SENT)
    tap(home, "Change this day", "Hard", "Save my day")
    expect(home.get_by_role("status")).to_have_text(SENT)
    assert said() == [(DayMark.HARD, None, None, "")]
    first, second = DayEntry.objects.values_list("operation_id", flat=True)
    assert first != second
    assert isinstance(second, UUID)


def test_one_persons_kept_day_is_never_sent_as_another(home: Page, signed_in, quin, quin_record, pia_record):
    home.context.set_offline(True)
    tap(home, "Hard", "Save my day")
    expect(home.get_by_role("status")).to_have_text(KEPT)
    signed_in(home, quin)
    home.context.set_offline(False)
    expect(home.get_by_role("status")).to_have_text("Saved on this phone. Sign in and we will send it.")
    home.goto(HOME)
    home.wait_for_load_state("networkidle")
    expect(home.get_by_role("status")).to_have_count(0)
    assert not DayEntry.objects.exists()


def test_after_sign_in_again_the_owner_sends_it(home: Page, signed_in, pia, quin, quin_record, pia_record):
    home.context.set_offline(True)
    tap(home, "Hard", "Save my day")
    expect(home.get_by_role("status")).to_have_text(KEPT)
    home.context.clear_cookies()
    home.context.set_offline(False)
    expect(home.get_by_role("status")).to_have_text("Saved on this phone. Sign in and we will send it.")
    signed_in(home, pia).goto(HOME)
    expect(home.get_by_role("status")).to_have_text(SENT)
    assert Day.objects.get().patient == pia_record


def test_signing_out_warns_of_an_unsent_day_and_leaves_nothing_of_ones_own(home: Page):
    home.route("**/api/days/", lambda route: route.abort())
    tap(home, "Hard", "Save my day")
    expect(home.get_by_role("status")).to_have_text(KEPT)
    home.evaluate(KEEP_ANOTHERS)
    home.goto(f"{HOME}settings/")
    home.get_by_role("button", name="Sign out").click()
    expect(home.get_by_text("If you sign out now, it is lost.")).to_be_visible()
    home.get_by_role("button", name="Sign out").click()
    home.wait_for_url("**/account/login/**")
    assert home.evaluate(LEFT_BEHIND) == {"days": ["another"], "names": []}
    home.go_back()
    expect(home.get_by_text("Press again to sign out")).to_have_count(0)


KEEP_ANOTHERS = """
() => new Promise((done) => {
  const request = indexedDB.open("paincare");
  request.onsuccess = () => {
    const change = request.result.transaction("days", "readwrite");
    change.objectStore("days").put({operation_id: "1", owner: "another", claimed_at: ""});
    change.oncomplete = () => { request.result.close(); done(); };
  };
})
"""
LEFT_BEHIND = """
async () => ({
  days: await new Promise((done) => {
    const request = indexedDB.open("paincare");
    request.onsuccess = () => {
      const all = request.result.transaction("days").objectStore("days").getAll();
      all.onsuccess = () => done(all.result.map((entry) => entry.owner));
    };
  }),
  names: Object.keys(localStorage),
})
"""


def test_a_sign_out_sends_first_what_waits(home: Page):
    home.route("**/api/days/", lambda route: route.abort())
    tap(home, "Hard", "Save my day")
    expect(home.get_by_role("status")).to_have_text(KEPT)
    home.unroute("**/api/days/")
    home.goto(f"{HOME}settings/")
    home.get_by_role("button", name="Sign out").click()
    home.wait_for_url("**/account/login/**")
    assert DayEntry.objects.count() == 1


def test_the_phone_keeps_no_name_no_goal_and_no_answer_in_its_caches(home: Page):
    home.evaluate("navigator.serviceWorker.ready")
    kept = home.evaluate(
        "async () => { const names = await caches.keys(); const found = [];"
        " for (const name of names) for (const key of await (await caches.open(name)).keys())"
        " found.push([key.url, await (await caches.match(key)).text()]); return found; }"
    )
    assert len(kept) == 5
    assert all("/static/" in url or "/check-in/" in url for url, _ in kept)
    assert not [url for url, text in kept if "Pia" in text or "Okafor" in text or "Maple" in text]


def test_without_a_script_it_is_a_plain_form(browser: Browser, web, signed_in, patient, pia):
    with screen(browser, web, {**PHONE, "java_script_enabled": False}) as page:
        signed_in(page, pia).goto(HOME)
        tap(page, "Hard", "0", "6", "Yes", "Save my day")
        expect(page.get_by_role("status")).to_contain_text(SENT)
        assert said() == [(DayMark.HARD, 0, 360, "yes")]
        page.get_by_role("link", name="Fill in yesterday").click()
        tap(page, "Good", "Save my day")
        expect(page.get_by_role("status")).to_contain_text(SENT)
        assert Day.objects.filter(is_late=True).count() == 1


def test_keys_are_enough(home: Page):
    pressed = []

    def press(key: str, times: int = 1) -> None:
        for _ in range(times):
            home.keyboard.press(key)
            pressed.append(key)
            assert home.evaluate("document.activeElement !== document.body")

    home.locator("[name=mark]").first.focus()
    press("Space")
    press("Tab")
    press("ArrowRight", 2)
    press("Tab")
    press("ArrowRight", 3)
    press("Tab")
    press("Space")
    press("Tab", 3)
    press("Enter")
    expect(home.get_by_role("status")).to_have_text(SENT)
    assert said() == [(DayMark.GOOD, 20, 420, "yes")]
    assert len(pressed) <= 14


def test_the_focus_can_be_seen_on_each_tile(home: Page):
    home.locator("[name=mark]").first.focus()
    home.keyboard.press("Tab")
    outline = home.evaluate("getComputedStyle(document.activeElement.closest('label')).outlineWidth")
    assert outline == "3px"


def test_the_link_takes_a_day_offline_too(phone: Page, patient, web):
    link = f"/d/{day_link_token(CheckInEpisode.objects.latest('starts_on'))}/"
    phone.goto(link)
    phone.evaluate("navigator.serviceWorker.ready")
    phone.context.set_offline(True)
    phone.reload()
    tap(phone, "Good", "Save my day")
    expect(phone.get_by_role("status")).to_have_text(KEPT)
    phone.context.set_offline(False)
    expect(phone.get_by_role("status")).to_have_text(SENT)
    assert said() == [(DayMark.GOOD, None, None, "")]
