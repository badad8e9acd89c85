"""Taking an import back: nothing is lost, nothing is left standing that was not there before."""

from datetime import timedelta

import pytest

from audit.models import Event
from core.errors import DomainError
from intake.models import Allergy, Medication, TimelineEntry
from intake.rules.words import ReferralState
from intake.services import referrals
from outcomes.models import Score
from people import services as people
from people.models import Patient, PatientIdentifier, Task
from people.rules.states import ClosedReason, TaskStatus
from tests.factories.intake_referrals import bundle, condition, everything, imported, medicine, number, person
from tests.factories.people import NOON

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=30)
LATEST = LATER + timedelta(days=1)
CHARTED = (TimelineEntry, Medication, Allergy, Score)


@pytest.fixture
def cleo(actor_of, desk_cleo):
    return actor_of(desk_cleo)


def undo(referral, by, reason="Wrong person"):
    return referrals.undo_import(referral=referral, reason=reason, by=by, at=LATEST)


def standing() -> int:
    return sum(model.objects.filter(erred_at=None).count() for model in CHARTED)


def test_every_row_is_marked_and_none_is_deleted(maple, cleo):
    referral = imported(maple, bundle(*everything()))
    undone = undo(referral, cleo)
    assert standing() == 0
    assert sum(model.objects.count() for model in CHARTED) == 6
    row = TimelineEntry.objects.first()
    assert (row.erred_reason, row.erred_by_id, row.erred_at) == ("Wrong person", cleo.user_id, LATEST)
    assert (undone.state, undone.undone_by_id) == (ReferralState.UNDONE, cleo.user_id)
    assert Event.objects.filter(action="import_undone", actor_id=cleo.user_id).exists()


def test_a_record_that_it_opened_is_closed_and_its_task_cancelled(maple, cleo):
    referral = imported(maple, bundle(condition()))
    undo(referral, cleo)
    patient = Patient.objects.get()
    assert patient.closed_reason == ClosedReason.ENTERED_IN_ERROR
    assert set(Task.objects.values_list("status", flat=True)) == {TaskStatus.CANCELLED}
    assert PatientIdentifier.objects.count() == 0


def test_the_same_packet_may_come_again_and_opens_a_right_record(maple, cleo):
    content = bundle(*everything())
    first = imported(maple, content)
    undo(first, cleo)
    second = imported(maple, content, at=LATEST)
    assert (second.state, second.created_patient) == (ReferralState.DONE, True)
    assert second.patient != first.patient
    assert standing() == 6


def test_a_record_in_which_somebody_has_written_stays_open(maple, cleo):
    referral = imported(maple, bundle(condition()))
    people.correct_contact(patient=referral.patient, phone="555-9", by=cleo, at=LATER)
    undo(referral, cleo)
    assert Patient.objects.get().is_open
    assert standing() == 0


def test_reading_a_record_is_not_writing_in_it(maple, cleo, as_, desk_cleo):
    referral = imported(maple, bundle(condition()))
    as_(desk_cleo).get(f"/referrals/{referral.pk}/")
    undo(referral, cleo)
    assert not Patient.objects.get().is_open


def test_a_known_person_keeps_what_was_there(maple, cleo, pia_record):
    hers = person(identifier=[number("MR", "004-118", system="")])
    referral = imported(maple, bundle(condition(), patient=hers))
    undo(referral, cleo)
    pia_record.refresh_from_db()
    assert pia_record.is_open
    assert standing() == 0


def test_numbers_that_led_to_the_wrong_person_are_forgotten(maple, cleo, pia_record):
    referral = imported(maple, bundle(condition(), patient=person(identifier=[number("MR", "S-1")])))
    referrals.decide_match(referral=referral, patient=pia_record, by=cleo, at=LATER)
    done = referrals.import_packet(referral=referrals.claim_waiting(at=LATER), at=LATER)
    assert PatientIdentifier.objects.get().patient == pia_record
    undo(done, cleo)
    assert PatientIdentifier.objects.count() == 0


def test_what_a_newer_packet_changed_is_put_back(maple, cleo):
    imported(maple, bundle(condition(onsetDateTime="2019-05"), medicine()))
    changed = bundle(
        condition(onsetDateTime="2018-01-02"), medicine(status="stopped", authoredOn="2024-02-02")
    )
    newer = imported(maple, changed, at=LATER)
    assert newer.report["changed"] == 2
    undo(newer, cleo)
    medication, entry = Medication.objects.get(), TimelineEntry.objects.get()
    assert (medication.status, str(medication.started_on)) == ("active", "2024-01-05")
    assert (str(entry.starts_on), entry.precision, entry.erred_at) == ("2019-05-01", "month", None)


def test_the_newest_packet_of_a_person_is_undone_first(maple, cleo):
    first = imported(maple, bundle(condition()))
    second = imported(maple, bundle(condition("c2")), at=LATER)
    with pytest.raises(DomainError, match="Undo the newer packet"):
        undo(first, cleo)
    undo(second, cleo)
    undo(first, cleo)
    assert standing() == 0


def test_a_death_that_came_with_it_is_taken_back(maple, cleo):
    first = imported(maple, bundle(condition()))
    dead = imported(maple, bundle(condition(), patient=person(deceasedDateTime="2026-10-01")), at=LATER)
    undo(dead, cleo)
    first.patient.refresh_from_db()
    assert (first.patient.is_open, first.patient.died_on) == (True, None)


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_reason_is_needed(maple, cleo, reason):
    with pytest.raises(DomainError, match="Say why"):
        undo(imported(maple, bundle(condition())), cleo, reason)
    assert standing() == 1


def test_twice_is_refused(maple, cleo):
    referral = imported(maple, bundle(condition()))
    undo(referral, cleo)
    with pytest.raises(DomainError, match="Only an imported packet"):
        undo(referral, cleo)
