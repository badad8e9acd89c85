"""Logging a call, and taking it back on the same day."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from audit import services as audit
from core.errors import DomainError
from people.access import Actor, ensure_same_clinic
from people.models import Patient
from people.permissions import Role
from people.rules.states import Priority
from people.selectors import lead_of
from people.services import cancel_tasks_of, open_task

from ..models import ContactAttempt, Hold
from ..rules.calls import held_until
from ..rules.reasons import Reason
from ..rules.words import CallAgain, CallResult, RemovalReason

FOR_THE_LEAD_WITHIN = timedelta(days=1)
FOR_THE_DESK_WITHIN = timedelta(days=1)

_SOURCE = "contact_attempt"


@transaction.atomic
def log_call(
    *,
    patient: Patient,
    result: CallResult,
    reasons: Sequence[Reason],
    by: Actor,
    at: datetime,
    again: CallAgain | None = None,
    removal_reason: RemovalReason | None = None,
    note: str = "",
) -> ContactAttempt:
    """Keep the result, hold the reasons that the call was about, and open the task that follows from it.

    `reasons` are those that the caller saw; one that appeared meanwhile is not held. A result that is sent
    twice finds its reasons held already, and is the one that is there.
    """
    ensure_same_clinic(by, patient)
    _refuse_incomplete(result, again, removal_reason)
    said = (result, again or "", removal_reason or "", note.strip(), _person(by))
    if not reasons and (known := _latest_if_same(patient, said, at)):
        return known
    attempt = ContactAttempt.objects.create(
        clinic_id=patient.clinic_id,
        patient=patient,
        result=result,
        again=again or "",
        removal_reason=removal_reason or "",
        phone=patient.phone,
        note=note.strip(),
        at=at,
        by_id=_person(by),
    )
    _hold(attempt, reasons)
    _open_what_follows(attempt, by)
    audit.record("call_logged", by=by, subject=attempt, detail=result, at=at)
    return attempt


@transaction.atomic
def undo_call(*, attempt: ContactAttempt, by: Actor, at: datetime) -> None:
    """Take back a result on the day on which it was logged; the row stays, marked.

    The reasons that it held are back at once, and the task that it opened is cancelled.
    """
    ensure_same_clinic(by, attempt)
    attempt = ContactAttempt.objects.select_for_update().select_related("clinic").get(pk=attempt.pk)
    if attempt.undone_at is not None:
        return
    if attempt.clinic.today(attempt.at) != attempt.clinic.today(at):
        raise DomainError("too_late", "A result can be undone on the same day. Log a new call instead.")
    attempt.undone_at = at
    attempt.save(update_fields=["undone_at"])
    attempt.holds.all().delete()
    cancel_tasks_of(source=(_SOURCE, str(attempt.pk)), reason="The call was taken back.", by=by, at=at)
    audit.record("call_undone", by=by, subject=attempt, at=at)


def _latest_if_same(patient: Patient, said: tuple, at: datetime) -> ContactAttempt | None:
    """The newest call, if it was today and the same person said the same of it."""
    latest = ContactAttempt.objects.filter(patient=patient, undone_at=None).order_by("-at").first()
    if latest is None or patient.clinic.today(latest.at) != patient.clinic.today(at):
        return None
    kept = (latest.result, latest.again, latest.removal_reason, latest.note, latest.by_id)
    return latest if kept == said else None


def _refuse_incomplete(
    result: CallResult, again: CallAgain | None, removal_reason: RemovalReason | None
) -> None:
    if result == CallResult.REMOVED and removal_reason is None:
        raise DomainError("reason_needed", "Say why this person leaves the list.", "removal_reason")
    if result != CallResult.REMOVED and removal_reason is not None:
        raise DomainError("reason_without_removal", "Only a removal has this reason.", "removal_reason")
    if again is not None and result != CallResult.NO_ANSWER:
        raise DomainError("again_without_no_answer", "Only “No answer” has a time to try again.", "again")


def _person(by: Actor) -> UUID:
    if by.user_id is None:
        raise DomainError("nobody_called", "A call is logged by the person who made it.")
    return by.user_id


def _hold(attempt: ContactAttempt, reasons: Sequence[Reason]) -> None:
    zone = attempt.clinic.time_zone
    again = CallAgain(attempt.again) if attempt.again else None
    holds = [
        Hold(
            patient_id=attempt.patient_id,
            attempt=attempt,
            code=reason.fact.code,
            source=reason.fact.source,
            sentence=reason.sentence[:400],
            until=held_until(
                reason.fact.code, CallResult(attempt.result), again=again, now=attempt.at, zone=zone
            ),
        )
        for reason in reasons
    ]
    Hold.objects.bulk_create(holds)
    back = [hold.until for hold in holds if hold.until]
    if back:
        attempt.remind_on = min(back).astimezone(ZoneInfo(zone)).date()
        attempt.save(update_fields=["remind_on"])


def _open_what_follows(attempt: ContactAttempt, by: Actor) -> None:
    """A clinician hears of it, a wrong number is put right, a closed record is closed by a person."""
    removed = RemovalReason(attempt.removal_reason) if attempt.removal_reason else None
    follow = _FOLLOWS.get(removed or CallResult(attempt.result))
    if follow is None:
        return
    role, code, sentence, within = follow
    lead = lead_of(attempt.patient) if role == Role.PHYSICIAN else None
    open_task(
        patient=attempt.patient,
        reason_code=code,
        sentence=f"{sentence} {attempt.note}".strip()[:300],
        owner_role=Role(lead.role) if lead else role,
        owner=lead,
        due_at=attempt.at + within,
        priority=Priority.URGENT if role == Role.PHYSICIAN else Priority.ROUTINE,
        source=(_SOURCE, str(attempt.pk)),
        by=by,
        at=attempt.at,
    )


_FOLLOWS: dict[CallResult | RemovalReason, tuple[Role, str, str, timedelta]] = {
    CallResult.NEEDS_CLINICIAN: (
        Role.PHYSICIAN,
        "needs_clinician",
        "The navigator spoke with this person: they need to hear from you.",
        FOR_THE_LEAD_WITHIN,
    ),
    CallResult.WRONG_NUMBER: (
        Role.FRONT_DESK,
        "wrong_number",
        "The phone number is wrong: find the right one.",
        FOR_THE_DESK_WITHIN,
    ),
    RemovalReason.DIED: (
        Role.FRONT_DESK,
        "close_record",
        "We were told that this person has died: close the record.",
        FOR_THE_DESK_WITHIN,
    ),
    RemovalReason.MOVED: (
        Role.FRONT_DESK,
        "close_record",
        "We were told that this person has moved away: ask whether to close the record.",
        FOR_THE_DESK_WITHIN,
    ),
}
