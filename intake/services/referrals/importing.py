"""Importing one packet: read it, find whose it is, chart it. All or nothing."""

from datetime import datetime, timedelta

from django.db import transaction

from audit import services as audit
from core.errors import DomainError
from outcomes import services as outcomes
from people import services as people
from people.access import Actor
from people.models import Clinic, Patient
from people.permissions import Role
from people.rules.states import ClosedReason

from ...models import Referral
from ...rules.packet import Packet, PacketError, PacketPatient, ReadScore, read_packet
from ...rules.words import MatchDecision, ReferralState
from ...selectors.referrals import SOURCE_KIND, Identity, Match, match_of
from .charting import Charted, chart
from .receipt import limits
from .report import final_report, first_report
from .waiting import renew, still_mine

#: Reading fills the bar to here; the writing that follows is one step.
_READ_PERCENT = 90
_STEP = 5
_EMAIL_TASK_DUE = timedelta(days=2)
_NO_EMAIL = "No e-mail on file, so no reminder can be sent. Ask for an address."


def import_packet(*, referral: Referral, at: datetime) -> Referral:
    """Import a claimed packet.

    1. Read the bytes, outside any transaction: progress is seen at once and renews the claim.
    2. One transaction: lock the row, find the patient, write every entry, mark the packet done. Any failure
       leaves no trace of it, and the packet is tried again when its claim lapses.
    A packet that cannot be read, or that the house's rules refuse, ends with one sentence.
    """
    try:
        packet = _read(referral, at)
        return _settle(referral, packet, at)
    except PacketError as refused:
        return _refuse(referral, refused.sentence, refused.code, at)
    except DomainError as refused:
        return _refuse(referral, refused.message, refused.code, at)


def _read(referral: Referral, at: datetime) -> Packet:
    content = bytes(referral.document.content)
    shown = 0

    def heard(used: int) -> None:
        nonlocal shown
        percent = used * _READ_PERCENT // len(content)
        if percent >= shown + _STEP:
            shown = percent
            renew(referral, percent=percent)

    today = referral.clinic.today(at)
    return read_packet(content, filename=referral.filename, today=today, limits=limits(), heard=heard)


@transaction.atomic
def _settle(referral: Referral, packet: Packet, at: datetime) -> Referral:
    """The clinic's row is locked first: two packets of one new person must not open two records."""
    clinic = Clinic.objects.select_for_update(no_key=True).get(pk=referral.clinic_id)
    mine = still_mine(referral).select_for_update().first()
    if mine is None:  # The claim lapsed and another worker has it.
        referral.refresh_from_db()
        return referral
    match = _match(mine, clinic, packet.person)
    if match.candidates:
        return _ask_a_human(mine, packet, at)
    return _chart(mine, clinic, packet, match.patient, at)


def _match(referral: Referral, clinic: Clinic, person: PacketPatient) -> Match:
    """What a human decided stands above what the numbers say."""
    if referral.decision == MatchDecision.SAME_PERSON:
        return Match(patient=referral.patient)
    if referral.decision == MatchDecision.NEW_PERSON:
        return Match()
    return match_of(
        clinic, Identity(person.given_name, person.family_name, person.birth_date, person.record_numbers)
    )


def _ask_a_human(referral: Referral, packet: Packet, at: datetime) -> Referral:
    referral.state, referral.report = ReferralState.NEEDS_MATCH, first_report(packet)
    referral.leased_until, referral.progress = None, _READ_PERCENT
    referral.save()
    audit.record("packet_needs_match", by=Actor.system(referral.clinic_id), subject=referral, at=at)
    return referral


def _chart(
    referral: Referral, clinic: Clinic, packet: Packet, known: Patient | None, at: datetime
) -> Referral:
    by = Actor.system(clinic.pk)
    patient = known or _register(clinic, packet.person, by=by, at=at)
    identifiers = _link_numbers(patient, packet.person, by=by, at=at)
    charted: Charted = chart(packet, patient=patient, referral=referral, at=at)
    scores = outcomes.import_scores(
        patient=patient,
        rows=[_imported(score) for score in packet.scores],
        source=(SOURCE_KIND, str(referral.pk)),
        by=by,
        at=at,
    )
    closed = _close_if_dead(patient, packet.person, by=by, at=at)
    if known is None:
        _ask_for_email(patient, referral, by=by, at=at)
        people.ask_for_lead(patient=patient, by=by, at=at)
    referral.report = final_report(packet, charted, scores) | {"identifiers": identifiers, "closed": closed}
    referral.patient, referral.created_patient = patient, known is None
    referral.state, referral.progress = ReferralState.DONE, 100
    referral.leased_until, referral.finished_at, referral.refusal = None, at, ""
    referral.save()
    audit.record("packet_imported", by=by, subject=referral, detail=f"new={charted.new}", at=at)
    return referral


def _register(clinic: Clinic, person: PacketPatient, *, by: Actor, at: datetime) -> Patient:
    return people.register_patient(
        clinic=clinic,
        given_name=person.given_name,
        family_name=person.family_name,
        preferred_name=person.preferred_name,
        birth_date=person.birth_date,
        sex=person.sex,
        email=person.email,
        phone=person.phone,
        address=person.address,
        by=by,
        at=at,
    )


def _link_numbers(patient: Patient, person: PacketPatient, *, by: Actor, at: datetime) -> list[str]:
    """Remember the sender's record numbers; returns the ids of those that are new, for undoing.

    A number that already leads to somebody else stays there: a human said that this is another person.
    """
    here = {(row.system, row.value) for row in patient.identifiers.all()}
    linked = []
    for number in person.record_numbers:
        if not number.system or (number.system, number.value) in here:
            continue
        try:
            row = people.link_identifier(
                patient=patient, system=number.system, value=number.value, by=by, at=at
            )
        except DomainError:
            continue
        linked.append(str(row.pk))
    return linked


def _imported(score: ReadScore) -> outcomes.ImportedScore:
    if score.true_on.on is None:
        raise ValueError("A score without a day is left by the reader.")
    return outcomes.ImportedScore(score.instrument, score.value, score.true_on.on, score.key)


def _close_if_dead(patient: Patient, person: PacketPatient, *, by: Actor, at: datetime) -> bool:
    """A person who died gets a closed record: nothing is planned for, sent to or asked of them."""
    if not person.is_dead or not patient.is_open:
        return False
    people.close_record(patient=patient, reason=ClosedReason.DIED, died_on=person.died_on, by=by, at=at)
    return True


def _ask_for_email(patient: Patient, referral: Referral, *, by: Actor, at: datetime) -> None:
    if patient.email or not patient.is_open:
        return
    people.open_task(
        patient=patient,
        reason_code="no_email",
        sentence=_NO_EMAIL,
        owner_role=Role.FRONT_DESK,
        due_at=at + _EMAIL_TASK_DUE,
        source=(SOURCE_KIND, str(referral.pk)),
        by=by,
        at=at,
    )


@transaction.atomic
def _refuse(referral: Referral, sentence: str, code: str, at: datetime) -> Referral:
    mine = still_mine(referral).select_for_update().first()
    if mine is None:
        referral.refresh_from_db()
        return referral
    mine.state, mine.refusal, mine.finished_at, mine.leased_until = (
        ReferralState.REFUSED,
        sentence[:400],
        at,
        None,
    )
    mine.save(update_fields=["state", "refusal", "finished_at", "leased_until"])
    audit.record("packet_refused", by=Actor.system(mine.clinic_id), subject=mine, detail=code, at=at)
    return mine
