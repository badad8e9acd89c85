"""A whole first visit, from Today to the page that goes home: its clicks, and that all of it is there.

Ines Marlow, 52, cooks at a school. She fell on the kitchen stairs, told her story on the phone, and her
family doctor sent a packet. Counted are real activations of a pointer; the bar is experience A1's.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from intake.models import Intake, VisitSummary
from outcomes.rules.red_flag_data import FLAGS
from people import clock
from people.models import Patient
from tests.factories.first_visit import NUMBER_OF, ines_marlow
from tests.harness import measures

MOST_CLICKS = 110
SAVED = {"timeout": 20_000}

LINES = (
    "tl winter 2023, slipped on the kitchen stairs",
    "tl mar 2024 new job, heavier pots",
    "worse sitting 20 min, better leaning on cart",
    "worse lifting pots 5 kg, next morning",
    "rfa L4-5 2025, 70% relief for 9 mos, wore off",
    "sits 15 min",
    "stands 25 min",
)
BARRIERS = {"Getting there": "two buses, 70 minutes", "Money": "20 dollars a visit is too much"}
FLAG_KEYS = "n" * len(FLAGS)


@pytest.fixture
def ines(web, maple, dr_amara, nav_nia) -> Patient:
    return ines_marlow(maple, lead=dr_amara, navigator=nav_nia, at=clock.now())


# --- What a hand does.


def tab_to(page: Page, control: Locator, most: int = 14) -> None:
    """As a person goes on with the keyboard; far away is a fault of the page."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if control.evaluate("(control) => control === document.activeElement"):
            return
    raise AssertionError(f"{control} is more than {most} tabs away")


def put(page: Page, control: Locator, text: str) -> None:
    """A list is chosen from by its first letters; text is typed."""
    if control.evaluate("(control) => control.matches('select')"):
        page.keyboard.type(text)
    else:
        page.keyboard.insert_text(text)


def write(page: Page, place: Locator, answers: Mapping[str, str]) -> None:
    """One click into the first field, then Tab from field to field."""
    for number, (label, text) in enumerate(answers.items()):
        control = place.get_by_label(label).first
        if number:
            tab_to(page, control)
        else:
            control.click()
        put(page, control, text)
    page.keyboard.press("Tab")


def saved(page: Page) -> None:
    expect(page.locator("#saved")).to_have_attribute("data-state", "done", **SAVED)


# --- The hour, part by part.


def open_from_today(page: Page) -> None:
    page.get_by_role("button", name="Start the intake of").click()
    expect(page.get_by_role("heading", name="Three questions to begin with")).to_be_visible(**SAVED)


def story(page: Page) -> None:
    """Four quotes are kept by Enter; to one of them she adds a sentence."""
    page.get_by_label("What does a good day look like?").click()
    for _ in range(4):
        while not page.evaluate("document.activeElement.matches('#story [data-keep]')"):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    page.keyboard.press("End")
    page.keyboard.insert_text(" They hold it until May.")
    saved(page)


def where(page: Page) -> None:
    place = page.locator("#where")
    write(page, place, {"Where": "Left buttock to calf", "Side": "Left"})
    tab_to(page, place.get_by_role("button", name="Keep what"))
    page.keyboard.press("Enter")
    saved(page)


def capture(page: Page) -> None:
    page.keyboard.press("Control+/")
    for line in LINES:
        page.keyboard.insert_text(line)
        page.keyboard.press("Enter")
    expect(page.locator("#captured .newest")).to_contain_text("stands", **SAVED)
    expect(page.locator("#where").get_by_role("group", name="sitting")).to_be_visible(**SAVED)
    expect(page.locator("#stand").get_by_label("Stands", exact=False).first).to_have_value("25", **SAVED)


def body_map(page: Page) -> None:
    place = page.locator("#body-map")
    place.scroll_into_view_if_needed()
    expect(place.get_by_text("3 areas")).to_be_visible(**SAVED)
    mark(place, "Shoot", ["Left back of the knee", "Left heel and Achilles tendon", "Left sole"])
    mark(place, "Numb", ["Left ankle and top of the foot"])
    saved(page)
    place.get_by_role("link", name="Start").click()
    write(page, place, {"When was that?": "winter 2023"})
    mark(place, "Ache", ["Left low back", "Left buttock"])
    saved(page)
    expect(place.get_by_text("2 areas")).to_be_visible(**SAVED)


def mark(place: Locator, feels: str, names: list[str]) -> None:
    place.get_by_text(feels, exact=False).first.click()
    for name in names:
        place.locator(f'[data-n="{NUMBER_OF[name]}"]').click()


def clock_pattern(page: Page) -> None:
    page.get_by_text("When in the day it hurts").click()
    hours = page.locator(".clock-grid")
    for first, last in (("2 to 4 a.m.: strong", "4 to 6 a.m.: strong"),):
        hours.get_by_label(first).hover()
        page.mouse.down()
        hours.get_by_label(last).hover()
        page.mouse.up()
    write(page, page.locator("#where"), {"Stiff after getting up": "20 min"})
    expect(page.get_by_text("Strong 2 to 6 a.m.")).to_be_visible(**SAVED)


