"""What the tests of outcomes share."""

import os

import pytest

from audit.models import Event
from people.access import Actor

#: Real input stands outside the project; the test header says when it is not there.
collect_ignore = [] if os.environ.get("REAL_DATA") else ["test_real_days.py", "test_real_look_back.py"]


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
