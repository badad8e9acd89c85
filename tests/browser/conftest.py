"""Everything here drives Chromium."""

import pytest

from intake.models import Intake
from intake.services import conversation
from people.clock import now


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture
def intake(web, pia_record, dr_amara, actor_of) -> Intake:
    """Pia's, that Dr Amara Rao has opened."""
    return conversation.start_intake(patient=pia_record, by=actor_of(dr_amara), at=now())
