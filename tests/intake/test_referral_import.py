"""Importing a packet: all or nothing, once, refreshed by a newer one, and whose it is."""

import zlib
from datetime import timedelta

import pytest
from django.db import IntegrityError

from audit.models import Event
from core.errors import DomainError
from intake.models import Allergy, Medication, Referral, ReferralDocument, TimelineEntry
from intake.rules.words import MatchDecision, Precision, ReferralState
from intake.selectors.referrals import candidates_of
from intake.services import referrals
from intake.services.referrals import importing
from outcomes.models import Score
from people.models import Patient, PatientIdentifier, Task
from people.rules.states import ClosedReason
from tests.factories.intake_referrals import (
    allergy,
    bundle,
    condition,
    everything,
    imported,
    medicine,
    ndjson,
    number,
    packed,
    person,
    received,
    score,
)
from tests.factories.people import NOON

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=30)


def rows() -> dict[str, int]:
    models = (Patient, TimelineEntry, Medication, Allergy, Score, PatientIdentifier, Task)
    return {model.__name__: model.objects.count() for model in models}


@pytest.mark.parametrize("pack", [bundle, lambda *r: packed(bundle(*r)), ndjson])
def test_a_new_person_is_registered_and_charted(maple, pack):
    referral = imported(maple, pack(*everything()))
    patient = referral.patient
    assert (referral.state, referral.progress, referral.created_patient) == (ReferralState.DONE, 100, True)
    assert (patient.family_name, patient.given_name, patient.sex) == ("Okafor", "Pia", "female")
    assert rows() == {
        "Patient": 1, "TimelineEntry": 3, "Medication": 1, "Allergy": 1, "Score": 1,
        "PatientIdentifier": 1, "Task": 2,
    }  # fmt: skip
    assert referral.report["new"] == 6
    assert sum(referral.report["taken"].values()) == 7
    assert Event.objects.filter(action="packet_imported", patient_id=patient.pk).exists()


def test_the_same_bytes_again_change_nothing(maple, actor_of, desk_cleo):
    first = imported(maple, bundle(*everything()))
    before = rows()
    again = referrals.receive_packet(
        clinic=maple, filename="again.json", content=bundle(*everything()), by=actor_of(desk_cleo), at=LATER
    )
    assert (again.is_new, again.referral.pk) == (False, first.pk)
    assert referrals.claim_waiting(at=LATER) is None
    assert (rows(), Referral.objects.count()) == (before, 1)


def test_another_clinic_may_receive_the_same_packet(maple, birch):
    imported(maple, bundle(condition()))
    assert imported(birch, bundle(condition())).patient.clinic == birch
    assert Patient.objects.count() == 2


def test_a_newer_packet_adds_what_is_new_and_brings_the_rest_up_to_date(maple):
    first = imported(maple, bundle(condition(), medicine(), score()))
    newer = bundle(condition(), condition("c2", "Sciatica"), medicine(status="stopped"), score(), score("o2"))
    second = imported(maple, newer, at=LATER)
    assert second.patient == first.patient
    assert (second.report["new"], second.report["changed"], second.report["same"]) == (2, 1, 2)
    assert (TimelineEntry.objects.count(), Medication.objects.count(), Score.objects.count()) == (2, 1, 2)
    assert Medication.objects.get().status == "stopped"


def test_two_senders_with_the_same_small_ids_are_not_mixed_up(maple):
    imported(maple, bundle(condition("1", "Low back pain")))
    other = condition("1", "Migraine", code={"text": "Migraine"})
    imported(maple, bundle(other), at=LATER)
    assert set(TimelineEntry.objects.values_list("title", flat=True)) == {"Low back pain", "Migraine"}


def test_a_missing_dose_is_said_and_a_partial_date_stays_partial(maple):
    imported(
        maple,
        bundle(medicine(authoredOn="2019-03"), condition(onsetDateTime="2018"), allergy(recordedDate="2001")),
    )
    medication, entry = Medication.objects.get(), TimelineEntry.objects.get()
    assert (medication.dose, medication.dose_words) == ("", "dose not stated")
    assert (medication.started_precision, entry.precision) == (Precision.MONTH, Precision.YEAR)
    assert Allergy.objects.get().recorded_precision == Precision.YEAR


# --- Whose it is -------------------------------------------------------------------------------


def test_number_birth_date_and_name_settle_whose_it_is(maple):
    first = imported(maple, bundle(condition()))
    written_otherwise = person(name=[{"family": "OKAFOR", "given": ["Pía", "Maria"]}])
    second = imported(maple, bundle(condition("c2"), patient=written_otherwise), at=LATER)
    assert second.patient == first.patient
    assert second.created_patient is False


