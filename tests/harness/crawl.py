"""Walking a clinic by its links, as somebody who works there would find its pages."""

from collections import deque
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from tests.harness import measures

DESK, TABLET, PHONE, NARROWEST = 1366, 768, 360, 320
#: They end the session; what they look like is tested by those who wrote them.
LEFT_ALONE = {"account_logout"}


#: As many pages of a kind: a plan that is a draft does not look like one that is signed.
OF_A_KIND = 2


@dataclass(frozen=True)
class Looks:
    """At which widths a page is looked at, in light and in dark."""

    light: tuple[int, ...]
    dark: tuple[int, ...]


AT_A_GLANCE = Looks(light=(PHONE,), dark=(DESK,))
IN_FULL = Looks(light=(DESK, TABLET, PHONE), dark=(DESK, PHONE))


@dataclass
class Walk:
    """One person's way through the pages, and what was wrong with them."""

    page: Page
    known: set[str]
    looks: Looks
    seen: dict[str, list[str]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def from_page(self, start: str) -> None:
        ahead = deque([start])
        while ahead:
            path = ahead.popleft()
            name = view_name(path)
            if name is None or len(self.seen.get(name, ())) >= OF_A_KIND or path in self.seen.get(name, ()):
                continue
            self.seen.setdefault(name, []).append(path)
            self.visit(path, name)
            ahead.extend(links(self.page))

    def visit(self, path: str, name: str) -> None:
        answer = self.page.goto(path)
        if answer is None or not answer.ok:
            self.wrong.append(f"{path}: answered {answer and answer.status}")
            return
        faults = light_on_a_desktop(self.page) if name in self.known else everywhere(self.page, self.looks)
        self.known.add(name)
        self.wrong.extend(f"{path}: {fault}" for fault in faults)


def view_name(path: str) -> str | None:
    try:
        name = resolve(path).view_name
    except Resolver404:
        return None
    return None if name in LEFT_ALONE else name


def links(page: Page) -> list[str]:
    """Addresses of this clinic that a link on the page leads to; forms are not links."""
    found = page.eval_on_selector_all("a[href]:not([download])", "(links) => links.map((a) => a.href)")
    here = urlsplit(page.url).netloc
    inside = (urlsplit(address) for address in found)
    return list(dict.fromkeys(address.path for address in inside if address.netloc == here))


def everywhere(page: Page, looks: Looks = AT_A_GLANCE) -> list[str]:
    """At every width, light and dark; and no sideways scrolling on the smallest phone either.

    A fault is told once, with where it was seen first.
    """
    first_seen: dict[str, str] = {}
    # What lies half under a bar that stays in place would count as too small to press.
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    measures.settled(page)
    for scheme, widths in (("light", looks.light), ("dark", looks.dark)):
        page.emulate_media(color_scheme=scheme)
        for width in widths:
            page.set_viewport_size({"width": width, "height": 768})
            for fault in measures.axe(page, sizes=width == PHONE) + sideways(page, width):
                first_seen.setdefault(fault, f"{scheme}, {width} px")
    page.set_viewport_size({"width": NARROWEST, "height": 568})
    faults = [f"{fault} ({where})" for fault, where in first_seen.items()] + sideways(page, NARROWEST)
    back_to_the_desk(page)
    return faults


def light_on_a_desktop(page: Page) -> list[str]:
    return measures.axe(page, sizes=False) + sideways(page, DESK)


def back_to_the_desk(page: Page) -> None:
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": DESK, "height": 768})


def sideways(page: Page, width: int) -> list[str]:
    culprits = measures.sticking_out(page)
    return [f"scrolls sideways at {width} px: {' '.join(culprits)}"] if culprits else []
