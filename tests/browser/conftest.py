"""Everything here drives Chromium."""

import pytest

from intake.models import Intake
from intake.services import conversation
from people.clock import now

#: `make test` looks at each page on the smallest phone, on a desk, and on one size of paper. How it looks in
#: between, and on other paper, is for `make test-long`: by the name of a test's parameter.
IN_BETWEEN: dict[str, set[object]] = {
    "width": {360, 683, 768},
    "device": {"light", "narrow", "phone-dark"},
    "paper": {"Letter"},
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)
            if is_in_between(item):
                item.add_marker(pytest.mark.long)


def is_in_between(item: pytest.Item) -> bool:
    params = item.callspec.params if hasattr(item, "callspec") else {}
    return any(
        value in IN_BETWEEN.get(name, ()) for name, value in params.items() if isinstance(value, int | str)
    )


@pytest.fixture
def intake(web, pia_record, dr_amara, actor_of) -> Intake:
    """Pia's, that Dr Amara Rao has opened."""
    return conversation.start_intake(patient=pia_record, by=actor_of(dr_amara), at=now())
