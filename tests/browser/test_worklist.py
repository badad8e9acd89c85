"""The worklist under the hand: two clicks, Enter and Enter, undo, weight, axe, and a phone's width."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from followup.models import ContactAttempt
from followup.rules.words import ReminderState
from outcomes.models import CheckInEpisode, Pulse
from outcomes.rules.words import DayMark
from people.models import Patient
from tests.factories.followup import AskFactory, ReminderFactory, TaskFactory
from tests.factories.people import PatientFactory
from tests.factories.plans import CheckpointFactory, PlanFactory
from tests.harness import measures

#: This machine has no telephone, and a browser without one waits for ever for somebody to choose it.
NO_TELEPHONE = """
window.addEventListener("click", (event) => {
  if (event.target.closest("a[href^='tel:']")) event.preventDefault();
});
"""


@pytest.fixture
def now():
    return timezone.now()


def person(clinic, family: str, given: str, phone: str) -> Patient:
    return PatientFactory(clinic=clinic, family_name=family, given_name=given, phone=phone)


@pytest.fixture
def people(maple, nav_nia, dr_amara, now):
    """One of each reason, the gravest first."""
    today = maple.today(now)
    okafor = person(maple, "Okafor", "Daniel", "555-0142")
    plan = PlanFactory(patient=okafor, signed=True, created_by=dr_amara)
    CheckpointFactory(
        plan=plan,
        question="Does sitting 60 min hold with no flare?",
        due_on=today - timedelta(days=14),
        opens_on=today - timedelta(days=17),
        late_on=today - timedelta(days=7),
    )
    quiet(person(maple, "Marsh", "Ana", "555-0143"), today, now, days=9)
    diaz = person(maple, "Diaz", "Rosa", "555-0144")
    AskFactory(patient=diaz, opens_at=now - timedelta(days=12), due_on=today - timedelta(days=9))
    chen = person(maple, "Chen", "Wei", "555-0145")
    maybe = AskFactory(patient=chen, due_on=today + timedelta(days=2), closes_at=now + timedelta(days=9))
    ReminderFactory(patient=chen, ask=maybe, state=ReminderState.UNCERTAIN, due_at=now - timedelta(days=1))
    TaskFactory(patient=person(maple, "Novak", "Iva", ""), due_at=now, sentence="Asked to be called back.")
    return [okafor, *Patient.objects.filter(family_name__in=["Marsh", "Diaz", "Chen", "Novak"])]


def quiet(patient, today, now, *, days: int) -> None:
    CheckInEpisode.objects.create(
        clinic=patient.clinic,
        patient=patient,
        starts_on=today - timedelta(days=30),
        ends_on=today + timedelta(days=12),
        created_at=now,
    )
    Pulse.objects.create(
        patient=patient,
        clinic=patient.clinic,
        last_day=today - timedelta(days=days),
        last_mark=DayMark.HARD,
        usual_gap_days="1.0",
        updated_at=now,
    )


@pytest.fixture
def nurse(page: Page, signed_in, nav_nia, people) -> Page:
    page.add_init_script(NO_TELEPHONE)
    signed_in(page, nav_nia).goto("/worklist/")
    return page


def rows(page: Page) -> list[str]:
    return page.locator("li.call h3").all_inner_texts()


def test_a_call_is_logged_in_two_clicks_and_the_next_row_waits(nurse: Page):
    assert rows(nurse)[:2] == ["Okafor, Daniel", "Marsh, Ana"]
    nurse.get_by_role("link", name="Call 555-0142").click()
    nurse.get_by_role("button", name="Spoke, all well").click()
    expect(nurse.locator(".called")).to_contain_text("Okafor, Daniel: Spoke, all well.")
    expect(nurse.get_by_role("link", name="Call 555-0143")).to_be_focused()
    assert measures.effort(nurse).clicks == 2
    assert ContactAttempt.objects.get().result == "spoke_well"
    nurse.reload()
    assert "Okafor, Daniel" not in rows(nurse)


def test_by_keyboard_it_is_enter_enter(nurse: Page):
    nurse.get_by_role("link", name="Call 555-0142").focus()
    measures.forget_effort(nurse)
    nurse.keyboard.press("Enter")
    expect(nurse.get_by_role("button", name="Spoke, all well")).to_be_focused()
    nurse.keyboard.press("Enter")
    expect(nurse.get_by_role("link", name="Call 555-0143")).to_be_focused()
    assert measures.effort(nurse) == measures.Effort(clicks=0, keys=2)
    nurse.keyboard.press("Enter")
    nurse.keyboard.press("Enter")
    expect(nurse.locator(".called")).to_have_count(2)


def test_undo_restores_the_row_its_place_and_the_focus(nurse: Page):
    before = rows(nurse)
    nurse.get_by_role("link", name="Call 555-0143").click()
    nurse.get_by_role("button", name="tomorrow").click()
    expect(nurse.locator(".called")).to_contain_text("Again tomorrow")
    nurse.get_by_role("button", name="Undo the call with Marsh, Ana").click()
    expect(nurse.get_by_role("link", name="Call 555-0143")).to_be_focused()
    assert rows(nurse) == before


def test_an_uncertain_message_is_sent_again_from_its_row(nurse: Page):
    nurse.get_by_role("button", name="Send again").click()
    expect(nurse.get_by_text("It goes out again in a moment")).to_be_focused()


def test_somebody_without_a_number_can_be_logged_too(nurse: Page):
    row = nurse.locator("li.call", has_text="Novak, Iva")
    expect(row).to_contain_text("No phone number.")
    row.get_by_text("Log the call").click()
    row.get_by_role("button", name="already seen").click()
    expect(nurse.locator(".called")).to_contain_text("already seen")


def test_a_queue_is_a_link_with_its_number(nurse: Page):
    nurse.get_by_role("link", name="Silent 1").click()
    assert rows(nurse) == ["Marsh, Ana"]
    assert "queue=silent" in nurse.url


def test_without_scripts_a_call_can_be_logged(browser, web, signed_in, nav_nia, people):
    context = browser.new_context(base_url=web.url, java_script_enabled=False)
    page = signed_in(context.new_page(), nav_nia)
    page.goto("/worklist/")
    row = page.locator("li.call", has_text="Okafor")
    row.locator("summary").click()
    row.get_by_role("button", name="Left message").click()
    page.wait_for_url("**/worklist/")
    assert "Okafor, Daniel" not in rows(page)
    context.close()


def test_fifty_rows_cold_weigh_at_most_64_kb(page: Page, signed_in, nav_nia, maple, now):
    for n in range(50):
        patient = person(maple, f"Person{n:02d}", "Kim", f"555-{n:04d}")
        AskFactory(patient=patient, due_on=maple.today(now) - timedelta(days=n % 9))
    weight = measures.Weight(signed_in(page, nav_nia))
    page.goto("/worklist/")
    assert page.locator("li.call").count() == 50
    assert weight.total() <= 64 * 1024


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1366, 683, 320])
def test_axe_finds_nothing_open_or_folded(nurse: Page, axe, shot, scheme, width):
    nurse.emulate_media(color_scheme=scheme)
    nurse.set_viewport_size({"width": width, "height": 768})
    nurse.locator("li.call details").first.locator("summary").click()
    assert axe(nurse, sizes=width < 400) == []
    assert measures.sticking_out(nurse) == []
    shot(nurse, f"worklist-{width}-{scheme}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ["/tasks/", "/patients/{}/contact-history/"])
def test_tasks_and_history_are_as_clean(nurse: Page, axe, shot, people, scheme, address):
    nurse.get_by_role("link", name="Call 555-0142").click()
    nurse.get_by_role("button", name="Spoke, all well").click()
    expect(nurse.locator(".called")).to_have_count(1)
    nurse.emulate_media(color_scheme=scheme)
    for width in (1366, 360):
        nurse.set_viewport_size({"width": width, "height": 768})
        nurse.goto(address.format(people[0].pk))
        assert axe(nurse, sizes=width < 400) == []
        assert measures.sticking_out(nurse) == []
        shot(nurse, f"{address.strip('/').split('/')[-1]}-{width}-{scheme}")


def test_an_answer_that_does_not_arrive_can_be_given_again(nurse: Page):
    nurse.route("**/calls/", lambda route: route.abort())
    nurse.get_by_role("link", name="Call 555-0142").click()
    nurse.get_by_role("button", name="Left message").click()
    expect(nurse.locator(".toast.error")).to_contain_text("It could not be saved.")
    nurse.unroute("**/calls/")
    nurse.get_by_role("button", name="Left message").click()
    expect(nurse.locator(".called")).to_contain_text("Left message")
