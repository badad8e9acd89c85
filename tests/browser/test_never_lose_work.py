"""Kills, ninety minutes, two browsers, signing in beside the page, parking and coming back."""

import os
import random
import signal
import sys
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta

import psutil
import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.sessions.models import Session
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import expect

from intake.models import Intake, Sitting
from people.clock import now
from people.models import SetAside
from people.sessions import KEPT, SIGNED_IN
from tests.harness.measures import effort, forget_effort
from tests.harness.programs import wait_until
from tests.plugins.browser import CHROMIUM_FLAGS, DESKTOP, chromium

STORY = "What does a good day look like?"
TRIED = "What have you tried, and how did each end?"
URGENT = "What feels most urgent to you?"
FIELDS = {"good_day": STORY, "tried_before": TRIED, "most_urgent": URGENT}
FULL_CAMPAIGN = int(os.environ.get("INTAKE_KILLS", "50"))
LOSES = 2.0  # seconds of typing, at most


def visit(page, intake):
    page.goto(f"/patients/{intake.patient_id}/intake/")
    return page


def is_saved(page):
    return page.locator("#saved").get_attribute("data-state") == "done"


def wait_saved(page):
    expect(page.locator("#saved[data-state=done]")).to_contain_text("Saved")


def stored(intake):
    return Intake.objects.get(pk=intake.pk)


# --- Kills


