"""The medicines of real packets: read, held against a second sender's copy, and none merged by itself."""

import gzip
import json
from datetime import timedelta

import pytest

from intake.models import Medication
from intake.rules.ingredients import ingredients
from intake.rules.merging import MergeKind
from intake.selectors.medicines import medicine_list
from tests.factories.people import NOON
from tests.real.test_synthea import file_of, pinned, read, receive, sweep

pytestmark = pytest.mark.django_db
#: Of 12 medicines that are taken, and of one who takes 10 and lives.
TWO = ("Parker_Casper", "Roberto_Graham")


def test_every_medicine_has_a_name_of_what_is_in_it():
    titles = {row.code.title for name, *_ in pinned() for row in read(name).medications}
    assert [title for title in titles if not ingredients(title)] == []


def from_elsewhere(name: str) -> bytes:
    """The same packet as another house would send it: its own ids, and one strength doubled."""
    raw = json.loads(gzip.decompress(file_of(name).read_bytes()))
    for entry in raw["entry"]:
        resource = entry["resource"]
        if resource["resourceType"] == "MedicationRequest":
            resource["id"] = f"elsewhere-{resource['id']}"
            entry["fullUrl"] = f"urn:uuid:{resource['id']}"
    return json.dumps(raw).encode()


@pytest.mark.parametrize("name", TWO)
def test_a_second_sender_doubles_the_list_and_every_line_is_asked(maple, name):
    receive(maple, file_of(name).read_bytes())
    sweep()
    patient = Medication.objects.first().patient
    once = medicine_list(patient.pk)
    assert list(once.brought) == []
    receive(maple, from_elsewhere(name), at=NOON + timedelta(days=1))
    sweep(at=NOON + timedelta(days=1))
    twice = medicine_list(patient.pk)
    assert len(twice.lines) == 2 * len(once.lines)
    assert [one.kind for one in twice.brought] == [MergeKind.SAME] * len(once.lines)
