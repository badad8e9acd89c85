"""The signed plan, its checkpoint and the patient's printed page (A4, A9)."""

from datetime import timedelta
from io import BytesIO

import pdfplumber
import pytest

from people.clock import now
from plans.models import Checkpoint
from tests.factories.plans import signed
from tests.harness import measures

MOST_CLICKS = 4
SMALLEST_POINTS = 12.5
CONTROLS = (
    "Not delivered",
    "Delivered",
    "Entered in error",
    "Undo signing",
    "Close this plan",
    "For the team",
)


@pytest.fixture
def plan(pia_record, dr_amara):
    return signed(pia_record, dr_amara, at=now() - timedelta(days=21))


@pytest.fixture
def point(plan):
    return Checkpoint.objects.waiting().get()


@pytest.fixture
def desk(page, signed_in, dr_amara):
    return signed_in(page, dr_amara)


def decided(page):
    page.get_by_text("Decided", exact=False).first.wait_for()
    return Checkpoint.objects.order_by("decided_at").first().decision


def test_confirmed(desk, plan, pia_record, point):
    desk.goto(f"/patients/{pia_record.pk}/plan/")
    desk.get_by_role("link", name=point.question).first.click()
    desk.get_by_role("radio", name="Confirmed").check()
    desk.get_by_role("button", name="Decide").click()
    assert decided(desk) == "confirmed"
    assert measures.effort(desk).clicks <= MOST_CLICKS


def test_challenged(desk, point):
    desk.goto(f"/checkpoints/{point.pk}/")
    desk.get_by_text("Challenged", exact=True).click()
    desk.get_by_label("The new idea").fill("Left hip joint")
    desk.get_by_label("What you saw").fill("Hip turns hurt most.")
    desk.get_by_role("button", name="Decide").click()
    assert decided(desk) == "challenged"
    assert measures.effort(desk).clicks <= MOST_CLICKS


def test_cannot_tell_yet(desk, point):
    desk.goto(f"/checkpoints/{point.pk}/")
    assert desk.get_by_label("Why it cannot be told yet").is_hidden()
    desk.get_by_text("Cannot tell yet", exact=True).click()
    desk.get_by_label("Why it cannot be told yet").select_option("life_event")
    desk.get_by_role("button", name="Decide").click()
    assert decided(desk) == "cannot_tell"
    assert Checkpoint.objects.waiting().get().previous == point
    assert measures.effort(desk).clicks <= MOST_CLICKS


def test_it_is_decided_by_keyboard_in_six_keys(desk, point):
    desk.goto(f"/checkpoints/{point.pk}/")
    desk.get_by_role("radio", name="Confirmed").focus()
    for key in ["Space", "Tab", "Tab", "Enter"]:
        desk.keyboard.press(key)
    assert decided(desk) == "confirmed"
    assert measures.effort(desk).keys <= 6
    assert measures.effort(desk).clicks == 0


@pytest.mark.parametrize(
    ("width", "scheme"), [(1366, "light"), (1366, "dark"), (360, "light"), (320, "dark")]
)
def test_pages_reflow_and_break_no_rule(desk, plan, point, pia_record, axe, shot, scheme, width):
    desk.emulate_media(color_scheme=scheme)
    desk.set_viewport_size({"width": width, "height": 768 if width == 1366 else 740})
    pages = {
        "signed": f"/patients/{pia_record.pk}/plan/",
        "checkpoint": f"/checkpoints/{point.pk}/",
        "sheet": f"/patients/{pia_record.pk}/plan/sheet/",
        "choose": f"/patients/{pia_record.pk}/plan/choose/",
    }
    for name, address in pages.items():
        desk.goto(address)
        shot(desk, f"plan-{name}-{width}-{scheme}")
        assert measures.sticking_out(desk) == [], name
        assert axe(desk, sizes=width < 400) == [], name


def test_the_checkpoint_fits_one_screen(desk, point):
    desk.goto(f"/checkpoints/{point.pk}/")
    assert not measures.scrolls_down(desk)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_patients_page_prints_on_one_page_with_help_on_it(desk, plan, pia_record, paper):
    desk.goto(f"/patients/{pia_record.pk}/plan/sheet/")
    printed = desk.pdf(format=paper)
    with pdfplumber.open(BytesIO(printed)) as document:
        assert len(document.pages) == 1
        words = document.pages[0].extract_text()
        smallest = min(char["size"] for char in document.pages[0].chars)
    assert words.index("Get help now if") < words.index("What we think is going on")
    assert "What I said I will do first" in words
    assert "Storyboard" not in words
    assert smallest >= SMALLEST_POINTS - 0.01
    assert len(printed) <= 60 * 1024


def test_the_signed_plan_prints_on_one_page_without_its_controls(desk, plan, pia_record):
    desk.goto(f"/patients/{pia_record.pk}/plan/")
    with pdfplumber.open(BytesIO(desk.pdf(format="A4"))) as document:
        assert len(document.pages) == 1
        words = document.pages[0].extract_text()
    assert "Every day, and in a flare" in words
    assert [control for control in CONTROLS if control in words] == []
    desk.emulate_media(media="print")
    assert desk.locator("main").locator("input:visible, select:visible, summary:visible").count() == 0
