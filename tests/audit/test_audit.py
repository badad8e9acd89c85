"""The log only grows, whoever asks, and holds no content."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from audit import services as audit
from audit.models import Event
from people import services
from people.access import Actor


@pytest.fixture
def event(pia_record, dr_amara):
    return audit.record("looked", by=Actor.of(dr_amara), subject=pia_record, category="chart")


def test_a_row_says_who_did_what_to_whose_chart(event, pia_record, dr_amara):
    assert (event.actor_id, event.actor_label, event.role) == (dr_amara.pk, "Dr Amara Rao", "physician")
    assert (event.patient_id, event.kind, event.object_id) == (
        pia_record.pk,
        "people.patient",
        str(pia_record.pk),
    )


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE audit_event SET action = 'nothing'",
        "DELETE FROM audit_event",
        "TRUNCATE audit_event",
    ],
)
def test_nobody_changes_a_row_not_even_the_owner(event, attack):
    with pytest.raises(DatabaseError, match="audit rows cannot be changed"), transaction.atomic():
        connection.cursor().execute(attack)
    assert Event.objects.filter(pk=event.pk).exists()


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE audit_event SET action = 'nothing'",
        "DELETE FROM audit_event",
        "TRUNCATE audit_event",
        "ALTER TABLE audit_event DISABLE TRIGGER ALL",
        "DROP TABLE audit_event",
        "SET session_replication_role = replica",
    ],
)
def test_the_application_role_has_no_right_to_try(event, settings, attack):
    settings.DATABASE_APP_ROLE = "paincare_app_in_tests"
    call_command("grant_app_role", stdout=StringIO())
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE paincare_app_in_tests")
        cursor.execute("SELECT count(*) FROM audit_event")
        with pytest.raises(DatabaseError, match="permission denied|must be owner"), transaction.atomic():
            cursor.execute(attack)


def test_a_change_whose_audit_row_cannot_be_written_does_not_happen(pia_record, dr_amara, monkeypatch):
    def broken(*args, **kwargs):
        raise DatabaseError("audit is down")

    monkeypatch.setattr(audit, "record", broken)
    with pytest.raises(DatabaseError):
        services.correct_contact(
            patient=pia_record, phone="555-9999", by=Actor.of(dr_amara), at=pia_record.created_at
        )
    pia_record.refresh_from_db()
    assert pia_record.phone == "555-0142"


def test_detail_is_kept_short(dr_amara):
    assert len(audit.record("x", by=Actor.of(dr_amara), detail="y" * 500).detail) == 200
