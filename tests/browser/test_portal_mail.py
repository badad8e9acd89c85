"""From a mail to the answers: a real worker sends, a phone opens what was sent."""

import re

from playwright.sync_api import Page, expect

from outcomes.models import Day, Score
from people import clock
from people.models import Clinic, Policy
from people.policies import DEFAULTS
from tests.factories.portal import block_of_check_ins, peg_ask


def never_quiet(clinic: Clinic, boss) -> None:
    """Mail goes out at any hour, so that the test passes at night too."""
    for key in ("quiet_from_hour", "quiet_until_hour"):
        Policy.objects.create(
            clinic=clinic,
            key=key,
            value=0,
            source="test",
            version=1,
            effective_from=DEFAULTS[key].effective_from,
            set_by=boss,
        )


def links_in(letter) -> dict[str, str]:
    """The address behind each of our three kinds of link, by its first letter."""
    found = re.findall(r"https?://\S+?(/([qdm])/\S+)", letter.get_content())
    return {kind: path for path, kind in found}


def test_a_mail_leads_to_questions_to_the_day_and_to_its_own_end(stack, phone: Page, pia_record, boss_moss):
    never_quiet(pia_record.clinic, boss_moss)
    block_of_check_ins(pia_record, at=clock.now())
    peg_ask(pia_record, at=clock.now())
    stack.wait_until(lambda: stack.mail.to(pia_record.email), "the mail has come")
    links = links_in(stack.mail.to(pia_record.email)[0])

    phone.goto(links["q"])
    for name in ("Start", "6", "7", "8", "Send my answers"):
        with phone.expect_navigation():
            phone.get_by_role("button", name=name, exact=True).click()
    expect(phone.get_by_role("heading", name="Thank you")).to_be_visible()
    assert Score.objects.get().value == 7

    phone.goto(links["d"])
    phone.get_by_text("Hard").click()
    phone.get_by_role("button", name="Save my day").click()
    expect(phone.get_by_role("status")).to_have_text("Saved. Your team can see it.")
    assert Day.objects.get().patient == pia_record

    phone.goto(links["m"])
    phone.get_by_role("button", name="Stop the mail").click()
    expect(phone.get_by_role("heading", name="We will not mail you")).to_be_visible()
    pia_record.refresh_from_db()
    assert not pia_record.may_email
