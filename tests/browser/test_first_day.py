"""What everyone expects on the first day: people, visits, staff, a forgotten password, a wrong entry."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from people.clock import now
from people.models import Patient, User, Visit
from tests.factories.intake import MedicationFactory


@pytest.fixture
def desk(page, signed_in, desk_cleo) -> Page:
    return signed_in(page, desk_cleo)


def test_a_person_is_added_by_hand_booked_moved_and_cancelled(desk, dr_amara, nav_nia):
    desk.goto("/patients/")
    desk.get_by_role("link", name=re.compile("Add a patient")).first.click()
    for label, text in {"Given name": "Ana", "Family name": "Marsh", "Birth date": "1971-05-02"}.items():
        desk.locator("main").get_by_label(label).fill(text)
    desk.get_by_label("Lead").select_option(label="Dr Amara Rao")
    desk.get_by_role("button", name="Add the patient").click()
    expect(desk.get_by_text("Marsh, Ana has a record now.")).to_be_visible()
    desk.get_by_role("link", name="Visits", exact=True).click()
    desk.get_by_label("Starts").fill((now() + timedelta(days=7)).strftime("%Y-%m-%dT10:00"))
    desk.get_by_label("With").select_option(label="Dr Amara Rao")
    desk.get_by_role("button", name="Book the visit").click()
    expect(desk.get_by_text("The visit is booked.")).to_be_visible()
    desk.get_by_role("link", name=re.compile("Move the visit")).click()
    desk.get_by_label("Starts").fill((now() + timedelta(days=8)).strftime("%Y-%m-%dT11:00"))
    desk.get_by_role("button", name="Move the visit").click()
    desk.get_by_role("link", name=re.compile("Cancel the visit")).click()
    desk.get_by_label("Why is it cancelled?").fill("Van broke down")
    desk.get_by_role("button", name="Cancel the visit").click()
    expect(desk.get_by_text("Van broke down")).to_be_visible()
    assert Visit.objects.get().status == "cancelled"


def test_a_colleague_is_added_and_sets_a_password_by_mail(
    page, signed_in, boss_moss, mail_catcher, new_screen
):
    mail_catcher.messages.clear()
    moss = signed_in(page, boss_moss)
    moss.goto("/staff/")
    moss.locator("main").get_by_label("Name").fill("Eve Lund")
    moss.get_by_label("E-mail").fill("eve@maple.example")
    moss.get_by_label("Role", exact=True).select_option("navigator")
    moss.get_by_role("button", name="Add and send the link").click()
    expect(moss.get_by_text("Eve Lund is added.")).to_be_visible()
    eve = new_screen()
    (message,) = mail_catcher.to("eve@maple.example")
    eve.goto(re.search(r"https?://\S+/account/password/reset/key/\S+", message.get_content())[0])
    for field in eve.locator("input[type=password]").all():
        field.fill("a-walk-round-the-lake")
    eve.locator("main form button").first.click()
    eve.goto("/account/login/")
    eve.get_by_label("Email").fill("eve@maple.example")
    eve.locator("input[type=password]").fill("a-walk-round-the-lake")
    eve.get_by_role("button", name="Sign in", exact=True).click()
    expect(eve.get_by_role("heading", name=re.compile("Today"))).to_be_visible()
    assert User.objects.get(email="eve@maple.example").has_usable_password()


def test_a_wrong_entry_is_marked_and_stays_readable(page, signed_in, dr_amara, pia_record):
    wrong = MedicationFactory(patient=pia_record, title="Warfarin 5 mg")
    amara = signed_in(page, dr_amara)
    amara.goto(f"/patients/{pia_record.pk}/record/")
    amara.get_by_text("Warfarin 5 mg").first.wait_for()
    amara.get_by_role("link", name=re.compile("Wrong\\?.*Warfarin")).first.click()
    amara.get_by_label(re.compile("wrong|Why")).fill("Another person's medicine")
    amara.locator("main form button").first.click()
    amara.goto(f"/patients/{pia_record.pk}/record/")
    expect(amara.get_by_text("Another person's medicine")).to_be_visible()
    wrong.refresh_from_db()
    assert wrong.is_entered_in_error


def test_somebody_opts_out_of_mail_and_is_mailed_no_more(desk, pia_record):
    desk.goto(f"/patients/{pia_record.pk}/contact/")
    desk.get_by_label("No", exact=True).check()
    desk.get_by_role("button", name="Note what they said").click()
    expect(desk.get_by_text("We do not send e-mail.")).to_be_visible()
    assert not Patient.objects.get(pk=pia_record.pk).may_email
