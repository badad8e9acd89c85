"""The story before a visit: the whole of it on a small phone, and three of its quotes kept by keyboard."""

from collections.abc import Callable
from itertools import count

import pytest
from playwright.sync_api import Browser, Page, expect

from intake.models import Intake, PreVisit
from intake.rules.previsit import PageKind, StoryPage
from intake.services import conversation
from intake.services import previsit as previsits
from outcomes.rules.red_flag_data import FLAGS
from people import clock
from people.access import Actor
from tests.factories.intake import MedicationFactory
from tests.factories.portal import story_before, story_link
from tests.harness import measures
from tests.harness.crawl import everywhere
from tests.harness.programs import wait_until
from tests.plugins.browser import PHONE, screen

HEAVIEST_PAGE = 14 * 1024
MINUTES = 10
#: A tap with reading the page takes 6 seconds (question_seconds says 15 for a whole question of a form), and
#: a letter on a phone half a second: 2 a second, slower than the 36 words a minute of Palin 2019 (MobileHCI).
TAP_SECONDS, LETTER_SECONDS = 6, 0.5

WRITTEN = {
    "wants": {"First": "Sit a full shift", "Second": "Walk the dog", "Third": "Sleep through"},
    "good-day": {
        "What do you do on a good day?": "I drive the whole route, then walk the dog before supper.",
        "How often do you have one?": "one day in ten",
    },
    "urgent": {"In your own words": "Keeping my route. My boss has been patient, but not for ever."},
    "week": {
        "Work, paid or not": "I drive 45 hours a week",
        "People you look after": "my two kids",
        "Hours you sleep": "5",
    },
}
TRIED = (
    ("Gabapentin", "winter", "not at all", "It made me feel bad"),
    ("A shot in the back", "March", "2 days", "It helped, then it wore off"),
)


@pytest.fixture
def previsit(web, pia_record) -> PreVisit:
    for title in ("Diclofenac gel 1 %", "Metformin 1000 mg"):
        MedicationFactory(patient=pia_record, title=title, dose="twice a day")
    pia_record.clinic.opening_hours = {str(day): ["00:00", "23:59"] for day in range(1, 8)}
    pia_record.clinic.save()
    return story_before(pia_record, at=clock.now())


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def write(page: Page, answers: dict[str, str]) -> int:
    """Type each answer; returns how many letters it took."""
    for label, text in answers.items():
        page.get_by_label(label).fill(text)
    return sum(map(len, answers.values()))


def tell(page: Page, link: str, look: Callable[[], None]) -> int:
    """The whole story, as Dan tells it; returns the letters typed."""
    page.goto(link)
    look()
    press(page, "Start")
    for flag in FLAGS:
        if flag is FLAGS[0]:
            look()
        press(page, "No")
    letters = 0
    for slug in ("wants", "good-day"):
        look()
        letters += write(page, WRITTEN[slug])
        press(page, "Go on")
    for what, when, helped, ending in TRIED:
        letters += write(
            page,
            {"What was it?": what, "When, if you know": when, "How long did it help?": helped},
        )
        page.get_by_text(ending, exact=True).click()
        press(page, "Add this, then one more")
    look()
    press(page, "Go on")
    letters += write(page, WRITTEN["urgent"])
    press(page, "Go on")
    look()
    hips = page.locator("details", has_text="Belly, low back, hips")
    hips.locator("summary").click()
    hips.get_by_label("Left buttock").check()
    letters += write(page, {"Since when?": "since last winter"})
    press(page, "Go on")
    for taking in ("Only at times", "Just as it says"):
        look()
        page.get_by_text(taking, exact=True).click()
        press(page, "Go on")
    letters += write(page, {"What is it?": "Magnesium"})
    press(page, "Go on")
    letters += write(page, WRITTEN["week"])
    look()
    press(page, "Go on")
    look()
    return letters


def test_the_whole_story_on_a_phone_takes_less_than_ten_minutes(phone: Page, previsit, axe, shot):
    number = count()

    def look() -> None:
        assert axe(phone) == []
        assert measures.sticking_out(phone) == []
        shot(phone, f"story-{next(number)}")

    letters = tell(phone, story_link(previsit), look)
    press(phone, "Send my story")
    expect(phone.get_by_role("heading", name="Thank you")).to_be_visible()
    look()
    kept = PreVisit.objects.get()
    assert kept.is_sent
    assert kept.told.wants == list(WRITTEN["wants"].values())
    assert len(kept.told.tried) == len(TRIED)
    taps = measures.effort(phone).clicks
    assert (taps * TAP_SECONDS + letters * LETTER_SECONDS) / 60 <= MINUTES, (taps, letters)
    assert taps <= 40


