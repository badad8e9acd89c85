"""The patient's pages, at noon in New York on a Friday."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.test import Client

from outcomes.models import Ask, CheckInEpisode
from plans.models import Plan
from tests.factories.people import NOON
from tests.factories.plans import PlanFactory
from tests.factories.portal import block_of_check_ins, day_link, peg_ask, question_link

FLARE = {
    "flare_day_1": "Do half. Use heat for 15 minutes.",
    "flare_day_2": "Still half. Keep the short walks.",
    "flare_day_3": "Add a little back. No better by night? Call us.",
}


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def as_pia(as_: Callable[..., Client], pia, pia_record) -> Client:
    return as_(pia)


@pytest.fixture
def block(pia_record) -> CheckInEpisode:
    return block_of_check_ins(pia_record, at=NOON)


@pytest.fixture
def link(pia_record) -> str:
    return day_link(pia_record, at=NOON)


@pytest.fixture
def ask(pia_record) -> Ask:
    return peg_ask(pia_record, at=NOON)


@pytest.fixture
def question(ask: Ask) -> str:
    return question_link(ask)


@pytest.fixture
def plan(pia_record) -> Plan:
    return PlanFactory(patient=pia_record, signed=True, **FLARE)
