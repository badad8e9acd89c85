"""A plan of pia's in each of its states, and the moments at which tests play."""

from datetime import timedelta

import pytest
import time_machine

from people.access import Actor
from tests.factories.people import NOON
from tests.factories.plans import drafted, signed

DAY = timedelta(days=1)


@pytest.fixture
def amara(dr_amara):
    """dr_amara as she acts: the lead."""
    return Actor.of(dr_amara)


@pytest.fixture
def draft(pia_record, dr_amara):
    return drafted(pia_record, dr_amara)


@pytest.fixture
def plan(pia_record, dr_amara):
    """Lumbar radiculopathy, signed at NOON: 20 November 2026 in the clinic."""
    return signed(pia_record, dr_amara)


@pytest.fixture
def facet(pia_record, dr_amara):
    return signed(pia_record, dr_amara, template="facet_blocks")


@pytest.fixture
def later():
    """`later(21)`: noon, so many days on."""
    return lambda days, **more: NOON + timedelta(days=days, **more)


@pytest.fixture
def at_noon():
    """The clock of pages that ask it."""
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def amara_at(as_, dr_amara):
    return as_(dr_amara)


@pytest.fixture
def nia_at(as_, nav_nia):
    return as_(nav_nia)
