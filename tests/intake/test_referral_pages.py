"""The pages of referral packets: list, drop, report, match, undo, retry, document."""

import gzip
import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from audit.models import Event
from intake.models import Referral, TimelineEntry
from intake.rules.words import ReferralState
from intake.services import referrals
from people.models import Patient
from tests.factories.intake_referrals import (
    bundle,
    condition,
    everything,
    imported,
    medicine,
    number,
    person,
    received,
    score,
)
from tests.factories.people import NOON, CareTeamMemberFactory

pytestmark = pytest.mark.django_db
LIST = "/referrals/"
UPLOAD = "/referrals/upload/"


def page(name: str, referral: Referral) -> str:
    return reverse(f"intake:{name}", args=[referral.pk])


def drop(client: Client, *contents: bytes, name: str = "packet.json"):
    files = [SimpleUploadedFile(f"{i}-{name}", content) for i, content in enumerate(contents)]
    return client.post(UPLOAD, {"packets": files})


@pytest.fixture
def done(maple):
    return imported(maple, bundle(*everything(), {"resourceType": "Claim", "id": "x"}, score("o9", "8302-2")))


@pytest.fixture
def undecided(maple, pia_record):
    return imported(maple, bundle(condition(), patient=person(identifier=[number("MR", "S-1")])))


@pytest.fixture
def refused(maple):
    return imported(maple, bundle(condition(), patient={}))


# --- Who comes in ------------------------------------------------------------------------------

ROUTES = [
    ("referral", "get"),
    ("referral-match", "get"),
    ("referral-match", "post"),
    ("referral-undo", "post"),
    ("referral-retry", "post"),
    ("referral-document", "get"),
]


@pytest.mark.parametrize(("name", "method"), ROUTES)
def test_another_clinics_packet_does_not_exist(as_, dr_dara, done, name, method):
    assert getattr(as_(dr_dara), method)(page(name, done)).status_code == 404


@pytest.mark.parametrize(("name", "method"), ROUTES)
@pytest.mark.parametrize("who", ["boss_moss", "pia"])
def test_a_manager_and_a_patient_are_refused(request, as_, done, name, method, who):
    user = request.getfixturevalue(who)
    assert getattr(as_(user), method)(page(name, done)).status_code == 403
    assert as_(user).get(LIST).status_code == 403
    assert drop(as_(user), b"{}").status_code == 403
    assert Referral.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("referral", "post"),
        ("referral-undo", "get"),
        ("referral-retry", "get"),
        ("referral-document", "post"),
        ("referral-match", "put"),
    ],
)
def test_the_wrong_method_is_refused(as_, dr_amara, done, name, method):
    assert getattr(as_(dr_amara), method)(page(name, done)).status_code == 405


def test_the_list_and_the_drop_zone_know_their_methods(as_, desk_cleo):
    assert as_(desk_cleo).post(LIST).status_code == 405
    assert as_(desk_cleo).get(UPLOAD).status_code == 405


# --- The list and the drop zone ----------------------------------------------------------------


def test_the_list_shows_the_packets_with_their_sentence(as_, desk_cleo, done):
    html = as_(desk_cleo).get(LIST).content.decode()
    assert "7 entries taken, 2 left in the packet. New in the chart: 6." in html
    assert "Okafor, Pia" in html
    assert "every 1s" not in html


def test_an_empty_list_says_how_to_fill_it(as_, desk_cleo):
    assert "Drop one above" in as_(desk_cleo).get(LIST).content.decode()


def test_the_list_renews_itself_while_a_packet_waits(as_, desk_cleo, maple):
    received(maple, bundle())
    response = as_(desk_cleo).get(LIST, headers={"HX-Request": "true"})
    assert "every 1s" in response.content.decode()
    assert "<html" not in response.content.decode()
    assert "HX-Request" in response["Vary"]


def test_the_list_costs_the_same_however_long_it_is(as_, desk_cleo, maple, django_assert_max_num_queries):
    for n in range(12):
        imported(
            maple,
            bundle(
                condition(),
                patient=person(
                    id=f"p{n}", identifier=[number("MR", f"S-{n}")], birthDate=f"1970-01-{n + 1:02}"
                ),
            ),
        )
    client = as_(desk_cleo)
    client.get(LIST)
    with django_assert_max_num_queries(6):
        client.get(LIST)


def test_a_dropped_packet_waits_and_its_page_shows_progress(as_, desk_cleo):
    response = drop(as_(desk_cleo), bundle(condition()))
    referral = Referral.objects.get()
    assert response.url == page("referral", referral)
    assert (referral.state, referral.received_by) == (ReferralState.WAITING, desk_cleo)
    html = as_(desk_cleo).get(response.url).content.decode()
    assert "every 1s" in html
    assert "<progress" in html
    assert Event.objects.filter(action="packet_received", actor_id=desk_cleo.pk).exists()