def test_without_a_script_a_yes_is_heard_at_once(browser: Browser, web, previsit):
    small = {**PHONE, "viewport": {"width": 320, "height": 568}, "java_script_enabled": False}
    with screen(browser, web, small) as page:
        page.goto(story_link(previsit))
        press(page, "Start")
        press(page, "Yes")
        expect(page.get_by_role("heading", name="Get help now")).to_be_visible()
        page.get_by_role("link", name="Go on with my story").click()
        for _ in FLAGS[1:]:
            press(page, "No")
        for name in ("wants", "good-day", "tried", "urgent"):
            assert page.url.endswith(f"/{name}/")
            press(page, "Go on")
        page.locator("summary", has_text="Belly, low back, hips").click()
        page.get_by_label("Left buttock").check()
        press(page, "Go on")
        assert len(PreVisit.objects.get().regions) == 1
        page.get_by_role("link", name="Back").click()
        expect(page.get_by_label("Left buttock")).to_be_checked()


def test_its_heaviest_page_is_light(phone: Page, previsit, shot):
    link = story_link(previsit)
    phone.goto(link)
    press(phone, "Start")
    for name in ("tried", "where"):
        phone.context.new_cdp_session(phone).send("Network.clearBrowserCache")
        weight = measures.Weight(phone)
        phone.goto(f"{link}{name}/")
        assert weight.total() <= HEAVIEST_PAGE, name
    phone.emulate_media(color_scheme="dark")
    shot(phone, "story-where-dark")


@pytest.fixture
def intake(previsit, pia_record, dr_amara) -> Intake:
    given = {"previsit": previsit, "by": Actor.of_patient(pia_record), "at": clock.now()}
    previsits.start_previsit(**given)
    answers = {
        PageKind.GOOD_DAY: {"good_day": "I drive my route.", "good_day_frequency": "one day in ten"},
        PageKind.URGENT: {"most_urgent": "Keeping my route."},
        PageKind.WANTS: {"wants": ["Sit a full shift"]},
        PageKind.WEEK: {"week_work": "driver, 45 hours"},
    }
    for kind, said in answers.items():
        previsits.save_answers(page=StoryPage(kind), answers=said, **given)
    line = {"key": "a", "what": "Gabapentin", "ending": "felt_bad"}
    previsits.save_line(page=StoryPage(PageKind.TRIED), line=line, **given)
    return conversation.start_intake(patient=pia_record, by=Actor.of(dr_amara), at=clock.now())


def test_three_quotes_are_kept_by_the_keyboard(page: Page, signed_in, dr_amara, intake, axe, shot):
    signed_in(page, dr_amara).goto(f"/patients/{intake.patient_id}/intake/")
    shot(page, "intake-quotes")
    assert axe(page) == []
    page.get_by_label("What does a good day look like?").focus()
    for text in ("I drive my route.", "one day in ten", "Gabapentin. It made me feel bad."):
        while not page.evaluate("document.activeElement.matches('[data-keep]')"):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.value") == text
    page.keyboard.type(" And foggy.")
    wait_until(
        lambda: Intake.objects.get().tried_before == "Gabapentin. It made me feel bad. And foggy.",
        "what was kept and typed after it is saved",
    )
    kept = Intake.objects.get()
    assert (kept.good_day, kept.good_day_frequency) == ("I drive my route.", "one day in ten")
    assert kept.most_urgent == ""
    page.emulate_media(color_scheme="dark")
    shot(page, "intake-quotes-dark")
    assert axe(page) == []


def test_the_papers_and_the_link_pass_everywhere(
    page: Page, signed_in, desk_cleo, previsit, pia_record, shot
):
    signed_in(page, desk_cleo)
    for name, address in (
        ("papers", f"/patients/{pia_record.pk}/papers/"),
        ("story-link", f"/visits/{previsit.visit_id}/story/"),
    ):
        page.goto(address)
        if name == "papers":
            page.get_by_label("What", exact=True).select_option("notes")
            page.get_by_label("From whom").fill("River Practice")
            page.get_by_label("Asked by").select_option("fax")
            page.get_by_role("button", name="It was asked for").click()
        shot(page, name)
        assert everywhere(page) == []
