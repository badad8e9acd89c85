"""What people decide about a packet: whose it is, that it is tried again, that it was wrong."""

from datetime import datetime

from django.db import transaction

from audit import services as audit
from core.errors import DomainError
from outcomes import services as outcomes
from people import services as people
from people.access import Actor, ensure_same_clinic
from people.models import Patient

from ...models import Referral, ReferralDocument
from ...rules.words import MatchDecision, ReferralState
from ...selectors.referrals import SOURCE_KIND, candidates_of, later_import, was_touched
from .charting import mark_in_error, restore
from .receipt import live_twin


@transaction.atomic
def decide_match(*, referral: Referral, patient: Patient | None, by: Actor, at: datetime) -> Referral:
    """Say whose packet this is: `patient`, or None for somebody new. The sweep goes on from there."""
    referral = _locked(referral, by)
    if referral.state != ReferralState.NEEDS_MATCH:
        raise DomainError("not_waiting", "This packet does not wait for a match any more.")
    if patient is not None:
        _refuse_stranger(referral, patient, by)
    referral.patient = patient
    referral.decision = MatchDecision.SAME_PERSON if patient else MatchDecision.NEW_PERSON
    _wait_again(referral)
    referral.save()
    audit.record("packet_matched", by=by, subject=referral, detail=referral.decision, at=at)
    return referral


def _refuse_stranger(referral: Referral, patient: Patient, by: Actor) -> None:
    ensure_same_clinic(by, patient)
    if patient not in candidates_of(referral):
        raise DomainError("no_candidate", "Choose one of the people shown, or a new person.", "person")


@transaction.atomic
def retry(*, referral: Referral, by: Actor, at: datetime) -> Referral:
    """Read a refused packet again, from the document that was kept."""
    referral = _locked(referral, by)
    if referral.state != ReferralState.REFUSED:
        raise DomainError("not_refused", "Only a refused packet can be read again.")
    if not ReferralDocument.objects.filter(referral=referral).exists():
        raise DomainError("not_kept", "The file could not be read, so it was not kept. Drop it again.")
    if live_twin(referral.clinic_id, referral.sha256):
        raise DomainError("here_already", "The same packet was received again since, and is here already.")
    _wait_again(referral)
    referral.refusal, referral.finished_at = "", None
    referral.save()
    audit.record("packet_retried", by=by, subject=referral, at=at)
    return referral


@transaction.atomic
def undo_import(*, referral: Referral, reason: str, by: Actor, at: datetime) -> Referral:
    """Take an import back, with a reason.

    1. Every row that it added is marked entered in error, never deleted: somebody may have read it, or built
       on it. What it changed in older rows is put back.
    2. The record numbers that it linked are forgotten, so that the next packet does not follow them.
    3. A record that it opened, and in which no person has written since, is closed as entered in error; one
       that it closed is opened again.
    The newest import of a person is undone first.
    """
    referral = _locked(referral, by)
    _refuse_undo(referral, reason)
    patient, report = referral.patient, referral.report
    if patient is None:
        raise DomainError("not_done", "Only an imported packet can be undone.")
    withdraws = referral.created_patient and not was_touched(patient)
    mark_in_error(referral, user_id=by.user_id, reason=reason.strip(), at=at)
    restore(report["before"])
    source = (SOURCE_KIND, str(referral.pk))
    outcomes.withdraw_scores(source=source, reason=reason.strip(), by=by, at=at)
    people.cancel_tasks_of(source=source, reason="The import was undone.", by=by, at=at)
    people.unlink_identifiers(patient=patient, ids=report["identifiers"], by=by, at=at)
    if withdraws:
        people.withdraw_record(patient=patient, by=by, at=at)
    elif report["closed"]:
        people.reopen_record(patient=patient, by=by, at=at)
    referral.state, referral.undone_at, referral.undone_reason = ReferralState.UNDONE, at, reason.strip()
    referral.undone_by_id = by.user_id
    referral.save()
    audit.record("import_undone", by=by, subject=referral, at=at)
    return referral


def _refuse_undo(referral: Referral, reason: str) -> None:
    if referral.state != ReferralState.DONE:
        raise DomainError("not_done", "Only an imported packet can be undone.")
    if not reason.strip():
        raise DomainError("reason_needed", "Say why the import was wrong.", "reason")
    newer = later_import(referral)
    if newer:
        raise DomainError("newer_first", f"Undo the newer packet “{newer.filename}” of this person first.")


def _wait_again(referral: Referral) -> None:
    referral.state, referral.attempts, referral.progress = ReferralState.WAITING, 0, 0
    referral.leased_until = None


def _locked(referral: Referral, by: Actor) -> Referral:
    ensure_same_clinic(by, referral)
    return Referral.objects.select_for_update().get(pk=referral.pk)
