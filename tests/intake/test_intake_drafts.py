"""The draft API: 200, 409 with both texts, 422 with a sentence, 401 when signed out; and who may."""

import pytest
from django.urls import reverse

from audit.models import Event
from intake.models import Intake, PainProblem
from intake.rules.words import IntakeStatus
from people.models import Patient
from tests.factories.intake import HypothesisFactory, IntakeFactory, PainProblemFactory, TreatmentTriedFactory
from tests.factories.people import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def intake(pia_record, dr_amara):
    return IntakeFactory(patient=pia_record, started_by=dr_amara)


def patch(client, draft, *, kind="intake", field="good_day", value="Walks the dog", revision=0, **more):
    body = {"field": field, "value": value, "revision": revision, **more}
    address = f"/api/drafts/{kind}/{draft.pk}/"
    return client.patch(
        address, body, content_type="application/json", headers={"Accept": "application/json"}
    )


def test_it_saves_says_so_and_leaves_an_audit_row(as_, dr_amara, intake):
    answer = patch(as_(dr_amara), intake)
    assert answer.status_code == 200
    assert answer.json().keys() == {"revision", "value", "saved_at"}
    intake.refresh_from_db()
    assert (intake.good_day, answer.json()["revision"]) == ("Walks the dog", 1)
    assert intake.saved_at > NOON
    event = Event.objects.get(action="draft_saved")
    assert (event.patient_id, event.detail, event.actor_id) == (intake.patient_id, "good_day", dr_amara.pk)


@pytest.mark.parametrize(
    ("kind", "factory", "field"),
    [
        ("problem", PainProblemFactory, "where"),
        ("hypothesis", HypothesisFactory, "evidence_for"),
        ("tried", TreatmentTriedFactory, "what"),
    ],
)
def test_the_rows_of_an_intake_save_themselves_too(as_, dr_amara, intake, kind, factory, field):
    row = factory(intake=intake)
    assert patch(as_(dr_amara), row, kind=kind, field=field, value="words").status_code == 200
    row.refresh_from_db()
    assert getattr(row, field) == "words"


def test_a_resent_save_writes_once(as_, dr_amara, intake):
    answers = [patch(as_(dr_amara), intake).json()["revision"] for _ in range(3)]
    assert answers == [1, 1, 1]
    assert Event.objects.filter(action="draft_saved").count() == 1


def test_a_conflict_returns_both_texts_with_who_and_when(as_, dr_amara, nav_nia, intake):
    patch(as_(nav_nia), intake, value="Theirs")
    answer = patch(as_(dr_amara), intake, value="Mine")
    assert answer.status_code == 409
    told = answer.json()
    assert (told["yours"], told["theirs"], told["revision"]) == ("Mine", "Theirs", 1)
    assert told["theirs_by"] == "Nia Silva"
    assert told["theirs_at"]


@pytest.mark.parametrize("value", ["a\x00b", "x" * 5000])
def test_what_cannot_be_kept_is_answered_with_a_sentence(as_, dr_amara, intake, value):
    answer = patch(as_(dr_amara), intake, value=value)
    assert answer.status_code == 422
    assert answer.json()["message"].endswith(".")
    assert Intake.objects.get().revisions == {}


def test_a_signed_intake_refuses_and_so_do_its_rows(as_, dr_amara, pia_record):
    signed = IntakeFactory(
        patient=pia_record,
        status=IntakeStatus.SIGNED,
        signed_at=NOON,
        signed_by=dr_amara,
        good_day="As signed",
    )
    problem = PainProblemFactory(intake=signed, where="Left leg")
    for draft, kind, field in ((signed, "intake", "good_day"), (problem, "problem", "where")):
        answer = patch(as_(dr_amara), draft, kind=kind, field=field, value="Later")
        assert (answer.status_code, answer.json()["code"]) == (422, "signed")
    assert PainProblem.objects.get().where == "Left leg"


def test_an_idea_that_a_checkpoint_brought_never_changes(as_, dr_amara, pia_record):
    idea = HypothesisFactory(
        intake=None, patient=pia_record, clinic=pia_record.clinic, set_by=dr_amara, statement="Facet"
    )
    answer = patch(as_(dr_amara), idea, kind="hypothesis", field="statement", value="Rewritten")
    assert (answer.status_code, answer.json()["code"]) == (422, "no_draft")
    page = as_(dr_amara).post(
        reverse("intake:draft-form", args=["hypothesis", idea.pk]), {"statement": "Rewritten"}
    )
    assert page.status_code == 404
    idea.refresh_from_db()
    assert idea.statement == "Facet"


def test_a_closed_record_keeps_its_draft_as_it_is(as_, dr_amara, intake):
    Patient.objects.update(closed_at=NOON, closed_reason="died")
    answer = patch(as_(dr_amara), intake)
    assert (answer.status_code, answer.json()["code"]) == (422, "record_closed")


def test_a_row_entered_in_error_refuses(as_, dr_amara, intake):
    problem = PainProblemFactory(intake=intake, erred_at=NOON, erred_by=dr_amara, erred_reason="wrong side")
    answer = patch(as_(dr_amara), problem, kind="problem", field="where")
    assert (answer.status_code, answer.json()["code"]) == (422, "entered_in_error")


def test_signed_out_is_said_in_json(client, intake):
    answer = patch(client, intake)
    assert (answer.status_code, answer.json()["code"]) == (401, "signed_out")
    assert answer.headers["WWW-Authenticate"]


def test_nothing_is_saved_under_the_name_of_somebody_who_signed_in_beside(as_, dr_amara, nav_nia, intake):
    answer = patch(as_(nav_nia), intake, author=str(dr_amara.pk))
    assert (answer.status_code, answer.json()["code"]) == (403, "other_person")
    assert Intake.objects.get().good_day == ""
    assert patch(as_(nav_nia), intake, author=str(nav_nia.pk)).status_code == 200


@pytest.mark.parametrize("who", ["dr_ben", "dr_dara"])
def test_an_intake_that_is_not_theirs_does_not_exist_for_them(request, as_, intake, who):
    assert patch(as_(request.getfixturevalue(who)), intake).status_code == 404
    assert Intake.objects.get().good_day == ""


def test_the_refusal_inside_the_clinic_is_on_record(as_, dr_ben, intake):
    patch(as_(dr_ben), intake)
    event = Event.objects.get(action="refused")
    assert (event.outcome, event.patient_id) == (Event.Outcome.DENIED, intake.patient_id)


@pytest.mark.parametrize("who", ["desk_cleo", "boss_moss", "pia"])
def test_roles_without_the_right_are_refused(request, as_, intake, who):
    assert patch(as_(request.getfixturevalue(who)), intake).status_code == 403


@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
def test_other_methods_are_refused(as_, dr_amara, intake, method):
    assert getattr(as_(dr_amara), method)(f"/api/drafts/intake/{intake.pk}/").status_code == 405


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"field": "good_day"}', "not json"])
def test_a_body_that_we_cannot_read_is_a_400(as_, dr_amara, intake, body):
    address = f"/api/drafts/intake/{intake.pk}/"
    assert as_(dr_amara).patch(address, body, content_type="application/json").status_code == 400
