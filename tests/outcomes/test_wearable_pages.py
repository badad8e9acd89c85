"""The pages of a person's wearable files: list and drop zone, report, columns, undo."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from audit.models import Event
from outcomes.models import Day, WearableFile
from outcomes.rules.words import WearableState
from people.models import Patient
from tests.factories.outcomes import WearableFileFactory
from tests.factories.people import NOON
from tests.factories.wearable_files import PLAIN, UNKNOWN_TABLE, imported, received, watch_and_phone

pytestmark = pytest.mark.django_db


def page(name: str, row) -> str:
    return reverse(f"outcomes:{name}", args=[row.pk])


def drop(client: Client, patient: Patient, content: bytes = PLAIN, name: str = "days.csv", **rest):
    return client.post(page("wearable-upload", patient), {"file": SimpleUploadedFile(name, content)}, **rest)


@pytest.fixture
def done(pia_record):
    return imported(pia_record, watch_and_phone())


@pytest.fixture
def table(pia_record):
    return imported(pia_record, UNKNOWN_TABLE, "walks.csv")


OF_A_FILE = [
    ("wearable", "get"),
    ("wearable-columns", "get"),
    ("wearable-columns", "post"),
    ("wearable-undo", "post"),
]
OF_A_PATIENT = [("wearables", "get"), ("wearable-upload", "post")]


@pytest.mark.parametrize(("name", "method"), [*OF_A_FILE, *OF_A_PATIENT])
@pytest.mark.parametrize(
    ("who", "status"), [("dr_dara", 404), ("dr_ben", 403), ("desk_cleo", 403), ("pia", 403)]
)
def test_only_the_care_team_comes_in(request, as_, done, name, method, who, status):
    row = done if (name, method) in OF_A_FILE else done.patient
    user = request.getfixturevalue(who)
    assert getattr(as_(user), method)(page(name, row)).status_code == status
    assert WearableFile.objects.filter(state=WearableState.DONE).count() == 1


@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("wearable", "post"),
        ("wearable-undo", "get"),
        ("wearable-columns", "put"),
        ("wearables", "post"),
        ("wearable-upload", "get"),
    ],
)
def test_the_wrong_method_is_refused(as_, dr_amara, done, name, method):
    row = done if (name, "get") in OF_A_FILE or (name, "post") in OF_A_FILE else done.patient
    assert getattr(as_(dr_amara), method)(page(name, row)).status_code == 405


# -- list and drop zone ---------------------------------------------------------------------------------


def test_a_dropped_file_waits_and_its_page_shows_progress(as_, nav_nia, pia_record):
    response = drop(as_(nav_nia), pia_record)
    file = WearableFile.objects.get()
    assert response.url == page("wearable", file)
    assert (file.state, file.received_by, file.filename) == (WearableState.WAITING, nav_nia, "days.csv")
    html = as_(nav_nia).get(response.url).content.decode()
    assert "every 1s" in html
    assert "You can leave this page." in html
    assert Event.objects.filter(action="wearable_received", actor_id=nav_nia.pk).exists()


def test_the_list_says_what_each_file_brought(as_, dr_amara, done):
    html = as_(dr_amara).get(page("wearables", done.patient)).content.decode()
    assert "2 days, 1 Nov 2026 to 2 Nov 2026: 2 new, 0 changed, 0 as they were." in html
    assert "every 1s" not in html
    assert Event.objects.filter(action="read", category="outcomes", patient_id=done.patient_id).exists()


def test_the_list_renews_itself_while_a_file_waits(as_, dr_amara, pia_record):
    empty = as_(dr_amara).get(page("wearables", pia_record)).content.decode()
    assert "No file yet." in empty
    received(pia_record, PLAIN)
    response = as_(dr_amara).get(page("wearables", pia_record), headers={"HX-Request": "true"})
    assert "every 1s" in response.content.decode()
    assert "<html" not in response.content.decode()
    assert Event.objects.filter(action="read").count() == 1


def test_the_list_costs_the_same_however_long_it_is(as_, dr_amara, pia_record, django_assert_max_num_queries):
    WearableFileFactory.create_batch(12, patient=pia_record, received_by=dr_amara)
    client = as_(dr_amara)
    client.get(page("wearables", pia_record))
    with django_assert_max_num_queries(12):
        client.get(page("wearables", pia_record))


def test_the_same_file_again_says_so(as_, dr_amara, pia_record):
    imported(pia_record, PLAIN)
    html = drop(as_(dr_amara), pia_record, follow=True).content.decode()
    assert "This file is here already. Nothing was changed." in html
    assert WearableFile.objects.count() == 1


@pytest.mark.parametrize(("content", "why"), [(None, "Choose a file first."), (b"", "This file is empty.")])
def test_no_file_and_an_empty_one_are_told(as_, dr_amara, pia_record, content, why):
    client = as_(dr_amara)
    response = (
        drop(client, pia_record, content)
        if content is not None
        else client.post(page("wearable-upload", pia_record))
    )
    assert response.status_code == 422
    assert why in response.content.decode()
    assert not WearableFile.objects.exists()


def test_a_closed_record_has_no_drop_zone_and_takes_nothing(as_, dr_amara, pia_record):
    Patient.objects.filter(pk=pia_record.pk).update(closed_at=NOON, closed_reason="moved")
    assert "data-drop" not in as_(dr_amara).get(page("wearables", pia_record)).content.decode()
    assert drop(as_(dr_amara), pia_record).status_code == 422
    assert not WearableFile.objects.exists()


class Unread:
    """A body that must stay where it is."""

    def read(self, *size):
        raise AssertionError("the body was read")

    readline = read


@pytest.mark.parametrize(
    ("length", "status", "sentence"),
    [
        (str(600 * 1024 * 1024), 413, "This is larger than 512 MB."),
        ("", 411, "The upload did not say how large it is"),
        ("-1", 411, "The upload did not say how large it is"),
    ],
    ids=["600 MB", "in chunks", "negative"],
)
@pytest.mark.parametrize("who", ["dr_amara", "pia"])
def test_an_upload_that_is_too_large_is_refused_unread(
    request, as_, pia_record, who, length, status, sentence
):
    address = page("wearable-upload", pia_record) if who == "dr_amara" else "/me/watch/upload/"
    body = {"wsgi.input": Unread(), "CONTENT_LENGTH": length}
    response = as_(request.getfixturevalue(who)).post(address, **body)
    assert response.status_code == status
    assert sentence in response.content.decode()
    assert not WearableFile.objects.exists()


@pytest.mark.parametrize("who", ["dr_amara", "pia"])
def test_an_upload_without_the_token_is_refused(request, pia_record, who):
    client = Client(enforce_csrf_checks=True)
    user = request.getfixturevalue(who)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    address = page("wearable-upload", pia_record) if who == "dr_amara" else "/me/watch/upload/"
    response = client.post(address, {"file": SimpleUploadedFile("days.csv", PLAIN)})
    assert response.status_code == 403
    assert not WearableFile.objects.exists()


def test_an_upload_leaves_no_file_behind(as_, dr_amara, pia_record, settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    drop(as_(dr_amara), pia_record, b"day,steps\n" + b"2026-11-01,1\n" * 400_000)
    assert WearableFile.objects.get().size > 5_000_000
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["../../etc/passwd", "<img src=x onerror=alert(1)>.zip", "экспорт.zip"])
def test_a_hostile_file_name_stays_a_name(as_, dr_amara, pia_record, name):
    drop(as_(dr_amara), pia_record, name=name)
    assert "/" not in WearableFile.objects.get().filename
    assert "<img" not in as_(dr_amara).get(page("wearables", pia_record)).content.decode()


# -- the report -----------------------------------------------------------------------------------------


def test_the_report_says_it_in_plain_words(as_, dr_amara, done):
    html = as_(dr_amara).get(page("wearable", done)).content.decode()
    for words in (
        "Apple Health export",
        "Apple Watch",
        "2 days",
        "1 night",
        "second device told too",
        "Naps",
    ):
        assert words in html
    assert "the file itself is deleted" in html


def test_refused_lines_are_told(as_, dr_amara, pia_record):
    file = imported(pia_record, b"day,steps\n2026-11-01,many\n2026-11-02,5\n", "days.csv")
    html = as_(dr_amara).get(page("wearable", file)).content.decode()
    assert "1 line not taken" in html
    assert "Line 2:" in html


def test_a_refused_file_says_why(as_, dr_amara, pia_record):
    file = imported(pia_record, b"PK\x03\x04 half a zip", "export.zip")
    html = as_(dr_amara).get(page("wearable", file)).content.decode()
    assert file.state == WearableState.REFUSED
    assert file.refusal in html.replace("&#x27;", "'")


def test_the_measures_page_names_device_and_newest_file(as_, dr_amara, done):
    html = as_(dr_amara).get(reverse("outcomes:measures", args=[done.patient_id])).content.decode()
    assert "Steps: Apple Watch. Sleep: Apple Watch." in html
    assert "Only the device’s numbers are shown here" in html
    assert page("wearable", done) in html


# -- columns --------------------------------------------------------------------------------------------

CHOSEN = {"day": "0", "date_order": "ymd", "steps": "1", "slept": "2", "in_bed": "", "sleep_unit": "hours"}


def test_the_columns_are_asked_beside_the_first_rows(as_, dr_amara, table):
    html = as_(dr_amara).get(page("wearable", table)).content.decode()
    assert "Say which column is which" in html
    html = as_(dr_amara).get(page("wearable-columns", table)).content.decode()
    assert "2. Walked" in html
    assert "<td>5200</td>" in html
    response = as_(dr_amara).post(page("wearable-columns", table), CHOSEN)
    table.refresh_from_db()
    assert (response.url, table.state) == (page("wearable", table), WearableState.WAITING)
    assert table.columns["sleep_unit"] == "hours"


@pytest.mark.parametrize("wrong", [{"steps": "", "slept": ""}, {"day": "9"}, {"steps": "0"}, {"day": ""}])
def test_columns_that_make_no_sense_stay_on_the_page(as_, dr_amara, table, wrong):
    response = as_(dr_amara).post(page("wearable-columns", table), CHOSEN | wrong)
    assert response.status_code == 422
    assert "There is a problem" in response.content.decode()
    table.refresh_from_db()
    assert table.state == WearableState.NEEDS_COLUMNS


def test_a_file_that_asks_for_nothing_has_no_columns_page(as_, dr_amara, done):
    assert as_(dr_amara).get(page("wearable-columns", done)).url == page("wearable", done)


# -- undo -----------------------------------------------------------------------------------------------


def test_an_import_is_undone_with_a_reason(as_, dr_amara, done):
    client = as_(dr_amara)
    response = client.post(page("wearable-undo", done), {"reason": ""})
    assert response.status_code == 422
    assert "Say why the file was wrong." in response.content.decode()
    assert Day.objects.count() == 2
    response = client.post(page("wearable-undo", done), {"reason": "Her sister's."}, follow=True)
    assert "The import was undone: Her sister&#x27;s." in response.content.decode()
    assert Day.objects.count() == 0


def test_an_import_is_undone_once(as_, dr_amara, done):
    client = as_(dr_amara)
    client.post(page("wearable-undo", done), {"reason": "wrong"})
    response = client.post(page("wearable-undo", done), {"reason": "wrong"})
    assert response.status_code == 422
    assert "Only an imported file can be undone." in response.content.decode()