def function(page: Page) -> None:
    place = page.locator("#function")
    write(page, place, {"Walks": "10", "stopped by (walks)": "left calf"})
    write(page, place, {"average": "7", "enjoyment": "7", "general activity": "8"})
    place.locator("#odi [inputmode]").first.click()
    for score in "3233424311":
        page.keyboard.insert_text(score)
        page.keyboard.press("Tab")
    saved(page)
    expect(place).to_contain_text("PEG 7.3", **SAVED)


def sleep(page: Page) -> None:
    place = page.locator("#sleep-asked")
    for question, answer in (
        ("Snores", "No"),
        ("Hard to fall", "Yes"),
        ("Legs that", "No"),
        ("Does pain", "Yes"),
    ):
        place.get_by_role("group", name=question).get_by_label(answer, exact=True).click()
    saved(page)


def ledger(page: Page) -> None:
    """What the phone could not ask: how much it helped, and where."""
    row = page.locator("#tried .attempt", has_text="Epidural L4-5")
    row.locator("summary").first.click()
    row.get_by_text("More about it").click()
    write(page, row, {"Relief in percent": "30", "Where it helped": "sitting", "Where it did not": "stairs"})
    saved(page)


def health(page: Page) -> None:
    place = page.locator("#health")
    statements = {
        "Gabapentin 300 MG": "Only sometimes",
        "Naproxen 500 MG": "As prescribed",
        "Lisinopril 10 MG": "As",
    }
    for title, words in statements.items():
        group = place.get_by_role("group", name=title)
        group.get_by_label(words, exact=False).first.click()
    saved(page)
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Reconciled: record it").click()
    expect(page.locator("#reconciliation")).to_contain_text("on the list", **SAVED)
    facts = page.locator("#health-facts")
    for name in ("Alcohol", "Tobacco or nicotine", "Pregnant, or possibly", "Liver disease", "Blood thinner"):
        facts.get_by_role("button", name=f"No {name}").first.click()
        expect(facts.get_by_role("button", name=f"No {name}")).to_have_count(0, **SAVED)
    facts.get_by_role("button", name="Write Kidney").click()
    expect(facts.get_by_role("group", name="Kidney")).to_be_focused(**SAVED)
    number = facts.get_by_role("group", name="Kidney").get_by_label("Number")
    tab_to(page, number)
    page.keyboard.insert_text("88")
    page.keyboard.press("Tab")
    saved(page)


def life(page: Page) -> None:
    place = page.locator("#life")
    for kind, words in {
        "Getting there": "two buses, 70 minutes",
        "Money": "20 dollars a visit is too much",
    }.items():
        place.get_by_role("button", name=kind, exact=True).click()
        line = place.get_by_role("group", name=kind)
        expect(line).to_be_focused(**SAVED)
        tab_to(page, line.get_by_label("In their words"))
        page.keyboard.insert_text(words)
        tab_to(page, line.get_by_label("How hard"))
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
    saved(page)


def exam(page: Page) -> None:
    back = page.locator("#exam-back")
    back.locator("summary").click()
    left = back.get_by_role("radiogroup", name="Straight leg raise, left", exact=True)
    left.get_by_label("Their pain").click()
    tab_to(page, left.get_by_label("degrees"))
    page.keyboard.insert_text("40")
    page.keyboard.press("Tab")
    saved(page)
    back.get_by_role("button", name="All else normal").click()
    expect(back.get_by_role("button", name="All else normal")).to_have_count(0, **SAVED)
    nerves = page.locator("#exam-nerve-leg")
    nerves.locator("summary").click()
    for test in ("Light touch, heel (S1), left", "Pinprick, heel (S1), left"):
        nerves.get_by_role("radiogroup", name=test, exact=True).get_by_label("Less").click()
    saved(page)
    nerves.get_by_role("button", name="All else normal").click()
    expect(nerves.get_by_role("button", name="All else normal")).to_have_count(0, **SAVED)


def scan(page: Page) -> None:
    place = page.locator("#scans")
    place.get_by_role("button", name="Add a finding of a scan").click()
    finding = place.get_by_role("group", name="Finding 1")
    expect(finding).to_be_focused(**SAVED)
    tab_to(page, finding.get_by_label("What it found"))
    page.keyboard.insert_text("Disc bulge")
    tab_to(page, finding.get_by_label("Level"))
    page.keyboard.insert_text("L4-5")
    finding.get_by_label("Incidental").click()
    saved(page)


def red_flags(page: Page) -> None:
    page.locator("#flag-cauda_equina").get_by_label("No", exact=True).first.click()
    for key in FLAG_KEYS:
        page.keyboard.press(key)
    expect(page.locator("#chip-red-flags")).to_contain_text("9/9 asked, 0 yes", **SAVED)


