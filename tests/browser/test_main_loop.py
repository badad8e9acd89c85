"""The main loop on the running clinic, from a referral packet to a decided checkpoint."""

import re

import pytest
from playwright.sync_api import Page, expect

from followup.models import ContactAttempt, Reminder
from outcomes.rules.red_flag_data import FLAGS
from paincare.demo.courses.okafor import OKAFOR
from paincare.demo.packets import packet
from people.clock import now
from people.models import Patient
from plans.models import Checkpoint, Plan
from tests.browser.test_stack import where_it_is_noon
from tests.harness import measures
from tests.harness.passing import days_pass
from tests.plugins.browser import PHONE

pytestmark = pytest.mark.timeout(300)

MAIL = OKAFOR.person.email

#: What the physician types, by part of the page and label.
CONVERSATION = {
    "#story": {
        "What does a good day look like?": "I drive the whole route, then walk the dog.",
        "What feels most urgent to you?": "Keeping my route.",
    },
    "#where": {
        "Where": "Left buttock to calf",
        "Since": "since last winter",
    },
    "#sit": {"Sits without stopping": "8"},
    "#walk": {"Walks": "6"},
    "#sleep": {"Sleeps": "5"},
    "#peg": {"pain on average": "8", "enjoyment of life": "8", "general activity": "8"},
    "#goal-1": {"In their own words": "Sit a full shift", "Number": "60", "Unit": "minutes", "Now": "8"},
    "#idea": {
        "What we think is going on": "Left L5 nerve root is irritated",
        "What speaks for it": "Straight leg raise positive",
        "What will test it": "Does sitting reach 60 minutes?",
    },
}


@pytest.fixture
def desk(new_screen, signed_in, desk_cleo) -> Page:
    return signed_in(new_screen(), desk_cleo)


@pytest.fixture
def amara(new_screen, signed_in, dr_amara) -> Page:
    return signed_in(new_screen(), dr_amara)


@pytest.fixture
def nia(new_screen, signed_in, nav_nia) -> Page:
    return signed_in(new_screen(), nav_nia)


def dan() -> Patient:
    return Patient.objects.get(family_name="Okafor")


def test_from_a_packet_to_a_decided_checkpoint(stack, desk, amara, nia, new_screen, signed_in, maple):
    _the_front_desk_imports_a_packet(stack, desk, maple)
    _and_adds_what_the_packet_did_not_say(desk)
    _the_physician_charts_the_first_conversation(amara)
    _and_signs_a_plan(amara)
    phone = signed_in(new_screen(PHONE), dan().user)
    _the_patient_logs_a_day_in_two_taps(phone)
    days_pass(dan(), 15)
    _a_message_brings_the_question(stack, new_screen(PHONE))
    days_pass(dan(), 15)
    _the_navigator_calls(nia)
    _the_physician_decides_and_the_plan_moves_on(amara)
    _everybody_who_looked_is_listed(amara)


def _the_front_desk_imports_a_packet(stack, desk: Page, maple) -> None:
    desk.goto("/referrals/")
    content = packet(OKAFOR, today=maple.today(now()))
    desk.locator("input[type=file]").set_input_files(
        {"name": "okafor.json", "mimeType": "application/fhir+json", "buffer": content}
    )
    desk.get_by_role("button", name="Import").click()
    stack.wait_until(lambda: Patient.objects.filter(family_name="Okafor").exists(), "the packet is imported")
    desk.goto("/referrals/")
    desk.get_by_role("link", name="okafor.json").click()
    expect(desk.get_by_text("Not a pain score")).to_be_visible()
    expect(desk.get_by_text("Lumbar radiculopathy")).to_have_count(0)  # No clinical text for the front desk.
    desk.get_by_role("link", name="Okafor, Daniel").click()


def _and_adds_what_the_packet_did_not_say(desk: Page) -> None:
    desk.get_by_label("Goes by").fill("Dan")
    desk.get_by_label("Time zone").select_option(where_it_is_noon())
    desk.get_by_role("button", name="Save contact data").click()
    desk.get_by_label("Yes").check()
    desk.get_by_role("button", name="Note what they said").click()
    desk.get_by_label("Who joins").select_option(label="Dr Amara Rao")
    desk.get_by_label("As the new lead").check()
    desk.get_by_role("button", name="Add to the team").click()
    desk.get_by_label("Who joins").select_option(label="Nia Silva")
    desk.get_by_role("button", name="Add to the team").click()
    desk.get_by_role("button", name="Let Dan sign in").click()
    expect(desk.get_by_text(f"signs in with {MAIL}")).to_be_visible()


