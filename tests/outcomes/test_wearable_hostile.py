"""Files that were made to harm, through the whole door: upload, sweep, report; the reader says its cost."""

import logging
import os

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from outcomes.models import BroughtDays, Day, WearableChunk, WearableFile, WearableSource
from outcomes.rules.words import WearableState
from outcomes.tasks import sweep_wearables
from tests.factories.wearable_files import watch_and_phone
from tests.factories.wearables import apple_xml, zipped
from tests.outcomes.rules.wearables.test_hostile import ENTITIES, ZIPS

MEBIBYTE = 1024 * 1024
MOST_SECONDS, MOST_MEMORY = 30, 200 * MEBIBYTE
FILES = {
    **ZIPS,
    **{name: xml.encode() for name, xml in ENTITIES.items()},
    "a million open elements": b"<HealthData>" + b"<a>" * 1_000_000,
    "one endless attribute": b'<HealthData><Record value="' + b"9" * 20_000_000,
    "one endless name": b"<HealthData><" + b"x" * 20_000_000,
    "a million brackets": b"[" * 1_000_000,
    "one endless line": b"day,steps\n" + b"1" * 20_000_000,
    "a million columns": b"," * 1_000_000 + b"\n" + b"," * 1_000_000,
    "spaces that unpack to a gigabyte": zipped({"export.xml": b" " * (200 * MEBIBYTE)}),
    "half of an export": watch_and_phone()[:600],
    "half of an xml": apple_xml(['<Record type="HKQuantityTypeIdentifierStepCount"/>\n'] * 1000)[:20_000],
    "nothing but zeros": bytes(MEBIBYTE),
    "a picture": b"\x89PNG\r\n\x1a\n" + os.urandom(100_000),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_ends_in_one_sentence_and_leaves_nothing(as_, dr_amara, pia_record, caplog, name):
    caplog.set_level(logging.INFO)
    client = as_(dr_amara)
    upload = f"/patients/{pia_record.pk}/wearables/upload/"
    sent = client.post(upload, {"file": SimpleUploadedFile(f"{name}.zip", FILES[name])}, follow=True)
    assert sent.status_code == 200
    sweep_wearables()
    file = WearableFile.objects.get()
    page = client.get(f"/wearables/{file.pk}/")
    assert (page.status_code, file.state, file.attempts) == (200, WearableState.REFUSED, 1)
    assert file.refusal.endswith(".")
    assert not any(model.objects.exists() for model in (Day, BroughtDays, WearableSource, WearableChunk))
    (cost,) = (record.args for record in caplog.records if record.name.endswith("wearables.reading"))
    assert cost["seconds"] < MOST_SECONDS
    assert cost["bytes"] < MOST_MEMORY