def goals(page: Page) -> None:
    """The words came with the story; the numbers are agreed on now."""
    numbers = (("120", "minutes"), ("90", "minutes"), ("5", "nights a week"))
    for rank, (target, unit) in enumerate(numbers, start=1):
        card = page.locator(f"#goal-{rank}")
        number = card.get_by_label("Number")
        if rank == 1:
            number.click()
        else:
            tab_to(page, number)
        page.keyboard.insert_text(target)
        tab_to(page, card.get_by_label("Unit"))
        page.keyboard.insert_text(unit)
    page.keyboard.press("Tab")
    saved(page)


def kind_of_pain(page: Page) -> None:
    fold = page.locator("#kinds details")
    fold.get_by_text("What kind of pain: Left buttock to calf").click()
    answers = {"A lesion or disease": "Yes", "The pain lies where": "Yes", "Sensory signs in that": "Yes"}
    for words, answer in answers.items():
        fold.get_by_role("radiogroup", name=words).get_by_label(answer, exact=True).click()
    expect(fold.locator("[data-says]")).to_contain_text("Neuropathic, probable.", **SAVED)


def idea(page: Page) -> None:
    answers = {
        "What we think is going on": "Left S1 nerve root is irritated",
        "Suspected source": "Nerve root",
        "What speaks for it": "Straight leg raise at 40 degrees, heel numb",
        "What speaks against it": "The bulge is one level up",
        "What will test it": "Sits 30 minutes by the checkpoint",
    }
    write(page, page.locator("#idea"), answers)
    saved(page)


def read_back(page: Page) -> None:
    page.get_by_role("link", name="Read it back").click()
    expect(page.get_by_role("heading", name="read back")).to_be_visible(**SAVED)
    expect(page.get_by_role("article")).to_contain_text("kitchen stairs", **SAVED)
    write(page, page.locator("main"), {"What the person corrected": "It was the back stairs."})
    page.get_by_role("button", name="Read back with").click()
    expect(page.get_by_text("Last read back")).to_be_visible(**SAVED)


def sign(page: Page) -> None:
    expect(page.get_by_text("Nothing is missing.")).to_be_visible(**SAVED)
    page.get_by_role("button", name="Sign the intake").click()
    expect(page.get_by_text("Signed by Dr Amara Rao")).to_be_visible(**SAVED)


def summary(page: Page) -> None:
    page.get_by_role("link", name="Visit summary").click()
    page.get_by_role("button", name="Write it from the intake").click()
    check = (clock.now() + timedelta(days=28)).strftime("%m%d%Y")
    place = page.locator("main")
    write(page, place, {"What to do now": "Stand up after 15 minutes.\nWalk by the river each day."})
    tab_to(page, place.get_by_label("When we check"))
    page.keyboard.type(check)
    page.keyboard.press("Tab")
    saved(page)
    page.get_by_role("button", name="Approve these words").click()
    expect(page.get_by_text("Approved. The person sees it")).to_be_visible(**SAVED)


HOUR: tuple[Callable[[Page], None], ...] = (
    open_from_today, story, where, capture, body_map, clock_pattern, function, sleep, ledger, health, life,
    exam, scan, red_flags, goals, kind_of_pain, idea, read_back, sign, summary,
)  # fmt: skip

#: A word of each part, as the signed page holds it.
ON_THE_SIGNED_PAGE = (
    "I cook for two hours, then walk home by the river.",
    "They hold it until May.",
    "Left buttock to calf",
    "sitting",
    "Strong 2 to 6 a.m.",
    "Start",
    "10 minutes, stopped by left calf",
    "PEG",
    "ODI",
    "Cook a whole lunch",
    "Epidural L4-5",
    "30 percent relief",
    "rfa",
    "Snores",
    "two buses, 70 minutes",
    "Straight leg raise, left: their pain at 40",
    "Disc bulge, L4-5",
    "Incidental",
    "Left S1 nerve root is irritated",
    "Gabapentin",
    "Sulfa",
    "Read back with Ines",
)


@pytest.mark.timeout(300)
def test_a_whole_first_visit_takes_at_most_110_clicks_and_no_modal(page: Page, signed_in, dr_amara, ines):
    page.set_default_timeout(30_000)
    opened: list[str] = []
    page.on("dialog", lambda dialog: (opened.append(dialog.message), dialog.dismiss()))
    signed_in(page, dr_amara).goto("/")
    spent: dict[str, int] = {}
    for part in HOUR:
        before = measures.effort(page).clicks
        part(page)
        spent[part.__name__] = measures.effort(page).clicks - before
        assert page.locator("dialog[open], [aria-modal=true]").count() == 0, part.__name__
    assert opened == []
    assert sum(spent.values()) <= MOST_CLICKS, spent
    page.goto(ines.intakes.get().get_absolute_url())
    for words in ON_THE_SIGNED_PAGE:
        expect(page.locator("main")).to_contain_text(words)
    assert Intake.objects.get().is_signed
    assert VisitSummary.objects.get().is_approved