@dataclass
class Typed:
    """One field as the script typed it: its text after each key, and when that key was through."""

    saved: str = ""  # What the corner of the page has said is saved.
    keys: list[tuple[float, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.keys[-1][1] if self.keys else self.saved

    def must_hold(self, killed_at: float) -> str:
        """What was typed longer ago than may be lost."""
        old = [text for at, text in self.keys if at < killed_at - LOSES]
        return max(self.saved, old[-1] if old else "", key=len)

    def lost(self, back: str, killed_at: float) -> float:
        """Seconds of typing that did not come back."""
        return max([killed_at - at for at, text in self.keys if len(text) > len(back)], default=0.0)


class Strike(threading.Thread):
    """`kill -9` of every process of one browser, at a moment of its own choosing."""

    def __init__(self, profile, after: float):
        super().__init__(daemon=True)
        self.profile, self.after, self.killed_at, self.count = str(profile), after, 0.0, 0

    def run(self) -> None:
        time.sleep(self.after)
        family = [one for one in psutil.process_iter(["cmdline"]) if self._is_ours(one)]
        self.killed_at = time.monotonic()
        for process in family:
            os.kill(process.pid, signal.SIGKILL)
        psutil.wait_procs(family, timeout=10)
        self.count = len(family)

    def _is_ours(self, process: psutil.Process) -> bool:
        return any(f"--user-data-dir={self.profile}" in part for part in process.info["cmdline"] or [])


@contextmanager
def browser_of_its_own(browser, web, profile):
    """A whole browser with a profile on the disk, as on a workstation."""
    context = browser.browser_type.launch_persistent_context(
        profile, executable_path=chromium(), args=CHROMIUM_FLAGS, base_url=web.url, **DESKTOP
    )
    context.set_default_timeout(10_000)
    try:
        yield context.pages[0]
    finally:
        with suppress(PlaywrightError):  # It was killed.
            context.close()


def type_until_killed(tab, typed: dict[str, Typed], chance: random.Random, *, has_line: bool) -> None:
    """Letters into one field after the other; what the page calls saved is written down."""
    tab.context.set_offline(not has_line)
    while True:
        name = chance.choice(list(FIELDS))
        tab.get_by_label(FIELDS[name]).press("Control+End")
        for _ in range(chance.randint(3, 25)):
            letter = chance.choice("abcdefgh ")
            tab.keyboard.type(letter)
            typed[name].keys.append((time.monotonic(), typed[name].text + letter))
        if is_saved(tab):
            for one in typed.values():
                one.saved = one.text


@pytest.mark.timeout(1200)
@pytest.mark.parametrize("kills", [3, pytest.param(FULL_CAMPAIGN, marks=pytest.mark.long)])
def test_a_killed_browser_loses_at_most_two_seconds_and_nothing_saved(
    browser, web, signed_in, dr_amara, intake, tmp_path, kills
):
    """Every other kill falls on a browser without a line: only its shelf brings that text back."""
    seed = random.randrange(10_000)
    chance = random.Random(seed)
    typed = {name: Typed() for name in FIELDS}
    lost = []
    for kill in range(kills):
        strike = Strike(tmp_path, chance.uniform(0.3, 2.5))
        with browser_of_its_own(browser, web, tmp_path) as tab:
            visit(signed_in(tab, dr_amara), intake)
            strike.start()
            with pytest.raises(PlaywrightError):
                type_until_killed(tab, typed, chance, has_line=kill % 2 == 0)
        strike.join()
        assert strike.count > 1
        with browser_of_its_own(browser, web, tmp_path) as tab:
            visit(signed_in(tab, dr_amara), intake)
            expect(tab.locator("#saved[data-ready][data-state=done]")).to_have_count(1)
            expect(tab.get_by_role("group", name="Two versions")).to_have_count(0)
        for name, one in typed.items():
            back = getattr(stored(intake), name)
            assert back[: len(one.text)] == one.text[: len(back)], f"seed {seed}, kill {kill}, {name}"
            assert back.startswith(one.must_hold(strike.killed_at)), f"seed {seed}, kill {kill}, {name}"
            lost.append(one.lost(back, strike.killed_at))
            typed[name] = Typed(saved=back)
    sys.stdout.write(f"\nseed {seed}: {kills} kills, at most {max(lost):.2f} s of typing lost in a field\n")
    assert SetAside.objects.count() == 0


def test_what_is_typed_without_a_line_is_kept_from_the_first_letter(page, signed_in, dr_amara, intake):
    """The page brings its key along: it never has to ask for one first."""
    for never in ("**/api/drafts/**", "**/shelf-keys/"):
        page.route(never, lambda route: route.abort())
    visit(signed_in(page, dr_amara), intake)
    page.get_by_label(STORY).press_sequentially("Walks the dog")
    expect(page.locator("#saved")).to_contain_text("Offline, kept here (1)")
    page.reload()
    expect(page.get_by_label(STORY)).to_have_value("Walks the dog")
    page.unroute_all()
    visit(page, intake)
    wait_saved(page)
    assert stored(intake).good_day == "Walks the dog"


# --- Ninety minutes


#: Minutes without a key after each bout of typing.
IDLES = (
    (7, "good_day"),
    (25, "tried_before"),
    (3, "most_urgent"),
    (28, "tried_before"),
    (27, "good_day"),
)


def age_session(minutes: int) -> None:
    """The clock of the server's session goes on too."""
    for session in Session.objects.all():
        session.expire_date -= timedelta(minutes=minutes)
        data = session.get_decoded()
        for name in (SIGNED_IN, KEPT):
            if name in data:
                data[name] -= minutes * 60
        session.session_data = Session.objects.encode(data)
        session.save()


def test_ninety_minutes_of_typing_and_idling_end_on_the_server(page, signed_in, dr_amara, intake):
    """The session would have ended after thirty minutes; each save moved its end."""
    page.clock.install()
    visit(signed_in(page, dr_amara), intake)
    Session.objects.update(expire_date=now() + timedelta(minutes=30))
    said = dict.fromkeys(FIELDS, "")
    for minutes, name in IDLES:
        page.get_by_label(FIELDS[name]).press("Control+End")
        words = f"After {minutes} minutes. "
        page.keyboard.type(words)
        said[name] += words
        page.clock.run_for(1500)
        wait_saved(page)
        page.clock.fast_forward(minutes * 60_000)
        age_session(minutes)
    page.get_by_label(FIELDS["most_urgent"]).press("Control+End")
    page.keyboard.type("The last word.")
    page.clock.run_for(1500)
    wait_saved(page)
    found = stored(intake)
    assert {name: getattr(found, name) for name in FIELDS} == said | {
        "most_urgent": said["most_urgent"] + "The last word."
    }


# --- Two browsers, in earnest


@pytest.mark.timeout(600)
@pytest.mark.parametrize("schedules", [2, pytest.param(10, marks=pytest.mark.long)])
def test_two_browsers_end_with_both_texts(new_screen, signed_in, dr_amara, nav_nia, intake, schedules):
    seed = random.randrange(10_000)
    sys.stdout.write(f"\nseed {seed}\n")
    chance = random.Random(seed)
    screens = [signed_in(new_screen(), who) for who in (dr_amara, nav_nia)]
    said = []
    for _ in range(schedules):
        for screen in screens:
            visit(screen, intake)
        for _ in range(4):
            screen = chance.choice(screens)
            screen.context.set_offline(chance.random() < 0.4)
            said.append(f"w{len(said)}.")
            screen.get_by_label(STORY).press("Control+End")
            screen.keyboard.type(said[-1])
            screen.wait_for_timeout(chance.choice([0, 300, 1500]))
        for screen in screens:
            screen.context.set_offline(False)
            choose_until_saved(screen, chance)
    found = [stored(intake).good_day, *SetAside.objects.values_list("text", flat=True)]
    assert [words for words in said if words not in " ".join(found)] == []


def choose_until_saved(screen, chance) -> None:
    """A person who is shown two versions chooses one of the three ways."""
    waiting = screen.locator("#saved:is([data-state=done], [data-state=conflict])")
    for _ in range(5):
        expect(waiting).to_have_count(1)
        if is_saved(screen):
            return
        box = screen.get_by_role("group", name="Two versions")
        box.get_by_role("button", name=chance.choice(["Keep mine", "Keep theirs", "Keep both"])).click()
        expect(box).to_have_count(0)


# --- A session that ended


def test_signing_in_beside_the_page_saves_what_waits(page, signed_in, dr_amara, intake):
    """A small window with the real sign-in, which closes itself; the text stays where it is."""
    dr_amara.password = PBKDF2PasswordHasher().encode("correct-horse-battery", "salt", iterations=1000)
    dr_amara.save()
    visit(signed_in(page, dr_amara), intake)
    Session.objects.all().delete()
    page.get_by_label(STORY).press_sequentially("Walks the dog")
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Sign in here").click()
    window = opened.value
    window.get_by_label("Email").fill(dr_amara.email)
    window.get_by_label("Password").fill("correct-horse-battery")
    with window.expect_event("close"):
        window.get_by_role("button", name="Sign in", exact=True).click()
    wait_saved(page)
    assert stored(intake).good_day == "Walks the dog"
    page.locator("#where").get_by_role("button", name="Add a pain problem").click()
    page.get_by_label(STORY).press_sequentially(" to the park")
    wait_until(lambda: stored(intake).good_day == "Walks the dog to the park", "the rest is saved")


def test_signing_out_on_one_page_takes_the_unsaved_text_of_the_other(page, signed_in, dr_amara, intake):
    """And what the shelf held is unreadable: its key died with the session."""
    visit(signed_in(page, dr_amara), intake)
    page.route("**/api/drafts/**", lambda route: route.abort())
    page.get_by_label(STORY).press_sequentially("A secret")
    expect(page.locator("#saved")).to_contain_text("Offline, kept here (1)")
    other = page.context.new_page()
    other.goto("/")
    other.locator(".me summary").click()
    other.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/account/login/**")
    page.unroute("**/api/drafts/**")
    visit(signed_in(page, dr_amara), intake)
    expect(page.locator("#saved[data-ready]")).to_have_count(1)
    expect(page.get_by_label(STORY)).to_have_value("")
    assert stored(intake).good_day == ""


# --- Park, and come back


def test_park_and_come_back_here_and_on_another_device(new_screen, signed_in, dr_amara, intake, axe, shot):
    desk = visit(signed_in(new_screen(), dr_amara), intake)
    weights = []
    desk.on("response", lambda answer: "/api/drafts/" in answer.url and weights.append(answer.request))
    tried = desk.get_by_label(TRIED)
    tried.press_sequentially("Two injections, two days each")
    for _ in range(5):
        tried.press("ArrowLeft")
    desk.keyboard.press("Control+.")
    expect(desk.locator("#parked")).to_be_focused()
    expect(desk.locator("#parked b")).to_have_text("AR")
    expect(desk.get_by_text("Okafor").first).to_be_hidden()
    expect(tried).to_be_hidden()
    assert desk.title() == "Parked"
    shot(desk, "parked")
    desk.keyboard.press("Control+.")
    expect(tried).to_be_focused()
    caret = desk.evaluate("document.activeElement.selectionStart")
    assert caret == len("Two injections, two days each") - 5
    card = desk.get_by_role("region", name="Where you were")
    expect(card).to_contain_text("Two injections, two days each")
    expect(card).to_contain_text("Not asked yet")
    assert axe(desk) == []
    shot(desk, "back-from-park")
    assert stored(intake).tried_before == "Two injections, two days each"
    assert all(weight(request) <= 2048 for request in weights)
    assert Sitting.objects.get().caret == caret

    other = visit(signed_in(new_screen(), dr_amara), intake)
    forget_effort(other)
    other.get_by_role("link", name="Go on where you were: Story").click()
    assert effort(other).clicks == 1
    expect(other.get_by_label(TRIED)).to_be_focused()
    assert other.evaluate("document.activeElement.selectionStart") == caret
    shot(other, "resumed")


def test_park_works_without_a_secure_context_and_comes_back_without_a_line(
    browser, web, signed_in, dr_amara, intake
):
    with a_screen_and_its_errors(browser, web) as (tab, errors):
        tab.add_init_script("delete Crypto.prototype.randomUUID")
        visit(signed_in(tab, dr_amara), intake)
        tab.get_by_label(STORY).press_sequentially("Walks the dog")
        wait_saved(tab)
        tab.keyboard.press("Control+.")
        expect(tab.locator("#parked")).to_be_focused()
        tab.context.set_offline(True)
        tab.keyboard.press("Control+.")
        expect(tab.get_by_label(STORY)).to_be_focused()
        tab.wait_for_timeout(300)
    assert errors == []


@contextmanager
def a_screen_and_its_errors(browser, web):
    """A screen that may complain that the line was cut, and the errors that no script caught."""
    context = browser.new_context(base_url=web.url, **DESKTOP)
    context.set_default_timeout(10_000)
    tab, errors = context.new_page(), []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    yield tab, errors
    context.close()


def weight(request) -> int:
    """What one save costs on the wire, there and back."""
    return sum(request.sizes().values())


def test_two_quick_clicks_add_one_line(page, signed_in, dr_amara, intake):
    intake.problems.update(where="Left leg")
    visit(signed_in(page, dr_amara), intake)
    page.get_by_role("button", name="Add a pain problem").dblclick()
    expect(page.locator("#where").get_by_label("Where", exact=True)).to_have_count(2)
    page.wait_for_load_state("networkidle")
    assert intake.problems.count() == 2
