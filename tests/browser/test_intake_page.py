"""The intake page: a whole conversation with the keyboard, its weight, its shapes, and what axe says."""

import pytest
from playwright.sync_api import expect

from intake.models import Intake
from outcomes.models import Goal
from outcomes.rules.red_flag_data import FLAGS
from tests.factories.intake import AllergyFactory, MedicationFactory
from tests.harness import measures
from tests.harness.programs import wait_until
from tests.plugins.browser import DESKTOP, PHONE

STORY = {
    "What does a good day look like?": "Walks the dog, sits through dinner",
    "How often does one happen?": "Two days a week",
    "What have you tried, and how did each end?": "Gabapentin, foggy. Eight visits of therapy.",
    "What feels most urgent to you?": "To sit a full shift",
}
CARDS = {
    "walk": {"Walks": "6"},
    "sit": {"Sits without stopping": "8"},
    "peg": {"average": "6", "enjoyment": "7", "general activity": "8"},
    "goal-1": {"In their own words": "Sit a full shift", "Number": "60", "Unit": "minutes"},
}
IDEA = {
    "What we think is going on": "Left L5 nerve root is irritated",
    "What speaks for it": "Straight leg raise at 40 degrees",
    "What will test it": "Sits 30 minutes by the checkpoint",
}
SCREENS = {
    "light": DESKTOP,
    "dark": DESKTOP | {"color_scheme": "dark"},
    "zoomed": {"viewport": {"width": 683, "height": 384}},
    "phone": PHONE,
    "phone-dark": PHONE | {"color_scheme": "dark"},
    "narrow": {"viewport": {"width": 320, "height": 568}},
}


@pytest.fixture
def intake(intake, pia_record):
    AllergyFactory(patient=pia_record, title="Sulfa", reaction="rash")
    MedicationFactory(patient=pia_record)
    return intake


@pytest.fixture
def charted(intake):
    """With words in it, a danger sign that was answered yes, and a card that is not whole."""
    intake.problems.update(where="Left buttock to calf", side="left", since="winter 2023")
    intake.hypotheses.update(statement="Left L5 nerve root is irritated", is_working=True)
    Intake.objects.update(
        good_day="Walks the dog", unfinished={"goal-2": {"typed": {"words": "Sleep"}, "sentence": "Kept."}}
    )
    return intake


def visit(page, intake):
    page.goto(f"/patients/{intake.patient_id}/intake/")
    return page


def test_a_visit_is_light(page, signed_in, dr_amara, charted):
    """All that a first visit fetches, and what of it is fetched at every visit (docs/adr/0026)."""
    weight = measures.Weight(page)
    visit(signed_in(page, dr_amara), charted)
    assert weight.total() <= 104 * 1024
    assert sum(measures.weigh(one) for one in weight.responses if "/static/" not in one.url) <= 24 * 1024


def test_control_enter_reads_back_and_never_signs(page, signed_in, dr_amara, charted):
    visit(signed_in(page, dr_amara), charted)
    page.locator("#where").get_by_label("Where", exact=True).press_sequentially(" and foot")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/read-back/")


@pytest.mark.parametrize("device", SCREENS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    new_screen, signed_in, dr_amara, charted, axe, shot, device
):
    page = visit(signed_in(new_screen(SCREENS[device]), dr_amara), charted)
    page.locator("#flag-weakness [name=answer][value=yes]").check()
    expect(page.locator("#flag-weakness").get_by_role("alert")).to_be_visible()
    expect(page.locator("#chip-red-flags")).to_contain_text("1 yes")
    shot(page, f"intake-{device}")
    assert axe(page) == []
    assert measures.sticking_out(page) == []


def test_a_conflict_passes_axe(page, signed_in, dr_amara, intake, axe, shot):
    visit(signed_in(page, dr_amara), intake)
    Intake.objects.update(good_day="Gardens", revisions={"good_day": 1})
    page.get_by_label("What does a good day look like?").type("Sits")
    expect(page.get_by_role("group", name="Two versions")).to_be_visible()
    shot(page, "intake-conflict")
    assert axe(page) == []


