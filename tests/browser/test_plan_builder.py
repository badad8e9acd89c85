"""Building, tailoring and signing a plan, by hand and by keyboard."""

import pytest

from people.clock import now
from tests.factories.plans import chart_story


@pytest.fixture
def story(pia_record, dr_amara):
    return chart_story(pia_record, dr_amara, at=now())


def test_look(page, signed_in, story, pia_record, dr_amara, axe, shot):
    signed_in(page, dr_amara).goto(f"/patients/{pia_record.pk}/plan/")
    shot(page, "plan-new")
    print(axe(page))
    page.get_by_role("button", name="Start from Lumbar").click()
    shot(page, "plan-builder")
    print(axe(page))
    page.get_by_role("button", name="Sign plan").click()
    page.get_by_role("heading", name="signed").wait_for()
    shot(page, "plan-signed")
    print(axe(page))
    page.locator(".owed a").click()
    shot(page, "plan-checkpoint")
    print(axe(page))
    page.goto(f"/patients/{pia_record.pk}/plan/sheet/")
    shot(page, "plan-sheet")
    print(axe(page))
