"""The whole machine at once: beat ticks, the worker sweeps, a message arrives, its link opens on a phone."""

import re
from datetime import timedelta

from playwright.sync_api import Page

from outcomes.services import create_ask
from people import clock
from people.access import Actor
from people.models import Patient
from tests.plugins.browser import Stack


def where_it_is_noon() -> str:
    """A zone outside its quiet hours. The signs of these names are the other way round."""
    hours_to_noon = 12 - clock.now().hour
    return f"Etc/GMT{-hours_to_noon:+d}" if hours_to_noon else "Etc/UTC"


def test_a_question_that_opens_arrives_and_can_be_answered(
    stack: Stack, phone: Page, pia_record: Patient, axe, shot
):
    Patient.objects.filter(pk=pia_record.pk).update(time_zone=where_it_is_noon())
    now = clock.now()
    create_ask(
        patient=pia_record,
        instrument="peg",
        opens_at=now,
        due_on=pia_record.clinic.today(now),
        closes_at=now + timedelta(days=7),
        by=Actor.system(pia_record.clinic_id),
        at=now,
    )
    stack.wait_until(lambda: stack.mail.to("pia@home.example"), "the message has arrived")
    (message,) = stack.mail.messages
    phone.goto(re.search(r"https?://\S+/q/\S+", message.get_content())[0])
    assert axe(phone) == []
    shot(phone, "question")
