"""Asking for old records, and saying what came (S17)."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from audit import services as audit
from core.errors import DomainError
from people.access import Actor, ensure_same_clinic
from people.models import Patient

from ..models import RecordRequest, Referral
from ..rules.records import AskedBy, RecordKind, RecordState
from ..rules.words import ReferralState


@transaction.atomic
def ask_for_record(
    *,
    patient: Patient,
    what: RecordKind,
    holder: str,
    how: AskedBy,
    asked_on: date,
    by: Actor,
    at: datetime,
    detail: str = "",
) -> RecordRequest:
    """The same thing asked of the same place while it is out is one request: a double press makes one."""
    ensure_same_clinic(by, patient)
    if by.user_id is None:
        raise DomainError("nobody", "A record is asked for by a person.")
    if not patient.is_open:
        raise DomainError("record_closed", "This record is closed; nothing is added to it.")
    if asked_on > patient.clinic.today(at):
        raise DomainError("future", "This day is still to come.", "asked_on")
    request, is_new = RecordRequest.objects.get_or_create(
        patient=patient,
        what=what,
        detail=detail.strip(),
        holder=holder.strip(),
        state=RecordState.ASKED,
        defaults={
            "clinic_id": patient.clinic_id,
            "how": how,
            "asked_on": asked_on,
            "asked_by_id": by.user_id,
            "created_at": at,
        },
    )
    if is_new:
        audit.record("record_asked_for", by=by, subject=request, detail=what, at=at)
    return request


def record_came(*, request: RecordRequest, by: Actor, at: datetime, packet: str = "") -> RecordRequest:
    """It is here. `packet` is the key of this person's referral packet that brought it, when one did."""
    referral = _packet(request, packet) if packet else None
    return _settle(request, RecordState.CAME, by=by, at=at, referral=referral)


def _packet(request: RecordRequest, key: str) -> Referral:
    try:
        return Referral.objects.get(pk=key, patient_id=request.patient_id, state=ReferralState.DONE)
    except (Referral.DoesNotExist, ValidationError):
        raise DomainError("wrong_packet", "There is no such packet of this person.") from None


def no_record(*, request: RecordRequest, reason: str, by: Actor, at: datetime) -> RecordRequest:
    """There is none to be had, and why: so that nobody asks a third time."""
    if not reason.strip():
        raise DomainError("no_reason", "Say in a few words why there is none.", "reason")
    return _settle(request, RecordState.NONE, by=by, at=at, reason=reason.strip()[:200])


@transaction.atomic
def wait_again(*, request: RecordRequest, by: Actor, at: datetime) -> RecordRequest:
    """Undo what was said of it: it is still out."""
    held = _held(request, by)
    if held.state == RecordState.ASKED:
        return held
    same = RecordRequest.objects.filter(
        patient_id=held.patient_id,
        what=held.what,
        detail=held.detail,
        holder=held.holder,
        state=RecordState.ASKED,
    )
    if same.exists():
        raise DomainError("asked_again", "It was asked for again since. That line is the one that waits.")
    return _write(held, RecordState.ASKED, "record_waits_again", by=by, at=at)


@transaction.atomic
def _settle(
    request: RecordRequest,
    state: RecordState,
    *,
    by: Actor,
    at: datetime,
    reason: str = "",
    referral: Referral | None = None,
) -> RecordRequest:
    held = _held(request, by)
    if held.state == state:
        return held
    if held.state != RecordState.ASKED:
        raise DomainError("settled", "Somebody has said already what became of it. Undo that first.")
    held.reason, held.referral = reason, referral
    return _write(held, state, f"record_{state}", by=by, at=at)


def _held(request: RecordRequest, by: Actor) -> RecordRequest:
    ensure_same_clinic(by, request)
    return RecordRequest.objects.select_for_update(of=("self",), no_key=True).get(pk=request.pk)


def _write(held: RecordRequest, state: RecordState, action: str, *, by: Actor, at: datetime) -> RecordRequest:
    is_out = state == RecordState.ASKED
    held.state = state
    held.settled_at, held.settled_by_id = (None, None) if is_out else (at, by.user_id)
    if is_out:
        held.reason, held.referral = "", None
    held.save(update_fields=["state", "settled_at", "settled_by", "reason", "referral"])
    audit.record(action, by=by, subject=held, at=at)
    return held
