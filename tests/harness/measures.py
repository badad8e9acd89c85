"""What a page costs a person and a network, and what axe says about it."""

import gzip
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from playwright.sync_api import BrowserContext, Page, Request, Response

CHECKOUT = Path(__file__).resolve().parents[2]
AXE = (CHECKOUT / "tests/browser/vendor/axe-4.14.1.min.js").read_text()
SCREENSHOTS = CHECKOUT / "var" / "screenshots"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: Those of them that may hold in the light and not in the dark: names, sizes and order are the same in both.
COLOURS = ["color-contrast"]

#: Counted in the page, in the capture phase: what the script claims to have done does not matter. Kept in
#: the tab's own storage, so that the sum goes on from page to page.
COUNT_EFFORT = """
(() => {
  const add = (what) => sessionStorage.setItem(what, Number(sessionStorage.getItem(what)) + 1);
  const isText = (el) => el.matches("textarea, [contenteditable], input:not([type]), input[type=text],"
    + "input[type=search], input[type=email], input[type=password], input[type=tel], input[type=number]");
  addEventListener("click", (e) => e.isTrusted && e.detail > 0 && add("effort.clicks"), true);
  addEventListener("keydown", (e) => e.isTrusted && !isText(e.target) && add("effort.keys"), true);
})();
"""


STICKING_OUT = """
() => {
  const width = document.documentElement.clientWidth;
  if (document.scrollingElement.scrollWidth <= width) return [];
  const scrolls = (el) => el && (getComputedStyle(el).overflowX !== "visible" || scrolls(el.parentElement));
  const wide = [...document.body.querySelectorAll("*")].filter(
    (el) => el.getBoundingClientRect().right > width + 0.5 && !scrolls(el.parentElement));
  return wide.slice(0, 5).map((el) => [el.tagName.toLowerCase(), ...el.classList].join("."));
}
"""


@dataclass(frozen=True)
class Effort:
    """Pointer activations, and key presses outside free text. A key that activates a button is no click."""

    clicks: int
    keys: int


def effort(page: Page) -> Effort:
    counted = page.evaluate(
        "['clicks', 'keys'].map((what) => Number(sessionStorage.getItem('effort.' + what)))"
    )
    return Effort(*counted)


def forget_effort(page: Page) -> None:
    page.evaluate("['clicks', 'keys'].forEach((what) => sessionStorage.removeItem('effort.' + what))")


class Weight:
    """Bytes that came over the network for a page since `begin`.

    HTML is counted gzipped, as the reverse proxy sends it; everything else is counted as it came.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.responses: list[Response] = []
        page.on("response", lambda response: self.responses.append(response))

    def begin(self) -> None:
        self.responses.clear()

    def total(self) -> int:
        self.page.wait_for_load_state("networkidle")
        return sum(map(weigh, self.responses))


def weigh(response: Response) -> int:
    sizes = response.request.sizes()
    body = sizes["responseBodySize"]
    if (
        body
        and "html" in response.headers.get("content-type", "")
        and "content-encoding" not in response.headers
    ):
        body = len(gzip.compress(response.body()))
    return sizes["responseHeadersSize"] + body


LOOK = """
({all, dark, sizes}) => axe.run({
  runOnly: matchMedia("(prefers-color-scheme: dark)").matches ? dark : all,
  rules: {"target-size": {enabled: sizes}},
  resultTypes: ["violations"],
})
"""
LAY_BARS = (
    """(how) => document.querySelectorAll(".capture, .map").forEach((bar) => { bar.style.position = how; })"""
)


def axe(page: Page, *, sizes: bool = True) -> list[str]:
    """One line for each element that breaks a rule; in the dark, a rule of colours, as all else is the same.

    To compare the sizes of all targets takes longer than all other rules together: leave it to one width.
    The bars of the intake stay in place while the page moves under them. For the look they lie in it: what
    happens to be half under one of them is not too small to press, and is scrolled into view when focused.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    page.evaluate(LAY_BARS, "static")
    found = page.evaluate(LOOK, {"all": RULES, "dark": COLOURS, "sizes": sizes})
    page.evaluate(LAY_BARS, "")
    return [line(violation, node) for violation in found["violations"] for node in violation["nodes"]]


def line(violation: dict[str, Any], node: dict[str, Any]) -> str:
    why = "; ".join(check["message"] for check in (*node["any"], *node["all"], *node["none"]))
    return f"{violation['id']} at {node['target'][0]}: {why or violation['help']}"


def sticking_out(page: Page) -> list[str]:
    """What makes a page scroll sideways; empty when it does not."""
    return list(page.evaluate(STICKING_OUT))


#: What each screen has asked for and not got yet.
_open: WeakKeyDictionary[BrowserContext, set[Request]] = WeakKeyDictionary()
PATIENCE = 3.0  # seconds, for a request that is never told to have ended
TWO_FRAMES = "() => new Promise((yes) => requestAnimationFrame(() => requestAnimationFrame(yes)))"


def watch(context: BrowserContext) -> None:
    """So that `settled` can be asked of its pages."""
    asked = _open[context] = set()
    context.on("request", lambda request: asked.add(request))
    context.on("requestfinished", lambda request: asked.discard(request))
    context.on("requestfailed", lambda request: asked.discard(request))


def settled(page: Page) -> None:
    """Wait for all that a page asks for as it opens, and for what that leads to at once.

    Playwright's own waiting for an idle network idles for another half second, in which a request that a save
    puts off comes too: after a save, use that one.
    """
    deadline = time.monotonic() + PATIENCE
    page.wait_for_load_state()
    page.evaluate(TWO_FRAMES)
    while _open[page.context] and time.monotonic() < deadline:
        page.wait_for_timeout(10)
        page.evaluate(TWO_FRAMES)


def scrolls_down(page: Page) -> bool:
    return bool(page.evaluate("document.scrollingElement.scrollHeight > innerHeight"))


def shot(page: Page, name: str) -> None:
    """A picture for somebody who wants to look, told by SHOTS=1: a tenth of the browser tests' time."""
    if os.environ.get("SHOTS"):
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)
