"""Every page that a link leads to, as each kind of person: axe finds nothing, and nothing scrolls sideways.

A page that is added later is found by its link, in the demonstration clinic.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.harness.crawl import Walk
from tests.harness.demo import DemoClinic, demo_clinic
from tests.harness.mail import Mailbox
from tests.plugins.browser import DESKTOP, screen

#: What a link must lead each of them to at least: a walk that finds nothing finds no fault either.
PEOPLE: dict[str, set[str]] = {
    "physician": set(),
    "navigator": set(),
    "front_desk": {"people:patient-new"},
    "manager": {"people:staff", "people:clinic"},
    "patient": set(),
}

pytestmark = pytest.mark.timeout(600)


@pytest.fixture(scope="module")
def clinic(django_db_setup: None, web_server, mail_catcher: Mailbox) -> Iterator[DemoClinic]:
    with demo_clinic(mail_catcher.port) as clinic:
        yield clinic


@pytest.fixture(scope="module")
def known() -> set[str]:
    """Views that somebody has already seen at every width: the others see them once more, on a desktop."""
    return set()


@pytest.fixture
def desk(browser: Browser, clinic: DemoClinic) -> Iterator[Page]:
    with screen(browser, clinic.web, DESKTOP) as page:
        yield page


@pytest.mark.parametrize("role", PEOPLE)
def test_every_page_is_open_to_everyone(clinic: DemoClinic, desk: Page, known: set[str], role: str):
    clinic.sign_in(desk, clinic.somebody(role))
    walk = Walk(desk, known)
    walk.from_page("/")
    assert walk.wrong == []
    assert PEOPLE[role] <= set(walk.seen)


def test_the_pages_before_the_sign_in(desk: Page, known: set[str]):
    walk = Walk(desk, known)
    walk.from_page("/account/login/")
    assert walk.wrong == []
