"""An exam by keyboard, and ideas weighed: what a clinician does with hands and eyes in the room."""

import re

import pytest
from playwright.sync_api import Page, expect

from intake.models import ExamFinding, Hypothesis, MechanismReading
from tests.factories.intake import ExamFindingFactory, ImagingFindingFactory, TreatmentTriedFactory
from tests.harness import measures
from tests.harness.crawl import everywhere
from tests.harness.programs import wait_until
from tests.plugins.browser import PHONE

#: An exam of nerves, root tension and the sacroiliac joint, with six findings.
MOST_CLICKS = 20


@pytest.fixture
def intake(intake):
    intake.problems.update(where="Left buttock to calf", since="winter 2023", worse_with="sitting 20 min")
    intake.hypotheses.update(statement="Disc at L4-5 presses the root", is_working=True)
    ImagingFindingFactory(intake=intake, relevance="incidental", study_words="MRI lumbar spine")
    TreatmentTriedFactory(intake=intake, what="Epidural", region_level="L5-S1", relief_percent=30)
    return intake


def fold(page: Page, group: str):
    return page.locator(f"#exam-{group}")


def test_an_exam_by_keyboard_and_by_few_clicks(page, signed_in, dr_amara, intake, shot):
    signed_in(page, dr_amara).goto(f"/patients/{intake.patient_id}/intake/")
    opened = fold(page, "back")
    opened.locator("summary").focus()
    page.keyboard.press("Enter")
    left = opened.get_by_role("radiogroup", name="Straight leg raise, left", exact=True)
    left.get_by_label("Not asked").focus()
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("40")
    expect(page.locator("#exam-summary")).to_contain_text("Straight leg raise, left: their pain at 40°")
    assert measures.effort(page).clicks == 0
    opened.get_by_role("button", name="All else normal").click()
    expect(opened.get_by_role("button", name="All else normal")).to_have_count(0)
    nerves = fold(page, "nerve-leg")
    nerves.locator("summary").click()
    nerves.get_by_role("button", name="All else normal").click()
    expect(nerves.get_by_role("button", name="All else normal")).to_have_count(0)
    for test in ("Light touch, top of foot (L5), left", "Pinprick, top of foot (L5), left"):
        nerves.get_by_role("radiogroup", name=test, exact=True).get_by_label("Less").check()
    nerves.locator("#test-power-l5 select").first.select_option("4")
    wait_until(lambda: ExamFinding.objects.filter(result="positive").count() == 4, "four findings are kept")
    assert ExamFinding.objects.filter(result="negative").count() == 42
    assert measures.effort(page).clicks <= MOST_CLICKS
    shot(page, "exam-open")
    assert everywhere(page) == []


def test_kind_of_pain_and_idea_are_decided_where_their_evidence_stands(
    page, new_screen, signed_in, dr_amara, intake, shot
):
    ExamFindingFactory(intake=intake, test="touch-l5", answer="less")
    signed_in(page, dr_amara).goto(f"/patients/{intake.patient_id}/ideas/")
    expect(page.get_by_text("marked incidental: Disc bulge")).to_be_visible()
    for words in ("A lesion or disease", "The pain lies where", "Sensory signs in that same area"):
        page.get_by_role("radiogroup", name=words).get_by_label("Yes").check()
    expect(page.locator("#mechanisms [data-says]")).to_contain_text("Neuropathic, probable.")
    wait_until(lambda: MechanismReading.objects.filter(kind="neuropathic").exists(), "the reading is kept")
    page.get_by_text("Weigh what was found").click()
    page.get_by_role("button", name=re.compile("^For.*Light touch")).click()
    expect(page.locator("#board dd").first).to_contain_text("Light touch")
    assert everywhere(page) == []
    shot(page, "ideas")
    page.get_by_role("link", name="Decide").click()
    page.get_by_label("It is").select_option("challenged")
    page.get_by_label("Why").fill("The bulge is incidental")
    assert everywhere(page) == []
    page.get_by_role("button", name="Decide").click()
    expect(page.locator("#board")).to_contain_text("The bulge is incidental")
    assert Hypothesis.objects.get().status == "challenged"
    page.goto(f"/patients/{intake.patient_id}/test-requests/new/")
    assert everywhere(page) == []
    phone = signed_in(new_screen(PHONE | {"color_scheme": "dark"}), dr_amara)
    phone.goto(f"/patients/{intake.patient_id}/ideas/")
    shot(phone, "ideas-phone-dark")
    phone.goto(f"/intakes/{intake.pk}/exam/nerve-leg/")
    shot(phone, "exam-phone-dark")
    assert everywhere(phone) == []
