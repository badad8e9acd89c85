"""The process that reads a file: watched, bounded, and never taking anything of ours along."""

import io
import time

import pytest

from outcomes.models import Day, WearableChunk, WearableFile
from outcomes.rules.words import WearableState
from outcomes.services import wearables
from outcomes.services.wearables import reading
from people.access import Actor
from tests.factories.people import NOON


@pytest.fixture
def odd(monkeypatch):
    monkeypatch.setattr(reading, "READER", "tests.harness.odd_reader")


def read(patient, filename: str) -> WearableFile:
    by = Actor.system(patient.clinic_id)
    content = io.BytesIO(b"day,steps\n2026-11-01,5200\n")
    wearables.receive_file(patient=patient, filename=filename, content=content, by=by, at=NOON)
    claimed = wearables.claim_waiting(at=NOON)
    return wearables.import_file(file=claimed, at=NOON)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("filename", "sentence"),
    [
        ("spin", "takes far longer to read"),
        ("spin_while_heard", "takes far longer to read"),
        ("grow", "more in this file than we can read"),
    ],
)
def test_a_file_that_costs_too_much_is_refused_within_30_seconds(pia_record, odd, filename, sentence):
    began = time.monotonic()
    file = read(pia_record, filename)
    assert time.monotonic() - began < 30
    assert (file.state, Day.objects.count(), WearableChunk.objects.count()) == (WearableState.REFUSED, 0, 0)
    assert sentence in file.refusal