def test_several_packets_at_once(as_, desk_cleo):
    response = drop(as_(desk_cleo), bundle(condition()), bundle(medicine()))
    assert (response.url, Referral.objects.count()) == (LIST, 2)


def test_the_same_packet_again_says_so(as_, desk_cleo, maple):
    content = bundle(condition())
    imported(maple, content)
    response = as_(desk_cleo).post(UPLOAD, {"packets": [SimpleUploadedFile("b.json", content)]}, follow=True)
    assert "is here already. Nothing was changed." in response.content.decode()
    assert Referral.objects.count() == 1


def test_no_file_is_told(as_, desk_cleo):
    response = as_(desk_cleo).post(UPLOAD)
    assert response.status_code == 422
    assert "Choose a packet first." in response.content.decode()
    assert Referral.objects.count() == 0


class Unread:
    """A body that must stay where it is."""

    def read(self, *size):
        raise AssertionError("the body was read")

    readline = read


@pytest.mark.parametrize(
    ("length", "status", "sentence"),
    [
        (str(60 * 1024 * 1024), 413, "This is larger than 50 MB."),
        ("", 411, "The upload did not say how large it is"),
        ("-1", 411, "The upload did not say how large it is"),
        ("a lot", 411, "The upload did not say how large it is"),
    ],
    ids=["60 MB", "in chunks", "negative", "nonsense"],
)
def test_an_upload_that_is_too_large_or_does_not_say_is_refused_unread(
    as_, desk_cleo, length, status, sentence
):
    response = as_(desk_cleo).post(UPLOAD, **{"wsgi.input": Unread(), "CONTENT_LENGTH": length})
    assert response.status_code == status
    assert sentence in response.content.decode()
    assert Referral.objects.count() == 0


def test_an_upload_without_the_token_is_refused(desk_cleo):
    client = Client(enforce_csrf_checks=True)
    client.force_login(desk_cleo, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert drop(client, bundle()).status_code == 403
    assert Referral.objects.count() == 0


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "<img src=x onerror=alert(1)>.json", "уведомление.json"]
)
def test_a_hostile_file_name_stays_a_name(as_, desk_cleo, name):
    as_(desk_cleo).post(UPLOAD, {"packets": [SimpleUploadedFile(name, bundle())]})
    referral = Referral.objects.get()
    assert "/" not in referral.filename
    assert "<img" not in as_(desk_cleo).get(LIST).content.decode()


# --- The report --------------------------------------------------------------------------------


def test_the_front_desk_sees_counts_and_no_clinical_word(as_, desk_cleo, done):
    html = as_(desk_cleo).get(page("referral", done)).content.decode()
    assert "Taken: 7 of 9" in html
    assert "Not a kind of entry that is charted here" in html
    for clinical in ("Low back pain", "Epidural", "Duloxetine", "Sulfa", "Pain, 0 to 10"):
        assert clinical not in html
    assert "Download the packet" not in html


def test_a_physician_off_the_team_sees_no_clinical_word_either(as_, dr_ben, done):
    assert "Low back pain" not in as_(dr_ben).get(page("referral", done)).content.decode()


def test_the_care_team_sees_every_entry(as_, dr_amara, done):
    CareTeamMemberFactory(patient=done.patient, user=dr_amara)
    html = as_(dr_amara).get(page("referral", done)).content.decode()
    for words in (
        "Low back pain",
        "4 May 2019",
        "Duloxetine 30 MG",
        "dose not stated",
        "Sulfa",
        "6.0 of 10",
    ):
        assert words in html


def test_reading_a_report_is_audited_once(as_, desk_cleo, done):
    as_(desk_cleo).get(page("referral", done))
    reads = Event.objects.filter(action="read", category="referral", patient_id=done.patient_id)
    assert reads.count() == 1


def test_html_in_any_string_stays_text(as_, dr_amara, maple):
    bad = "<img src=x onerror=alert(1)><div hx-get=/canary hx-trigger=load>{{7*7}}"
    named = person(name=[{"family": bad, "given": [bad]}])
    row = imported(
        maple, bundle(condition(words=bad), condition("c2", bad, onsetDateTime=bad), patient=named)
    )
    CareTeamMemberFactory(patient=row.patient, user=dr_amara)
    html = as_(dr_amara).get(page("referral", row)).content.decode()
    assert "&lt;img src=x" in html
    assert "<img src=x" not in html
    assert "<div hx-get=/canary" not in html


def test_a_refused_packet_shows_its_sentence(as_, desk_cleo, refused):
    html = as_(desk_cleo).get(page("referral", refused)).content.decode()
    assert "it holds no patient" in html
    assert "Try again" in html


