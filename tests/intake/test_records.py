"""Old records: asked for, came, none to be had, in one press each and undone in one."""

from datetime import timedelta

import pytest
from django.urls import reverse

from audit.models import Event
from core.errors import DomainError
from intake.models import RecordRequest
from intake.rules.records import AskedBy, RecordKind, RecordState
from intake.services import records
from intake.services.conversation import start_intake
from people.access import Actor
from tests.factories.intake import RecordRequestFactory
from tests.factories.intake_referrals import bundle, condition, imported, person
from tests.factories.people import NOON, PatientFactory

pytestmark = pytest.mark.django_db

FORM = {
    "what": "report",
    "detail": "MRI of the low back",
    "holder": "River Imaging",
    "how": "fax",
    "asked_on": "2026-11-20",
}


@pytest.fixture(autouse=True)
def at_noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def request_(pia_record, desk_cleo) -> RecordRequest:
    return RecordRequestFactory(patient=pia_record, asked_by=desk_cleo)


@pytest.fixture
def desk(as_, desk_cleo):
    return as_(desk_cleo)


def papers(patient) -> str:
    return reverse("intake:records", args=[patient.pk])


def press(client, how, row, **said):
    return client.post(reverse(f"intake:record-{how}", args=[row.pk]), said, follow=True)


def test_the_front_desk_asks_for_one_and_a_double_press_is_one(desk, pia_record):
    for _ in range(2):
        page = desk.post(papers(pia_record), FORM, follow=True).text
    asked = RecordRequest.objects.get()
    assert (str(asked), asked.how, asked.state) == (
        "Imaging report (MRI of the low back) from River Imaging",
        AskedBy.FAX,
        RecordState.ASKED,
    )
    assert "River Imaging" in page
    assert Event.objects.filter(action="record_asked_for").count() == 1


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("what", "", "Choose what it is."),
        ("holder", "", "Type who has it."),
        ("asked_on", "2026-11-21", "This day is still to come."),
    ],
)
def test_what_is_missing_is_said_beside_its_field(desk, pia_record, field, value, sentence):
    refused = desk.post(papers(pia_record), FORM | {field: value})
    assert refused.status_code == 422
    assert sentence in refused.text
    assert 'value="MRI of the low back"' in refused.text
    assert not RecordRequest.objects.exists()


def test_it_came_and_did_not_come_after_all(desk, request_):
    assert "Came, 20 Nov 2026" in press(desk, "came", request_).text
    press(desk, "came", request_)
    press(desk, "wait", request_)
    request_.refresh_from_db()
    assert (request_.state, request_.settled_at, request_.settled_by) == (RecordState.ASKED, None, None)
    actions = Event.objects.filter(object_id=str(request_.pk)).order_by("at", "id")
    assert [event.action for event in actions] == ["record_came", "record_waits_again"]


def test_none_to_be_had_says_why(desk, request_):
    assert "Say in a few words why" in press(desk, "none", request_, reason=" ").text
    assert "the practice closed" in press(desk, "none", request_, reason="the practice closed").text
    request_.refresh_from_db()
    assert request_.state == RecordState.NONE


def test_what_is_settled_is_undone_before_it_is_settled_anew(request_, dr_amara):
    by = Actor.of(dr_amara)
    records.record_came(request=request_, by=by, at=NOON)
    with pytest.raises(DomainError, match="Undo that first"):
        records.no_record(request=request_, reason="closed", by=by, at=NOON)


def test_one_that_was_asked_for_again_is_the_one_that_waits(request_, dr_amara, pia_record):
    by = Actor.of(dr_amara)
    records.record_came(request=request_, by=by, at=NOON)
    records.ask_for_record(
        patient=pia_record,
        what=RecordKind.NOTES,
        holder="River Practice",
        how=AskedBy.PHONE,
        asked_on=NOON.date(),
        by=by,
        at=NOON,
    )
    with pytest.raises(DomainError, match="asked for again"):
        records.wait_again(request=request_, by=by, at=NOON)


def test_a_packet_is_offered_and_taken_by_one_press(desk, request_, pia_record, maple):
    about = person(
        name=[{"family": pia_record.family_name, "given": [pia_record.given_name]}],
        birthDate=pia_record.birth_date.isoformat(),
    )
    packet = imported(maple, bundle(condition(), patient=about))
    type(packet).objects.filter(pk=packet.pk).update(patient=pia_record, received_at=NOON, state="done")
    assert "Came in that packet" in desk.get(papers(pia_record)).text
    assert RecordRequest.objects.get().state == RecordState.ASKED
    press(desk, "came", request_, packet=str(packet.pk))
    assert RecordRequest.objects.get().referral == packet


@pytest.mark.parametrize("packet", ["nonsense", "0198a9b2-7a54-7c0e-9d1a-5d8f3a3f6b11"])
def test_a_packet_that_is_not_this_persons_is_refused(desk, request_, packet):
    assert "no such packet" in press(desk, "came", request_, packet=packet).text
    assert RecordRequest.objects.get().state == RecordState.ASKED


def test_what_is_overdue_waits_on_the_front_desks_today(desk, request_):
    late = {"asked_on": NOON.date() - timedelta(days=15)}
    RecordRequest.objects.update(**late)
    RecordRequestFactory(patient=PatientFactory(), holder="Elsewhere", **late)
    page = desk.get(reverse("chart:today")).text
    assert "River Practice" in page
    assert "Elsewhere" not in page
    assert "Overdue" in desk.get(papers(request_.patient)).text
    press(desk, "came", request_)
    assert "River Practice" not in desk.get(reverse("chart:today")).text


def test_the_intake_says_which_came(as_, dr_amara, request_, pia_record):
    start_intake(patient=pia_record, by=Actor.of(dr_amara), at=NOON)
    page = as_(dr_amara).get(reverse("intake:intake", args=[pia_record.pk])).text
    assert "Records: 0 of 1 came. Asked for: Notes from River Practice." in page


def test_the_queries_do_not_grow_with_the_records(desk, pia_record, django_assert_max_num_queries):
    for number in range(9):
        RecordRequestFactory(patient=pia_record, holder=f"Place {number}")
    desk.get(papers(pia_record))
    with django_assert_max_num_queries(16):
        desk.get(papers(pia_record))
