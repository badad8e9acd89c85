"""Somebody who writes in an open intake: how they get there, what they see of the saving, what is kept."""

from contextlib import contextmanager

from playwright.sync_api import expect

from intake.models import Intake
from tests.plugins.browser import DESKTOP

STORY = "Walks the dog to the park and sits through dinner"


@contextmanager
def flaky_screen(browser, web):
    """A screen of one's own, whose console may complain that the line was cut."""
    context = browser.new_context(base_url=web.url, **DESKTOP)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def visit(page, intake):
    page.goto(f"/patients/{intake.patient_id}/intake/")
    return page


def good_day(page):
    return page.get_by_label("What does a good day look like?")


def says(page, words):
    expect(page.locator("#saved [data-part=words]")).to_contain_text(words)


def stored(intake):
    return Intake.objects.get(pk=intake.pk)