def test_a_whole_conversation_is_charted_and_signed_without_a_pointer(
    page, signed_in, dr_amara, intake, axe, shot
):
    visit(signed_in(page, dr_amara), intake)
    fill(page, "#story", STORY)
    fill(page, "#where", {"Where": "Left buttock to calf", "Since": "winter 2023"})
    for slot, answers in CARDS.items():
        fill(page, f"#{slot}", answers)
    fill(page, "#idea", IDEA)
    for flag in FLAGS:
        page.locator(f"#flag-{flag.key} [name=answer][value=no]").press("Space")
    expect(page.get_by_text("Nothing is missing.")).to_be_visible()
    page.get_by_role("button", name="Sign the intake").press("Enter")
    expect(page.get_by_text("Signed by Dr Amara Rao")).to_be_visible()
    shot(page, "intake-signed")
    assert axe(page) == []
    assert measures.effort(page).clicks == 0
    signed = Intake.objects.get()
    assert signed.is_signed
    assert signed.most_urgent == STORY["What feels most urgent to you?"]


def fill(page, place, answers):
    """Focus, type, and Tab on, as a person at a keyboard does."""
    for label, text in answers.items():
        control = page.locator(place).get_by_label(label, exact=place == "#where").first
        control.focus()
        page.keyboard.type(text)
        page.keyboard.press("Tab")


def test_tab_reaches_every_control_in_the_order_of_the_page(page, signed_in, dr_amara, intake):
    visit(signed_in(page, dr_amara), intake)
    page.locator("#story textarea").first.focus()
    seen = [page.evaluate("document.activeElement.name")]
    for _ in range(9):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.name || document.activeElement.textContent.trim()"))
    assert seen[:4] == ["good_day", "good_day_frequency", "tried_before", "most_urgent"]
    assert seen[4].startswith("Read it back")
    assert seen[5:9] == ["where", "side", "since", "Add what makes it worse or better"]


def test_signing_waits_for_the_last_word(page, signed_in, dr_amara, intake):
    visit(signed_in(page, dr_amara), intake)
    page.get_by_label("What we think is going on").type("Left L5 root")
    page.get_by_role("button", name="Sign the intake").click()
    expect(page.get_by_role("alert").first).to_contain_text("9 red-flag questions")
    expect(page.get_by_label("What we think is going on")).to_have_value("Left L5 root")


def test_two_people_in_one_card_see_both_versions(new_screen, signed_in, dr_amara, nav_nia, intake):
    amara, nia = new_screen(), new_screen()
    for screen, who in ((amara, dr_amara), (nia, nav_nia)):
        visit(signed_in(screen, who), intake)
    words = "In their own words"
    nia.locator("#goal-1").get_by_label(words).type("Walk the dog")
    expect(nia.locator("#goal-1").get_by_text("Kept as typed")).to_be_visible()
    amara.locator("#goal-1").get_by_label(words).type("Sit through dinner")
    expect(amara.locator("#goal-1")).to_contain_text("Walk the dog")
    amara.get_by_role("button", name="Keep theirs").click()
    expect(amara.locator("#goal-1").get_by_label(words)).to_have_value("Walk the dog")
    amara.locator("#goal-1").get_by_label("Number").type("20")
    amara.locator("#goal-1").get_by_label("Unit").type("minutes")
    wait_until(Goal.objects.exists, "the goal is recorded")
    assert Intake.objects.get().unfinished == {}


def test_without_javascript_every_part_has_its_button(browser, web, signed_in, dr_amara, intake):
    context = browser.new_context(base_url=web.url, java_script_enabled=False)
    page = visit(signed_in(context.new_page(), dr_amara), intake)
    page.get_by_label("What feels most urgent to you?").fill("Sleep")
    page.locator("#story").get_by_role("button", name="Save").click()
    expect(page.get_by_label("What feels most urgent to you?")).to_have_value("Sleep")
    page.locator("#sit").get_by_label("Sits without stopping", exact=True).fill("8")
    page.locator("#sit").get_by_role("button", name="Save").click()
    expect(page.locator("#sit").get_by_label("Sits without stopping", exact=True)).to_have_value("8")
    context.close()
