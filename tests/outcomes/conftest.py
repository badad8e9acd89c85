"""What the tests of outcomes share."""

import os

import pytest
import time_machine

from audit.models import Event
from people.access import Actor
from tests.factories.people import NOON

#: Real input stands outside the project; the test header says when it is not there.
collect_ignore = [] if os.environ.get("REAL_DATA") else ["test_real_days.py", "test_real_look_back.py"]


@pytest.fixture
def noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def amara_at(as_, dr_amara):
    """Her browser."""
    return as_(dr_amara)


@pytest.fixture
def amara(actor_of, dr_amara) -> Actor:
    return actor_of(dr_amara)


@pytest.fixture
def stranger(actor_of, dr_dara) -> Actor:
    """Somebody of another clinic."""
    return actor_of(dr_dara)


@pytest.fixture
def herself(actor_of, pia, pia_record) -> Actor:
    """The patient, acting for herself."""
    return actor_of(pia)


@pytest.fixture
def audited():
    """Names of what was audited about a patient, in order."""

    def names(patient) -> list[str]:
        return list(
            Event.objects.filter(patient_id=patient.pk).order_by("id").values_list("action", flat=True)
        )

    return names
