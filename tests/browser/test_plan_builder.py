"""Building, tailoring and signing a plan, by hand and by keyboard (A3)."""

import pytest

from people.clock import now
from plans.models import Checkpoint, Plan
from tests.factories.plans import chart_story, drafted
from tests.harness import measures

UNTOUCHED_CLICKS = 8
TAILORED_CLICKS = 25


@pytest.fixture
def story(pia_record, dr_amara):
    return chart_story(pia_record, dr_amara, at=now())


@pytest.fixture
def desk(page, signed_in, dr_amara):
    return signed_in(page, dr_amara)


def saved(page):
    page.locator('#saved[data-state="done"]').wait_for()


def test_an_untouched_plan_is_signed_in_few_clicks(desk, story, pia_record, axe, shot):
    desk.goto(f"/patients/{pia_record.pk}/plan/")
    shot(desk, "plan-new")
    assert axe(desk) == []
    desk.get_by_role("button", name="Start from this: Lumbar").click()
    desk.get_by_role("button", name="Sign plan").wait_for()
    shot(desk, "plan-builder")
    assert axe(desk) == []
    desk.get_by_role("button", name="Sign plan").click()
    desk.get_by_text("Its clocks have started.").wait_for()
    assert Plan.objects.get().is_signed
    assert measures.effort(desk).clicks <= UNTOUCHED_CLICKS


def test_a_plan_is_tailored_and_the_patients_page_follows(desk, story, pia_record, dr_amara):
    desk.goto(f"/patients/{pia_record.pk}/plan/")
    desk.get_by_role("button", name="Start from this: Lumbar").click()
    removed = desk.get_by_role("button", name="Remove Transforaminal")
    removed.click()
    removed.wait_for(state="detached")
    desk.get_by_text("Edit this checkpoint").first.click()
    desk.get_by_label("The number to reach").first.fill("45")
    desk.get_by_label("Movement", exact=True).fill("Walk to the gate, 3 times a day.")
    sheet = desk.locator("#live .sheet")
    sheet.get_by_text("Walk to the gate, 3 times a day.").wait_for()
    sheet.get_by_text("Can I sit for 45 minutes with no flare?").wait_for()
    desk.locator(".point").first.get_by_text("Can Pia sit for 45 minutes with no flare?").wait_for()
    desk.get_by_label("Movement", exact=True).fill("Never bend. Walk to the gate.")
    desk.locator("#live").get_by_text("“never” → “start small, build up”").wait_for()
    desk.get_by_label("Movement", exact=True).fill("Walk to the gate.")
    # Signed at once: the last words typed are in the plan all the same.
    desk.get_by_role("button", name="Sign plan").click()
    desk.get_by_text("Its clocks have started.").wait_for()
    plan = Plan.objects.get()
    assert (plan.is_signed, plan.movement, plan.steps.count()) == (True, "Walk to the gate.", 4)
    assert Checkpoint.objects.waiting().get().question == "Can Pia sit for 45 minutes with no flare?"
    assert measures.effort(desk).clicks <= TAILORED_CLICKS


def test_what_is_missing_leads_to_its_field(desk, story, pia_record, dr_amara):
    desk.goto(f"/patients/{pia_record.pk}/plan/")
    desk.get_by_role("button", name="Start from this: Lumbar").click()
    desk.get_by_text("Edit this checkpoint").first.click()
    desk.get_by_label("If no", exact=True).first.fill("")
    saved(desk)
    missing = desk.get_by_role("link", name="Write what happens if the answer is no.")
    missing.wait_for()
    assert desk.get_by_role("button", name="Sign plan").is_disabled()
    desk.get_by_text("Edit this checkpoint").first.click()
    missing.click()
    assert desk.evaluate("document.activeElement.dataset.field") == "no_branch"
    desk.keyboard.type("Test the hip.")
    desk.get_by_text("flare script are there").wait_for()


def test_a_plan_is_not_signed_while_somebody_writes_on(desk, story, pia_record):
    held = []
    desk.goto(f"/patients/{pia_record.pk}/plan/")
    desk.get_by_role("button", name="Start from this: Lumbar").click()
    movement = desk.get_by_label("Movement", exact=True)
    desk.route("**/api/drafts/**", lambda route: route.continue_() if held else held.append(route))
    movement.fill("Walk to")
    desk.get_by_role("button", name="Sign plan").click()
    movement.press_sequentially(" the gate")
    held[0].continue_()
    saved(desk)
    desk.locator(".htmx-request").wait_for(state="detached")
    plan = Plan.objects.get()
    assert (plan.is_signed, plan.movement) == (False, "Walk to the gate")
    desk.get_by_role("button", name="Sign plan").click()
    desk.get_by_text("Its clocks have started.").wait_for()


def test_a_plan_is_built_and_signed_by_keyboard_alone(desk, story, pia_record):
    desk.goto(f"/patients/{pia_record.pk}/plan/")
    desk.get_by_role("button", name="Start from this: Lumbar").focus()
    desk.keyboard.press("Enter")
    desk.get_by_label("Sleep", exact=True).focus()
    desk.keyboard.press("Control+A")
    desk.keyboard.type("Up at 7 each day.")
    saved(desk)
    desk.get_by_role("button", name="Move Sit and glide up").focus()
    desk.keyboard.press("Enter")
    desk.locator("#steps li").nth(1).get_by_text("Sit and glide", exact=True).first.wait_for()
    assert desk.evaluate("document.activeElement !== document.body")
    desk.get_by_role("button", name="Sign plan").focus()
    desk.keyboard.press("Enter")
    desk.get_by_text("Its clocks have started.").wait_for()
    assert Plan.objects.get().sleep == "Up at 7 each day."
    assert measures.effort(desk).clicks == 0


@pytest.mark.parametrize(("width", "scheme"), [(1366, "light"), (683, "dark"), (360, "light"), (320, "dark")])
def test_the_builder_reflows_and_breaks_no_rule(desk, pia_record, dr_amara, axe, shot, scheme, width):
    plan = drafted(pia_record, dr_amara, at=now())
    desk.emulate_media(color_scheme=scheme)
    desk.set_viewport_size({"width": width, "height": 740})
    desk.goto(f"/plans/{plan.pk}/edit/")
    for fold in desk.locator("details:not(.me) > summary").all():
        fold.click()
    shot(desk, f"plan-builder-{width}-{scheme}")
    assert measures.sticking_out(desk) == []
    assert axe(desk, sizes=width < 400) == []
