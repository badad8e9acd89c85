"""My watch: the person sends the file of their own phone."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from audit.models import Event
from outcomes.models import Day, WearableFile
from outcomes.rules.words import WearableState
from outcomes.services import wearables
from outcomes.tasks import sweep_wearables
from people.models import Patient
from tests.factories.people import NOON
from tests.factories.wearable_files import UNKNOWN_TABLE, imported, received, watch_and_phone

pytestmark = pytest.mark.django_db
WATCH, UPLOAD = "/me/watch/", "/me/watch/upload/"


def send(client, content: bytes, name: str = "export.zip"):
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, content)}, follow=True)


def words(client) -> str:
    return " ".join(client.get(WATCH).content.decode().split())


def test_the_page_says_what_is_taken_and_where_to_find_it(as_, pia, pia_record):
    html = words(as_(pia))
    for said in ("No file yet.", "We take nothing else.", "we delete it", "Export All Health Data", "Garmin"):
        assert said in html
    assert WATCH in as_(pia).get("/me/settings/").content.decode()


def test_a_file_is_sent_and_read(as_, pia, pia_record):
    html = send(as_(pia), watch_and_phone()).content.decode()
    file = WearableFile.objects.get()
    assert (file.patient, file.received_by, file.state) == (pia_record, pia, WearableState.WAITING)
    assert "We read it." in html
    assert "every 2s" in html
    sweep_wearables()
    assert "We have 2 days of it, 1 Nov 2026 to 2 Nov 2026." in words(as_(pia))
    assert Day.objects.filter(patient=pia_record, device_steps__isnull=False).count() == 2
    assert Event.objects.filter(action="wearable_received", actor_id=pia.pk).exists()


def test_the_fragment_is_the_list_alone(as_, pia, pia_record):
    received(pia_record, watch_and_phone())
    response = as_(pia).get(WATCH, headers={"HX-Request": "true"})
    assert "<html" not in response.content.decode()
    assert "progress" in response.content.decode()


def test_the_same_file_again_and_no_file(as_, pia, pia_record):
    send(as_(pia), watch_and_phone())
    assert "This file is here already." in send(as_(pia), watch_and_phone()).content.decode()
    empty = as_(pia).post(UPLOAD)
    assert (empty.status_code, "Choose a file first." in empty.content.decode()) == (422, True)
    assert WearableFile.objects.count() == 1


def test_a_refused_a_taken_back_and_an_unknown_file_say_so(as_, pia, pia_record, actor_of, dr_amara):
    imported(pia_record, b"PK\x03\x04 half a zip")
    file = imported(pia_record, watch_and_phone())
    wearables.undo_import(file=file, reason="Her sister's.", by=actor_of(dr_amara), at=NOON)
    imported(pia_record, UNKNOWN_TABLE, "walks.csv", by=actor_of(pia))
    html = words(as_(pia))
    assert "Not taken." in html
    assert "Your team took this file back." in html
    assert "sister" not in html
    assert "Your team will look at it" in html


def test_others_files_are_not_hers(as_, pia, pia_record, quin_record):
    imported(quin_record, watch_and_phone(), "quins.zip")
    assert "quins.zip" not in words(as_(pia))


def test_a_closed_record_gets_one_sentence(as_, pia, pia_record):
    Patient.objects.filter(pk=pia_record.pk).update(closed_at=NOON, closed_reason="moved")
    assert "data-drop" not in words(as_(pia))
    send(as_(pia), watch_and_phone())
    assert not WearableFile.objects.exists()


def test_the_wrong_method_is_refused(as_, pia, pia_record):
    assert as_(pia).post(WATCH).status_code == 405
    assert as_(pia).get(UPLOAD).status_code == 405
