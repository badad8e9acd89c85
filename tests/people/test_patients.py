"""Adding a person by hand, keeping their contact data right, consent to mail."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from time import monotonic, sleep

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from audit.models import Event
from core.errors import DomainError
from people import services
from people.access import Actor
from people.models import Patient
from people.rules.states import ClosedReason
from tests.factories.people import NOON, ClinicFactory, PatientFactory


@pytest.fixture
def new_person(dr_amara):
    return {
        "given_name": "Ana",
        "family_name": "Marsh",
        "birth_date": "1971-05-02",
        "sex": "female",
        "lead": dr_amara.pk,
        "time_zone": "America/New_York",
    }


def test_the_front_desk_adds_a_person_with_the_next_number_and_a_lead(as_, desk_cleo, maple, new_person):
    PatientFactory(clinic=maple, mrn="P-00041")
    answer = as_(desk_cleo).post(reverse("people:patient-new"), new_person)
    ana = Patient.objects.get(family_name="Marsh")
    assert answer.headers["Location"] == reverse("people:patient-contact", args=[ana.pk])
    assert ana.mrn == "P-00042"
    assert ana.care_team.get().is_lead
    assert Event.objects.filter(action="patient_registered", patient_id=ana.pk).count() == 1


def test_a_likely_double_is_shown_first_and_needs_a_tick(as_, desk_cleo, maple, new_person):
    double = PatientFactory(clinic=maple, given_name="ana", family_name="MARSH", birth_date=date(1971, 5, 2))
    client = as_(desk_cleo)
    shown = client.post(reverse("people:patient-new"), new_person)
    assert shown.status_code == 422
    assert double.mrn in shown.content.decode()
    assert Patient.objects.count() == 1
    client.post(reverse("people:patient-new"), {**new_person, "not_a_double": "on"})
    assert Patient.objects.count() == 2


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("birth_date", "2099-01-01", "The birth date is in the future."),
        ("birth_date", "1850-01-01", "more than 130 years ago"),
        ("time_zone", "Mars/Base", "Choose one of the answers"),
        ("mrn", "004-118", "already used here"),
    ],
)
def test_bad_input_keeps_what_was_typed_and_writes_nothing(
    as_, desk_cleo, pia_record, new_person, field, value, sentence
):
    answer = as_(desk_cleo).post(reverse("people:patient-new"), {**new_person, field: value})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert 'value="Marsh"' in answer.content.decode()
    assert Patient.objects.count() == 1


def test_contact_data_is_corrected_and_only_what_changed_is_named(as_, desk_cleo, pia_record):
    client = as_(desk_cleo)
    page = reverse("people:patient-contact", args=[pia_record.pk])
    data = {"email": "new@home.example", "phone": pia_record.phone, "time_zone": "America/Denver"}
    assert client.post(page, data).status_code == 302
    pia_record.refresh_from_db()
    assert (pia_record.email, pia_record.time_zone) == ("new@home.example", "America/Denver")
    assert Event.objects.get(action="contact_corrected").detail == "email time_zone"


def test_removing_the_address_withdraws_the_consent(dr_amara, actor_of, pia_record):
    services.correct_contact(patient=pia_record, email="", by=actor_of(dr_amara), at=NOON)
    pia_record.refresh_from_db()
    assert not pia_record.may_email
    assert pia_record.mail_consents.get().granted is False


def test_consent_needs_an_address_and_is_kept_each_time(as_, desk_cleo, actor_of, maple, pia_record):
    client, page = as_(desk_cleo), reverse("people:consent-record", args=[pia_record.pk])
    client.post(page, {"granted": "no", "how": "by phone"})
    client.post(page, {"granted": "yes", "how": "in person"})
    pia_record.refresh_from_db()
    assert pia_record.may_email
    assert pia_record.mail_consents.count() == 2
    silent = PatientFactory(clinic=maple)
    refused = client.post(
        reverse("people:consent-record", args=[silent.pk]), {"granted": "yes", "how": "by phone"}
    )
    assert refused.status_code == 422
    assert "Add an e-mail address first." in refused.content.decode()


def test_the_contact_page_writes_one_read_row(as_, desk_cleo, pia_record):
    as_(desk_cleo).get(reverse("people:patient-contact", args=[pia_record.pk]))
    row = Event.objects.get(action="read")
    assert (row.patient_id, row.category, row.actor_id) == (pia_record.pk, "contact", desk_cleo.pk)


def test_a_closed_record_gets_no_visit_and_no_task(dr_amara, actor_of, pia_record):
    by = actor_of(dr_amara)
    services.close_record(
        patient=pia_record, reason=ClosedReason.DIED, died_on=date(2026, 1, 2), by=by, at=NOON
    )
    visit = {"kind": "phone", "starts_at": NOON, "minutes": 20, "with_user": dr_amara}
    with pytest.raises(DomainError, match="closed"):
        services.book_visit(patient=pia_record, by=by, at=NOON, **visit)
    task = {
        "reason_code": "x",
        "sentence": "x",
        "owner_role": "navigator",
        "due_at": NOON,
        "source": ("x", "1"),
    }
    assert services.open_task(patient=pia_record, by=by, at=NOON, **task) is None


def test_closing_a_record_cancels_the_visits_to_come(dr_amara, actor_of, pia_record):
    by, tomorrow = actor_of(dr_amara), NOON + timedelta(days=1)
    visit = services.book_visit(
        patient=pia_record, kind="phone", starts_at=tomorrow, minutes=20, with_user=dr_amara, by=by, at=NOON
    )
    services.close_record(patient=pia_record, reason=ClosedReason.MOVED, by=by, at=NOON)
    visit.refresh_from_db()
    assert (visit.status, visit.cancelled_reason) == ("cancelled", "The record was closed.")
    with pytest.raises(DomainError, match="closed"):
        services.move_visit(visit=visit, starts_at=tomorrow, by=by, at=NOON)


@pytest.mark.parametrize("died_on", [date(2027, 1, 1), date(1850, 1, 1)])
def test_an_impossible_day_of_death_is_refused(as_, desk_cleo, pia_record, died_on):
    answer = as_(desk_cleo).post(
        reverse("people:record-close", args=[pia_record.pk]), {"reason": "died", "died_on": died_on}
    )
    assert answer.status_code == 422
    assert f'value="{died_on}"' in answer.content.decode()
    pia_record.refresh_from_db()
    assert pia_record.is_open


def test_a_corrected_address_is_the_one_to_sign_in_with(dr_amara, actor_of, pia, pia_record):
    EmailAddress.objects.create(user=pia, email=pia.email)
    services.correct_contact(patient=pia_record, email="Right@home.example", by=actor_of(dr_amara), at=NOON)
    pia.refresh_from_db()
    assert (pia.email, EmailAddress.objects.exists()) == ("right@home.example", False)
    assert Event.objects.filter(action="sign_in_address_changed", patient_id=pia_record.pk).count() == 1


def test_an_address_that_somebody_signs_in_with_is_refused(as_, desk_cleo, quin, pia, pia_record):
    page = reverse("people:patient-contact", args=[pia_record.pk])
    answer = as_(desk_cleo).post(page, {"email": quin.email, "time_zone": "America/Denver"})
    assert (answer.status_code, quin.email in answer.content.decode()) == (422, True)
    pia_record.refresh_from_db()
    assert pia_record.email == pia.email


def test_nobody_signs_in_to_a_closed_record(dr_amara, actor_of, maple):
    closed = PatientFactory(clinic=maple, email="x@home.example", closed_at=NOON, closed_reason="died")
    with pytest.raises(DomainError, match="closed"):
        services.open_portal_account(patient=closed, password=None, by=actor_of(dr_amara), at=NOON)


def test_what_a_page_says_stays_out_of_cookies(as_, desk_cleo, new_person):
    answer = as_(desk_cleo).post(reverse("people:patient-new"), new_person)
    assert "messages" not in answer.cookies


def test_the_database_insists_on_a_reason_with_a_closing(pia_record):
    with pytest.raises(IntegrityError, match="patient_closed_at_and_reason_together"):
        Patient.objects.filter(pk=pia_record.pk).update(closed_at=NOON)


def test_the_lead_hands_over_before_leaving(as_, dr_amara, dr_ben, pia_record):
    client, lead = as_(dr_amara), pia_record.care_team.get(is_lead=True)
    client.post(reverse("people:care-team-leave", args=[lead.pk]))
    lead.refresh_from_db()
    assert lead.ended_at is None
    client.post(reverse("people:care-team-join", args=[pia_record.pk]), {"user": dr_ben.pk, "as_lead": "on"})
    assert pia_record.care_team.get(is_lead=True).user == dr_ben
    client.post(reverse("people:care-team-leave", args=[lead.pk]))
    lead.refresh_from_db()
    assert lead.ended_at is not None


def test_somebody_who_left_does_not_lead_again(as_, dr_amara, dr_ben, actor_of, pia_record):
    by = actor_of(dr_amara)
    left = services.join_care_team(patient=pia_record, user=dr_ben, by=by, at=NOON)
    services.leave_care_team(member=left, by=by, at=NOON)
    as_(dr_amara).post(reverse("people:care-team-lead", args=[left.pk]))
    assert pia_record.care_team.get(is_lead=True, ended_at=None).user == dr_amara


def test_the_lead_of_a_moment_ago_is_not_let_go_from_an_old_copy(dr_amara, dr_ben, actor_of, pia_record):
    by = actor_of(dr_amara)
    stale = services.join_care_team(patient=pia_record, user=dr_ben, by=by, at=NOON)
    services.join_care_team(patient=pia_record, user=dr_ben, as_lead=True, by=by, at=NOON)
    with pytest.raises(DomainError, match="another lead first"):
        services.leave_care_team(member=stale, by=by, at=NOON)


def test_a_navigator_cannot_lead_and_a_clerk_cannot_join(actor_of, dr_amara, nav_nia, desk_cleo, pia_record):
    by = actor_of(dr_amara)
    with pytest.raises(DomainError, match="cannot lead"):
        services.join_care_team(patient=pia_record, user=nav_nia, as_lead=True, by=by, at=NOON)
    with pytest.raises(DomainError, match="no role that works with charts"):
        services.join_care_team(patient=pia_record, user=desk_cleo, by=by, at=NOON)


def test_a_patient_may_sign_in_once_an_account_is_opened(as_, desk_cleo, maple):
    ana = PatientFactory(clinic=maple, email="ana@home.example")
    as_(desk_cleo).post(reverse("people:portal-open", args=[ana.pk]))
    ana.refresh_from_db()
    assert ana.user.email == "ana@home.example"
    assert not ana.user.has_usable_password()


def test_a_record_without_a_lead_is_the_front_desks_task_until_one_is_chosen(maple, dr_amara, actor_of):
    by, ana = actor_of(dr_amara), PatientFactory(clinic=maple)
    services.ask_for_lead(patient=ana, by=by, at=NOON)
    services.ask_for_lead(patient=ana, by=by, at=NOON)
    task = ana.tasks.get()
    assert (task.reason_code, task.owner_role, task.status) == ("no_lead", "front_desk", "open")
    services.join_care_team(patient=ana, user=dr_amara, as_lead=True, by=by, at=NOON)
    task.refresh_from_db()
    assert (task.status, task.outcome) == ("cancelled", "A lead was chosen.")
    services.ask_for_lead(patient=ana, by=by, at=NOON)
    assert ana.tasks.count() == 1


@pytest.fixture
def corrected():
    return {"given_name": "Pía", "family_name": "Okafor-Ruiz", "birth_date": "1983-03-21", "sex": "female"}


def test_a_misspelt_name_and_a_wrong_birth_date_are_put_right(as_, desk_cleo, pia, pia_record, corrected):
    as_(desk_cleo).post(reverse("people:identity-correct", args=[pia_record.pk]), corrected)
    pia_record.refresh_from_db()
    pia.refresh_from_db()
    assert (str(pia_record), pia_record.birth_date) == ("Okafor-Ruiz, Pía", date(1983, 3, 21))
    assert pia.name == "Okafor-Ruiz, Pía"
    row = Event.objects.get(action="identity_corrected")
    assert row.detail == "given_name family_name birth_date sex"


def test_an_impossible_birth_date_is_said_beside_its_field_and_the_rest_is_kept(
    as_, desk_cleo, pia_record, corrected
):
    page = reverse("people:identity-correct", args=[pia_record.pk])
    answer = as_(desk_cleo).post(page, {**corrected, "birth_date": "2099-01-01"})
    assert answer.status_code == 422
    assert "The birth date is in the future." in answer.content.decode()
    assert "Okafor-Ruiz" in answer.content.decode()
    pia_record.refresh_from_db()
    assert pia_record.family_name == "Okafor"


def wait_until_somebody_waits_for_me() -> None:
    waits = "SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
    deadline = monotonic() + 10
    with connection.cursor() as cursor:
        while cursor.execute(waits) or not cursor.fetchall():
            assert monotonic() < deadline, "the other one never came"
            sleep(0.01)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_type_the_same_number_at_once_the_second_is_told():
    clinic = ClinicFactory()
    typed = {"given_name": "Ana", "family_name": "Marsh", "birth_date": date(1971, 5, 2), "mrn": "77"}

    def register() -> Patient:
        try:
            return services.register_patient(clinic=clinic, by=Actor.system(clinic.pk), at=NOON, **typed)
        finally:
            if not connection.in_atomic_block:
                connection.close()

    with ThreadPoolExecutor(1) as thread:
        with transaction.atomic():
            register()
            second = thread.submit(register)
            wait_until_somebody_waits_for_me()
        with pytest.raises(DomainError, match="already used here"):
            second.result(timeout=10)
    assert Patient.objects.count() == Event.objects.filter(action="patient_registered").count() == 1
