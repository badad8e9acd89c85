"""Every page that a link leads to, as each kind of person: axe finds nothing, and nothing scrolls sideways.

A page that is added later is found by its link, in the demonstration clinic.
"""

import pytest
from playwright.sync_api import Page

from tests.harness.crawl import AT_A_GLANCE, IN_FULL, Looks, Walk
from tests.harness.demo import DemoClinic

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
def known() -> set[str]:
    """Views that somebody has already seen at every width: the others see them once more, on a desktop."""
    return set()


#: A navigator sees nearly what a physician sees: that walk, and the tablet, are left to `make test-long`.
WALKS = [
    *(pytest.param(role, AT_A_GLANCE, id=role) for role in PEOPLE if role != "navigator"),
    *(pytest.param(role, IN_FULL, id=f"{role}-in-full", marks=pytest.mark.long) for role in PEOPLE),
]


@pytest.mark.parametrize(("role", "looks"), WALKS)
def test_every_page_is_open_to_everyone(
    demo_clinic: DemoClinic, demo_desk: Page, known: set[str], role: str, looks: Looks
):
    demo_clinic.sign_in(demo_desk, demo_clinic.somebody(role))
    walk = Walk(demo_desk, known, looks)
    walk.from_page("/")
    assert not walk.wrong, "\n".join(walk.wrong)
    assert PEOPLE[role] <= set(walk.seen)


def test_the_pages_before_the_sign_in(demo_desk: Page, known: set[str]):
    walk = Walk(demo_desk, known, IN_FULL)
    walk.from_page("/account/login/")
    assert not walk.wrong, "\n".join(walk.wrong)
