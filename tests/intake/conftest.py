"""What the tests of the intake share: Pia's open intake, and Dr Amara Rao at it."""

from uuid import uuid4

import pytest
from django.test import Client

from intake.models import Intake
from intake.services import conversation
from intake.services.capture import capture_line
from people.clock import now


@pytest.fixture
def who(actor_of, dr_amara) -> dict[str, object]:
    """What every service asks for: who does it, and when."""
    return {"by": actor_of(dr_amara), "at": now()}


@pytest.fixture
def intake(pia_record, actor_of, dr_amara) -> Intake:
    return conversation.start_intake(patient=pia_record, by=actor_of(dr_amara), at=now())


@pytest.fixture
def amara(as_, dr_amara) -> Client:
    """Her browser."""
    return as_(dr_amara)


@pytest.fixture
def typed(intake, who):
    """Type a line; with a kind, press its button."""

    def capture(text, kind=None, key=None):
        return capture_line(intake=intake, key=key or uuid4(), text=text, kind=kind, **who)

    return capture