def _the_physician_charts_the_first_conversation(amara: Page) -> None:
    amara.goto("/")
    amara.keyboard.press("Control+K")
    amara.keyboard.type("oka")
    amara.get_by_role("option").first.wait_for()
    amara.keyboard.press("Enter")
    amara.wait_for_url(re.compile(r"/patients/[0-9a-f-]+/$"))
    amara.get_by_role("link", name="Intake", exact=True).click()
    amara.get_by_role("button", name="Start the intake").click()
    expect(amara.get_by_text("Diclofenac gel 1 %").first).to_be_visible()  # It came with the packet.
    for place, answers in CONVERSATION.items():
        for label, text in answers.items():
            amara.locator(place).get_by_label(label, exact=place == "#where").first.fill(text)
    expect(amara.locator("#saved [data-part=words]")).to_contain_text("Saved")
    amara.reload()
    amara.locator("#goal-1").get_by_label("Track").select_option(label="Sits without stopping, minutes")
    for flag in FLAGS:
        amara.locator(f"#flag-{flag.key} [name=answer][value=no]").check()
    expect(amara.get_by_text("Nothing is missing.")).to_be_visible()
    amara.get_by_role("button", name="Sign the intake").click()
    expect(amara.get_by_text("Signed by Dr Amara Rao")).to_be_visible()


def _and_signs_a_plan(amara: Page) -> None:
    amara.get_by_role("link", name="Plan", exact=True).click()
    amara.get_by_role("button", name="Start from this: Lumbar").click()
    amara.get_by_role("button", name="Sign plan").click()
    expect(amara.get_by_text("Its clocks have started.")).to_be_visible()
    assert Checkpoint.objects.waiting().count() == 1


def _the_patient_logs_a_day_in_two_taps(phone: Page) -> None:
    phone.goto("/")
    measures.forget_effort(phone)
    phone.get_by_label("Okay").check()
    phone.get_by_role("button", name="Save my day").click()
    expect(phone.get_by_text("Saved. Your team can see it.")).to_be_visible()
    assert measures.effort(phone).clicks == 2


def _a_message_brings_the_question(stack, phone: Page) -> None:
    """No password: the link is enough, one question a page."""
    stack.wait_until(lambda: stack.mail.to(MAIL), "the message has arrived")
    (message,) = stack.mail.to(MAIL)
    assert "pain" not in (message["subject"] + message.get_content()).lower().replace("paincare", "")
    phone.goto(re.search(r"https?://\S+/q/\S+", message.get_content())[0])
    phone.get_by_role("button", name="Start").click()
    for answer in ("5", "4", "4"):
        phone.get_by_role("button", name=answer, exact=True).click()
    phone.get_by_role("button", name="Send my answers").click()
    expect(phone.get_by_role("heading", name="Thank you")).to_be_visible()
    expect(phone.get_by_text("4.3")).to_be_visible()
    assert Reminder.objects.get().state == "sent"


def _the_navigator_calls(nia: Page) -> None:
    nia.goto("/worklist/")
    row = nia.get_by_role("listitem").filter(has=nia.get_by_role("link", name="Okafor, Daniel"))
    expect(row).to_contain_text("late")
    row.get_by_text("Log the call").click()
    row.get_by_role("button", name="Spoke, all well").click()
    expect(nia.get_by_role("button", name="Undo")).to_be_visible()
    assert ContactAttempt.objects.get().result == "spoke_well"


def _the_physician_decides_and_the_plan_moves_on(amara: Page) -> None:
    amara.goto("/")
    amara.get_by_role("link", name="Okafor, Daniel").first.click()
    amara.get_by_role("link", name="Open checkpoint").click()
    expect(amara.get_by_text("4.3 of 10")).to_be_visible()
    amara.get_by_label("Confirmed").check()
    amara.get_by_role("button", name="Decide").click()
    amara.goto(f"/patients/{dan().pk}/")
    step = Plan.objects.signed().get().steps.get(status="started", title="Sit and glide")
    expect(amara.get_by_text(step.title).first).to_be_visible()
    assert amara.evaluate("document.documentElement.scrollHeight") <= 768
    assert Checkpoint.objects.waiting().get().step == step


def _everybody_who_looked_is_listed(amara: Page) -> None:
    amara.get_by_role("link", name="Who looked").click()
    for name in ("Cleo Marsh", "Nia Silva", "Dr Amara Rao"):
        expect(amara.get_by_role("rowheader", name=name).first).to_be_visible()
