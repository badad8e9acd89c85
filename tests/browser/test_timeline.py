"""The timeline in a browser: a line is added and a date moved by keyboard, then the same by hand."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from intake.models import TimelineEntry
from people.clock import now
from tests.factories.intake import (
    IntakeFactory,
    PainProblemFactory,
    TimelineEntryFactory,
    TreatmentTriedFactory,
)
from tests.harness.crawl import everywhere


@pytest.fixture
def story(pia_record, dr_amara):
    """A lane, a treatment that was a stub, one that could not be had, and an entry to move."""
    intake = IntakeFactory(patient=pia_record, started_by=dr_amara, started_at=now(), saved_at=now())
    calf = PainProblemFactory(intake=intake, where="Left calf", since="winter 2024", created_at=now())
    for what, ended, helped in (("Injection", "wore_off", "2 days only"), ("Therapy", "access", "")):
        TreatmentTriedFactory(
            intake=intake,
            problem=calf,
            what=what,
            when_words="March",
            helped_for=helped,
            ended=ended,
            created_at=now(),
        )
    TimelineEntryFactory(patient=pia_record, title="A fall", precision="unknown", date_words="long ago")
    TimelineEntryFactory(patient=pia_record, title="A scare", precision="unknown", date_words="once")
    return TimelineEntryFactory(
        patient=pia_record,
        problem=calf,
        title="New route",
        told_by="patient",
        starts_on=date(2025, 9, 1),
        precision="season",
        date_words="autumn 2025",
    )


def grip(page: Page, title: str):
    return page.locator(f'.grip[data-title="{title}"]')


def test_by_keyboard(web, page: Page, signed_in: Callable, dr_amara, pia_record, story, shot):
    signed_in(page, dr_amara)
    page.goto(f"/patients/{pia_record.pk}/timeline/")
    page.get_by_label("What happened").fill("Moved house")
    page.keyboard.press("Tab")
    page.keyboard.type("mar 25")
    page.keyboard.press("Enter")
    expect(page.locator("#picture")).to_contain_text("Moved house mar 25 · Dr Amara Rao")
    expect(page.get_by_label("What happened")).to_be_focused()
    grip(page, "New route").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("[data-proposal]")).to_contain_text("New route: spring 2025 instead of autumn 2025.")
    page.keyboard.press("Escape")
    expect(page.locator("[data-proposal]")).to_be_empty()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(page.locator("#picture")).to_contain_text("summer 2025 · Pia wrote, changed since")
    expect(grip(page, "New route")).to_be_focused()
    page.get_by_role("button", name="Undo").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#picture")).to_contain_text("autumn 2025 · Pia wrote")
    page.get_by_role("button", name="Earlier: A scare").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".undated li").first).to_contain_text("A scare")
    page.get_by_role("link", name="A scare").focus()
    page.keyboard.press("Enter")
    page.locator(".entry").get_by_label("When, as said").fill("before the move")
    expect(page.locator(".drawn")).to_contain_text("A scare before the move")
    entry = TimelineEntry.objects.get(title="A scare")
    assert (entry.relation, entry.anchor.title) == ("before", "Moved house")
    assert everywhere(page) == []
    shot(page, "timeline-entry")
    page.get_by_role("link", name="Close").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="A scare")).to_be_focused()


def test_by_hand_and_somebody_else_was_faster(
    web, page: Page, signed_in: Callable, dr_amara, pia_record, story, shot
):
    signed_in(page, dr_amara)
    page.goto(f"/patients/{pia_record.pk}/intake/")
    page.locator("#timeline > div:last-child").scroll_into_view_if_needed()
    expect(page.locator("#timeline .drawn")).to_contain_text("“New route” autumn 2025 · Pia wrote")
    expect(page.locator("#timeline")).to_contain_text("could not get it")
    shot(page, "timeline-intake")
    mark = grip(page, "New route")
    mark.scroll_into_view_if_needed()
    box = mark.locator(".hit").bounding_box()
    assert box
    assert box["width"] >= 24
    assert box["height"] >= 24
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0] + 60, middle[1], steps=4)
    page.mouse.up()
    expect(page.locator("[data-proposal]")).to_contain_text(
        re.compile(r"New route: (winter|spring) 202\d instead")
    )
    assert TimelineEntry.objects.get(pk=story.pk).date_words == "autumn 2025"
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#timeline")).to_contain_text("Pia wrote, changed since")
    moved = TimelineEntry.objects.get(pk=story.pk)
    assert moved.precision == "season"
    assert moved.starts_on > date(2025, 9, 1)
    TimelineEntry.objects.filter(pk=story.pk).update(date_words="June 2025", revisions={"date_words": 9})
    grip(page, "New route").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(page.locator("[data-proposal]")).to_contain_text("Not saved.")
    expect(page.locator("[data-proposal]")).to_contain_text("June 2025")
    page.goto(f"/patients/{pia_record.pk}/timeline/")
    shot(page, "timeline")
    page.emulate_media(media="print")
    expect(page.get_by_label("What happened")).to_be_hidden()
    expect(page.locator(".drawn")).to_be_visible()