@pytest.mark.parametrize(
    "name",
    [
        {"family": "Okafor-Lee", "given": ["Pia"]},
        {"family": "Okafor", "given": ["Ada"]},
        {"family": "Chen", "given": ["Wu"]},
    ],
)
def test_another_name_under_a_known_number_asks_a_human(maple, name):
    first = imported(maple, bundle(condition()))
    second = imported(maple, bundle(condition("c2"), patient=person(name=[name])), at=LATER)
    assert (second.state, second.patient) == (ReferralState.NEEDS_MATCH, None)
    assert candidates_of(second) == (first.patient,)
    assert TimelineEntry.objects.count() == 1


def test_the_clinics_own_number_counts_when_it_names_no_system(maple, pia_record):
    own = number("MR", "004-118", system="")
    referral = imported(maple, bundle(condition(), patient=person(identifier=[own])))
    assert referral.patient == pia_record


def test_a_number_of_the_senders_is_not_the_clinics_own(maple, pia_record):
    """The same digits elsewhere are somebody else's: no match, and nobody is even asked about."""
    chen = person(name=[{"family": "Chen", "given": ["Wu"]}], birthDate="1990-01-01")
    referral = imported(maple, bundle(patient=chen | {"identifier": [number("MR", "004-118")]}))
    assert referral.created_patient


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"identifier": []}, "only name and birth date agree"),
        ({"identifier": [], "name": [{"family": "OKAFOR", "given": ["Pía", "Maria"]}]}, "case and accents"),
        (
            {"identifier": [number("MR", "004-118", system="")], "birthDate": "1990-01-01"},
            "number without birth date",
        ),
        ({"identifier": [number("MR", "004-118")]}, "the clinic's own number, but under a sender's system"),
        (
            {"identifier": [number("MR", "004-118")], "name": [{"family": "Okafor", "given": ["Ada"]}]},
            "birth date and digits agree",
        ),
    ],
)
def test_a_human_decides_when_it_is_not_certain(maple, pia_record, changes, why):
    referral = imported(maple, bundle(condition(), patient=person(**changes)))
    assert (referral.state, referral.patient) == (ReferralState.NEEDS_MATCH, None), why
    assert TimelineEntry.objects.count() == 0
    assert referral.report["person"]["family_name"].casefold() == "okafor"


def test_a_different_person_with_the_same_birth_date_is_new(maple, pia_record):
    referral = imported(
        maple, bundle(patient=person(identifier=[], name=[{"family": "Chen", "given": ["Wu"]}]))
    )
    assert referral.created_patient


def test_a_known_number_of_another_clinic_means_nothing_here(birch, pia_record):
    referral = imported(birch, bundle(patient=person(identifier=[number("MR", "004-118", system="")])))
    assert referral.patient.clinic == birch


@pytest.fixture
def undecided(maple, pia_record):
    return imported(maple, bundle(condition(), patient=person(identifier=[number("MR", "S-1")])))


def go_on(at=LATER) -> Referral:
    return referrals.import_packet(referral=referrals.claim_waiting(at=at), at=at)


def test_this_person(undecided, pia_record, desk_cleo, actor_of):
    referrals.decide_match(referral=undecided, patient=pia_record, by=actor_of(desk_cleo), at=LATER)
    referral = go_on()
    assert (referral.patient, referral.created_patient) == (pia_record, False)
    assert pia_record.timeline.count() == 1
    assert PatientIdentifier.objects.get().patient == pia_record


def test_a_new_person(undecided, pia_record, desk_cleo, actor_of):
    decided = referrals.decide_match(referral=undecided, patient=None, by=actor_of(desk_cleo), at=LATER)
    assert decided.decision == MatchDecision.NEW_PERSON
    referral = go_on()
    assert referral.created_patient
    assert referral.patient != pia_record


def test_nobody_who_was_not_shown_can_be_chosen(undecided, quin_record, desk_cleo, actor_of):
    with pytest.raises(DomainError, match="one of the people shown"):
        referrals.decide_match(referral=undecided, patient=quin_record, by=actor_of(desk_cleo), at=LATER)


def test_a_match_is_decided_once(undecided, pia_record, desk_cleo, actor_of):
    referrals.decide_match(referral=undecided, patient=None, by=actor_of(desk_cleo), at=LATER)
    with pytest.raises(DomainError, match="does not wait"):
        referrals.decide_match(referral=undecided, patient=pia_record, by=actor_of(desk_cleo), at=LATER)