def test_an_unreadable_file_is_not_kept_and_says_so(as_, desk_cleo):
    response = as_(desk_cleo).post(UPLOAD, {"packets": [SimpleUploadedFile("a.json", b"{")]}, follow=True)
    html = response.content.decode()
    assert "The file is not JSON" in html
    assert "The file was not kept" in html


# --- The match ---------------------------------------------------------------------------------


def test_the_match_page_shows_both(as_, desk_cleo, undecided, pia_record):
    html = as_(desk_cleo).get(page("referral-match", undecided)).content.decode()
    assert "004-118" in html
    assert "S-1" in html
    assert "Low back pain" not in html
    assert Event.objects.filter(action="read", category="match", patient_id=pia_record.pk).count() == 1


@pytest.mark.parametrize("same", [True, False])
def test_a_decision_lets_the_import_go_on(as_, desk_cleo, undecided, pia_record, same):
    answer = str(pia_record.pk) if same else "new"
    response = as_(desk_cleo).post(page("referral-match", undecided), {"person": answer})
    assert response.url == page("referral", undecided)
    referrals.import_packet(referral=referrals.claim_waiting(at=NOON), at=NOON)
    assert pia_record.timeline.count() == same
    assert Patient.objects.count() == 2 - same
    assert Event.objects.filter(action="packet_matched", actor_id=desk_cleo.pk).exists()


@pytest.mark.parametrize("answer", ["", "5f5ee3a9-0000-7000-8000-000000000000", "x"])
def test_no_decision_changes_nothing(as_, desk_cleo, undecided, answer):
    response = as_(desk_cleo).post(page("referral-match", undecided), {"person": answer})
    assert response.status_code == 422
    undecided.refresh_from_db()
    assert undecided.state == ReferralState.NEEDS_MATCH


def test_a_settled_packet_has_no_match_page(as_, desk_cleo, done):
    assert as_(desk_cleo).get(page("referral-match", done)).url == page("referral", done)


# --- Undo, retry, document ---------------------------------------------------------------------


def test_undo_asks_for_a_reason(as_, desk_cleo, done):
    response = as_(desk_cleo).post(page("referral-undo", done), {"reason": "  "})
    assert response.status_code == 422
    assert "Say why the import was wrong." in response.content.decode()
    assert TimelineEntry.objects.filter(erred_at=None).count() == 3


def test_undo_through_the_page(as_, desk_cleo, done):
    as_(desk_cleo).post(page("referral-undo", done), {"reason": "Wrong file"})
    html = as_(desk_cleo).get(page("referral", done)).content.decode()
    assert "The import was undone: Wrong file" in html
    assert "by Cleo Marsh" in html
    assert TimelineEntry.objects.filter(erred_at=None).count() == 0


def test_a_refused_undo_keeps_the_reason(as_, desk_cleo, maple, done):
    imported(maple, bundle(condition("c7")), at=NOON + timedelta(days=1))
    response = as_(desk_cleo).post(page("referral-undo", done), {"reason": "Wrong file"})
    assert response.status_code == 422
    assert "Undo the newer packet" in response.content.decode()
    assert "Wrong file" in response.content.decode()


def test_a_refused_packet_is_tried_again(as_, desk_cleo, refused):
    as_(desk_cleo).post(page("referral-retry", refused))
    refused.refresh_from_db()
    assert (refused.state, refused.refusal) == (ReferralState.WAITING, "")
    assert Event.objects.filter(action="packet_retried").exists()


def test_a_done_packet_is_not_tried_again(as_, desk_cleo, done):
    response = as_(desk_cleo).post(page("referral-retry", done), follow=True)
    assert "Only a refused packet can be read again." in response.content.decode()


def test_the_document_is_saved_to_disk_never_shown(as_, dr_amara, done):
    CareTeamMemberFactory(patient=done.patient, user=dr_amara)
    response = as_(dr_amara).get(page("referral-document", done))
    assert response["Content-Disposition"] == 'attachment; filename="packet.json.gz"'
    assert (response["X-Content-Type-Options"], response["Content-Security-Policy"]) == ("nosniff", "sandbox")
    assert json.loads(gzip.decompress(response.content))["resourceType"] == "Bundle"
    assert Event.objects.filter(category="referral document", patient_id=done.patient_id).count() == 1


def test_reading_a_packet_that_is_nobodys_yet_is_on_record(as_, dr_ben, maple):
    waiting = received(maple, bundle(person()))
    assert as_(dr_ben).get(page("referral-document", waiting)).status_code == 200
    row = Event.objects.get(category="referral document")
    assert (row.object_id, row.patient_id) == (str(waiting.pk), None)


@pytest.mark.parametrize("who", ["dr_ben", "desk_cleo"])
def test_the_document_is_for_the_care_team(request, as_, done, who):
    response = as_(request.getfixturevalue(who)).get(page("referral-document", done))
    assert response.status_code == 403
    assert b"Low back pain" not in response.content