# --- Death and e-mail --------------------------------------------------------------------------


def test_a_person_who_died_gets_a_closed_record_and_no_task(maple):
    referral = imported(maple, bundle(*everything(), patient=person(deceasedDateTime="2024-04-01T02:00:00Z")))
    patient = referral.patient
    assert (patient.closed_reason, patient.died_on.isoformat()) == (ClosedReason.DIED, "2024-04-01")
    assert Task.objects.count() == 0
    assert patient.timeline.count() == 3


def test_a_known_person_who_has_died_since_is_closed(maple):
    first = imported(maple, bundle(condition()))
    imported(maple, bundle(condition(), patient=person(deceasedBoolean=True)), at=LATER)
    first.patient.refresh_from_db()
    assert (first.patient.closed_reason, first.patient.died_on) == (ClosedReason.DIED, None)


@pytest.mark.parametrize(("email", "tasks"), [("pia@home.example", 0), ("not an address", 1), (None, 1)])
def test_no_email_opens_one_task_for_the_front_desk(maple, email, tasks):
    telecom = [{"system": "email", "value": email}] if email else []
    imported(maple, bundle(patient=person(telecom=telecom)))
    assert Task.objects.filter(reason_code="no_email", owner_role="front_desk").count() == tasks


# --- All or nothing ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "step", ["_link_numbers", "chart", "_close_if_dead", "_ask_for_email", "final_report"]
)
def test_a_failure_half_way_leaves_no_trace(maple, monkeypatch, step):
    received(maple, bundle(*everything()))
    claimed = referrals.claim_waiting(at=NOON)

    def fail(*args, **kwargs):
        raise IntegrityError("on purpose")

    monkeypatch.setattr(importing, step, fail)
    with pytest.raises(IntegrityError):
        referrals.import_packet(referral=claimed, at=NOON)
    assert set(rows().values()) == {0}
    claimed.refresh_from_db()
    assert claimed.state == ReferralState.READING


def test_a_refusal_by_the_house_ends_with_its_sentence(maple, monkeypatch):
    def refuse(**kwargs):
        raise DomainError("no", "The house says no.")

    monkeypatch.setattr(importing.people, "register_patient", refuse)
    referral = imported(maple, bundle(condition()))
    assert (referral.state, referral.refusal) == (ReferralState.REFUSED, "The house says no.")
    assert set(rows().values()) == {0}


def test_a_worker_that_lost_its_claim_writes_nothing(maple):
    received(maple, bundle(condition()))
    slow = referrals.claim_waiting(at=NOON)
    Referral.objects.update(leased_until=NOON - timedelta(days=400))
    quick = referrals.claim_waiting(at=NOON)
    assert quick.attempts == 2
    assert referrals.import_packet(referral=slow, at=NOON).state == ReferralState.READING
    assert referrals.import_packet(referral=quick, at=NOON).state == ReferralState.DONE
    assert Patient.objects.count() == 1


def test_a_packet_that_stops_three_workers_is_set_aside_and_the_next_one_flows(maple):
    poison = received(maple, bundle(condition()))
    received(maple, bundle(condition("c2")), at=LATER)
    for _ in range(3):
        assert referrals.claim_waiting(at=LATER) == poison
        Referral.objects.filter(pk=poison.pk).update(leased_until=NOON - timedelta(days=400))
    assert referrals.claim_waiting(at=LATER).pk != poison.pk
    poison.refresh_from_db()
    assert (poison.state, "Nothing was saved" in poison.refusal) == (ReferralState.REFUSED, True)


def test_a_leased_packet_is_not_claimed_again(maple):
    received(maple, bundle(condition()))
    assert referrals.claim_waiting(at=NOON) is not None
    assert referrals.claim_waiting(at=LATER) is None


def test_the_numbers_that_are_never_stored_are_in_no_row(maple):
    forbidden = [number("SS", "999-12-3456"), number("PPN", "X12345678Z"), number("DL", "S99912345")]
    referral = imported(maple, bundle(patient=person(identifier=[number("MR", "S-77"), *forbidden])))
    document = zlib.decompress(bytes(ReferralDocument.objects.get().content), 31).decode()
    stored = document + str(referral.report) + str(list(PatientIdentifier.objects.values()))
    for secret in ("999-12-3456", "X12345678Z", "S99912345"):
        assert secret not in stored
    assert document.count("[not kept]") == 3
    assert PatientIdentifier.objects.get().value == "S-77"
